package v1

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

func (c check) bool() python.Value {
	text := c.v.Text()
	switch c.v.Kind() {
	case python.Bool:
		return c.v
	case python.String:
		switch strings.ToLower(text) {
		case "1", "on", "t", "true", "y", "yes":
			return python.BoolOf(true)
		case "0", "off", "f", "false", "n", "no":
			return python.BoolOf(false)
		}
	case python.Int, python.Float:
		switch text {
		case "1", "1.0":
			return python.BoolOf(true)
		case "0", "0.0", "-0.0":
			return python.BoolOf(false)
		}
	}
	return c.wrong("type_error.bool", "value could not be parsed to a boolean")
}

// asInt converts a value as Python's int does: a fraction is cut off.
func asInt(v python.Value) (*big.Int, bool) {
	n := new(big.Int)
	switch v.Kind() {
	case python.Int:
		n.SetString(v.Text(), 10)
		return n, true
	case python.Bool:
		if v.Text() == "true" {
			n.SetInt64(1)
		}
		return n, true
	case python.Float:
		f, _ := strconv.ParseFloat(v.Text(), 64)
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, false
		}
		n, _ = big.NewFloat(f).Int(nil)
		return n, true
	case python.String:
		if len(v.Text()) > python.MaxDigits {
			return nil, false
		}
		if digits, ok := wholeDigits(python.ASCIIDigits(strings.TrimSpace(v.Text()))); ok {
			n.SetString(digits, 10)
			return n, true
		}
	}
	return nil, false
}

// wholeDigits returns the digits of a whole number with their sign; single underscores may
// separate them.
func wholeDigits(text string) (string, bool) {
	digits, negative := strings.CutPrefix(text, "-")
	if !negative {
		digits = strings.TrimPrefix(text, "+")
		text = digits
	}
	if digits == "" || digits[0] == '_' || digits[len(digits)-1] == '_' || strings.Contains(digits, "__") {
		return "", false
	}
	for _, d := range []byte(digits) {
		if d != '_' && (d < '0' || d > '9') {
			return "", false
		}
	}
	return strings.ReplaceAll(text, "_", ""), true
}

func (c check) int() python.Value {
	n, ok := asInt(c.v)
	if !ok {
		return c.wrong("type_error.integer", "value is not a valid integer")
	}
	if c.t.Bounds.Some() {
		exact := new(big.Rat).SetInt(n)
		f, _ := exact.Float64()
		if !c.within(f, func(b *pydantic.Bound) int { return exact.Cmp(b.Exact) }) {
			return c.v
		}
	}
	return python.BigOf(n.String())
}

func (c check) float() python.Value {
	f, ok := 0.0, true
	switch c.v.Kind() {
	case python.Int, python.Float:
		f, _ = strconv.ParseFloat(c.v.Text(), 64)
		if c.v.Kind() == python.Int && math.IsInf(f, 0) {
			return c.crash()
		}
	case python.Bool:
		if c.v.Text() == "true" {
			f = 1
		}
	case python.String:
		f, ok = python.ParseFloat(strings.TrimSpace(c.v.Text()))
	default:
		ok = false
	}
	if !ok {
		return c.wrong("type_error.float", "value is not a valid float")
	}
	against := func(b *pydantic.Bound) int {
		switch {
		case f < b.Float:
			return -1
		case f > b.Float:
			return 1
		case f == b.Float:
			return 0
		}
		return unordered
	}
	if c.t.Bounds.Some() && !c.within(f, against) {
		return c.v
	}
	return python.FloatOf(f)
}

// unordered is how NaN compares with anything.
const unordered = 2

// within compares a number with its bounds and adds the first that it breaks.
func (c check) within(f float64, against func(*pydantic.Bound) int) bool {
	b := c.t.Bounds
	rules := []struct {
		bound         *pydantic.Bound
		kind, message string
		kept          func(int) bool
	}{
		{b.More, "not_gt", "is greater than ", func(sign int) bool { return sign == 1 }},
		{b.Least, "not_ge", "is greater than or equal to ", func(sign int) bool { return sign == 0 || sign == 1 }},
		{b.Less, "not_lt", "is less than ", func(sign int) bool { return sign == -1 }},
		{b.Most, "not_le", "is less than or equal to ", func(sign int) bool { return sign == 0 || sign == -1 }},
	}
	for _, r := range rules {
		if r.bound != nil && !r.kept(against(r.bound)) {
			c.limited("value_error.number."+r.kind, r.message+r.bound.String(), r.bound.Whole())
			return false
		}
	}
	if b.Multiple != nil && !isMultiple(f, b.Multiple.Float) {
		c.wrongFor("value_error.number.not_multiple", "ensure this value is a multiple of "+b.Multiple.String(),
			[]string{"multiple_of"}, b.Multiple.Whole())
		return false
	}
	return true
}

func isMultiple(f, of float64) bool {
	const near = 1e-8
	rest := math.Mod(f/of, 1)
	if rest < 0 { // Python's rest has the sign of the divisor
		rest++
	}
	return math.Abs(rest) <= near || math.Abs(rest-1) <= near
}
