package v2

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

func (c check) bool() python.Value {
	const parsing = "Input should be a valid boolean, unable to interpret input"
	switch c.v.Kind() {
	case python.Bool:
		return c.v
	case python.String:
		switch strings.ToLower(c.v.Text()) {
		case "0", "f", "n", "no", "off", "false":
			return python.BoolOf(false)
		case "1", "t", "y", "on", "yes", "true":
			return python.BoolOf(true)
		}
		return c.wrong("bool_parsing", parsing)
	case python.Int, python.Float:
		switch c.v.Text() {
		case "0", "0.0", "-0.0":
			return python.BoolOf(false)
		case "1", "1.0":
			return python.BoolOf(true)
		}
		if _, err := strconv.ParseInt(strings.TrimSuffix(c.v.Text(), ".0"), 10, 64); err == nil {
			return c.wrong("bool_parsing", parsing)
		}
	}
	return c.wrong("bool_type", "Input should be a valid boolean")
}

const intTooLarge = "Unable to parse input string as an integer, exceeded maximum size"

// asInt converts a value to a whole number as Python's int, adding what is wrong.
func (c check) asInt() (*big.Int, bool) {
	n := new(big.Int)
	switch c.v.Kind() {
	case python.Int:
		n.SetString(c.v.Text(), 10)
		return n, true
	case python.Bool:
		if c.v.Text() == "true" {
			n.SetInt64(1)
		}
		return n, true
	case python.Float:
		return c.floatAsInt()
	case python.String:
		text := strings.TrimSpace(c.v.Text())
		if len(text) > python.MaxDigits {
			c.wrong("int_parsing_size", intTooLarge)
			return nil, false
		}
		if digits, ok := wholeDigits(text); ok {
			n.SetString(digits, 10)
			return n, true
		}
		c.wrong("int_parsing", "Input should be a valid integer, unable to parse string as an integer")
		return nil, false
	}
	c.wrong("int_type", "Input should be a valid integer")
	return nil, false
}

func (c check) floatAsInt() (*big.Int, bool) {
	f, _ := strconv.ParseFloat(c.v.Text(), 64) // NaN and Infinity are read, too
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		c.wrong("finite_number", "Input should be a finite number")
	case f != math.Trunc(f):
		c.wrong("int_from_float", "Input should be a valid integer, got a number with a fractional part")
	case math.Abs(f) >= 1<<63:
		c.wrong("int_parsing_size", intTooLarge)
	default:
		return big.NewInt(int64(f)), true
	}
	return nil, false
}

// wholeDigits returns the digits of a whole number with their sign: zeros may follow a point,
// and single underscores may separate digits.
func wholeDigits(text string) (string, bool) {
	if whole, zeros, ok := strings.Cut(text, "."); ok {
		if zeros == "" || strings.Trim(zeros, "0") != "" {
			return "", false
		}
		text = whole
	}
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
	n, ok := c.asInt()
	if !ok {
		return c.v
	}
	b := c.t.Bounds
	if b.Some() {
		exact := new(big.Rat).SetInt(n)
		against := func(bound *pydantic.Bound) int { return exact.Cmp(bound.Exact) }
		multiple := func(of *pydantic.Bound) bool {
			return of.Exact.Sign() != 0 && new(big.Rat).Quo(exact, of.Exact).IsInt()
		}
		if !c.within(b, against, multiple, (*pydantic.Bound).Whole) {
			return c.v
		}
	}
	return python.BigOf(n.String())
}

func (c check) float() python.Value {
	f, ok := c.asFloat()
	if !ok {
		return c.v
	}
	against := func(bound *pydantic.Bound) int {
		switch {
		case f < bound.Float:
			return -1
		case f > bound.Float:
			return 1
		case f == bound.Float:
			return 0
		}
		return unordered
	}
	multiple := func(of *pydantic.Bound) bool {
		rest, threshold := math.Mod(f, of.Float), math.Abs(f)/1e9
		apart := math.Abs(rest) > threshold && math.Abs(math.Abs(rest)-of.Float) > threshold
		return !apart // so is NaN
	}
	show := func(b *pydantic.Bound) python.Value { return python.FloatOf(b.Float) }
	if c.t.Bounds.Some() && !c.within(c.t.Bounds, against, multiple, show) {
		return c.v
	}
	return python.FloatOf(f)
}

func (c check) asFloat() (float64, bool) {
	switch c.v.Kind() {
	case python.Int, python.Float:
		f, _ := strconv.ParseFloat(c.v.Text(), 64)
		return f, true
	case python.Bool:
		if c.v.Text() == "true" {
			return 1, true
		}
		return 0, true
	case python.String:
		if f, ok := parseFloat(strings.TrimSpace(c.v.Text())); ok {
			return f, true
		}
		c.wrong("float_parsing", "Input should be a valid number, unable to parse string as a number")
		return 0, false
	}
	c.wrong("float_type", "Input should be a valid number")
	return 0, false
}

// parseFloat reads a float in which single underscores may be anywhere but at an end.
func parseFloat(text string) (float64, bool) {
	if strings.HasPrefix(text, "_") || strings.HasSuffix(text, "_") || strings.Contains(text, "__") {
		return 0, false
	}
	return python.ParsePlainFloat(strings.ReplaceAll(text, "_", ""))
}

// unordered is how NaN compares with anything.
const unordered = 2

// within compares a number with bounds and adds the first that it breaks.
func (c check) within(b pydantic.Bounds, against func(*pydantic.Bound) int, multiple func(*pydantic.Bound) bool,
	show func(*pydantic.Bound) python.Value) bool {
	const should = "Input should be "
	rules := []struct {
		bound                *pydantic.Bound
		kind, message, named string
		signs                []int // of comparisons that keep the bound
	}{
		{b.Most, "less_than_equal", "less than or equal to ", "le", []int{-1, 0}},
		{b.Less, "less_than", "less than ", "lt", []int{-1}},
		{b.Least, "greater_than_equal", "greater than or equal to ", "ge", []int{0, 1}},
		{b.More, "greater_than", "greater than ", "gt", []int{1}},
	}
	if of := b.Multiple; of != nil && !multiple(of) {
		c.wrongFor("multiple_of", should+"a multiple of "+of.String(), "multiple_of", show(of))
		return false
	}
	for _, r := range rules {
		if r.bound != nil && !slices.Contains(r.signs, against(r.bound)) {
			c.wrongFor(r.kind, should+r.message+r.bound.String(), r.named, show(r.bound))
			return false
		}
	}
	return true
}
