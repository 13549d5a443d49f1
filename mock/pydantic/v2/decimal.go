package v2

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

var (
	decimalForm = regexp.MustCompile(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$`)
	noNumber    = regexp.MustCompile(`(?i)^[+-]?(inf|infinity|s?nan[0-9]*)$`)
)

// maxExponent is up to which exponent a Decimal is compared exactly.
const maxExponent = 5000

func (c check) decimal() python.Value {
	text := c.v.Text()
	switch c.v.Kind() {
	case python.Int, python.Float:
	case python.String:
		text = strings.ReplaceAll(strings.TrimSpace(text), "_", "")
	default:
		return c.wrong("decimal_type", "Decimal input should be an integer, float, string or Decimal object")
	}
	switch {
	case noNumber.MatchString(text):
		return c.wrong("finite_number", "Input should be a finite number")
	case !decimalForm.MatchString(text):
		return c.wrong("decimal_parsing", "Input should be a valid decimal")
	}
	n, ok := exactly(text)
	if !ok || !c.t.Bounds.Some() {
		return c.v
	}
	against := func(bound *pydantic.Bound) int { return n.Cmp(bound.Exact) }
	multiple := func(of *pydantic.Bound) bool {
		return of.Exact.Sign() != 0 && new(big.Rat).Quo(n, of.Exact).IsInt()
	}
	c.within(c.t.Bounds, against, multiple, (*pydantic.Bound).Whole)
	return c.v
}

// exactly returns a decimal number, unless its exponent is extreme.
func exactly(text string) (*big.Rat, bool) {
	if at := strings.LastIndexAny(text, "eE"); at >= 0 {
		exponent, err := strconv.Atoi(text[at+1:])
		if err != nil || exponent > maxExponent || exponent < -maxExponent {
			return nil, false
		}
	}
	return new(big.Rat).SetString(text)
}
