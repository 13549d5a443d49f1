package value

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// maxExponent is the maximum exponent of a number of a schema; others are ignored, because
// an exact number of that size takes too much memory.
const maxExponent = 400

// rational returns the value of a keyword that is a number.
func rational(x schemas.Definition, keyword string) (*big.Rat, bool) {
	text, ok := x.Number(keyword)
	if !ok || len(text) > maxExponent {
		return nil, false
	}
	if _, exponent, found := strings.Cut(strings.ToLower(string(text)), "e"); found {
		if n, err := strconv.Atoi(exponent); err != nil || max(n, -n) > maxExponent {
			return nil, false
		}
	}
	return new(big.Rat).SetString(string(text))
}

// numeric draws a number from the range that its name suggests, as far as its bounds
// allow it, else from its bounds, else from a range of no meaning.
func (b *builder) numeric(at spot, s *shape, d draw, whole bool) *tree {
	want, by := b.numberFor(at, s, d, whole)
	step := stepOf(s, whole, want.decimals)
	low, high := bounds(s, step)
	if low != nil && high != nil && low.Cmp(high) > 0 { // nothing fits: as near as possible
		return numberTree(decimal(new(big.Rat).Mul(new(big.Rat).SetInt(low), step)), Filler)
	}
	if by == Filler && s.min != nil && s.max != nil {
		by = Format
	}
	least, most := ceil(want.low, step), floor(want.high, step)
	width := big.NewInt(min(20, widthOf(least, most)))
	if low != nil {
		least = biggest(least, low)
	}
	if high != nil {
		most = smallest(most, high)
	}
	if most.Cmp(least) < 0 { // the name suggests nothing that is allowed: near the bound
		if low != nil && least.Cmp(low) == 0 {
			most = new(big.Int).Add(least, width)
		} else {
			least = new(big.Int).Sub(most, width)
		}
		if low != nil {
			least = biggest(least, low)
		}
		if high != nil {
			most = smallest(most, high)
		}
	}
	text := ""
	for range 8 {
		n := new(big.Rat).SetInt(new(big.Int).Add(least, below(d, new(big.Int).Sub(most, least))))
		text = decimal(n.Mul(n, step))
		if divides(s, text) {
			break
		}
	}
	return numberTree(text, by)
}

// wanted is a range of numbers, and how many decimals they have.
type wanted struct {
	low, high float64
	decimals  int
}

// stepOf returns the distance between two possible values: the least common multiple of
// all multipleOf, else the unit of the last decimal.
func stepOf(s *shape, whole bool, decimals int) *big.Rat {
	step := new(big.Rat)
	add := func(r *big.Rat) {
		if step.Sign() == 0 {
			step.Set(r)
			return
		}
		// lcm(a/b, c/d) = lcm(a*d, c*b) / (b*d)
		ad := new(big.Int).Mul(step.Num(), r.Denom())
		cb := new(big.Int).Mul(r.Num(), step.Denom())
		bd := new(big.Int).Mul(step.Denom(), r.Denom())
		lcm := new(big.Int).Div(new(big.Int).Mul(ad, cb), new(big.Int).GCD(nil, nil, ad, cb))
		step.SetFrac(lcm, bd)
	}
	for _, r := range s.steps {
		if step.Denom().BitLen()+step.Num().BitLen() < 2000 {
			add(r)
		}
	}
	switch {
	case whole && !step.IsInt():
		add(big.NewRat(1, 1))
	case whole && step.Sign() == 0:
		step.SetInt64(1)
	case step.Sign() == 0:
		step.SetFrac(big.NewInt(1), pow10(decimals))
		if s.min != nil && s.max != nil { // a narrow range needs finer steps
			for range 300 {
				if width := new(big.Rat).Sub(s.max, s.min); width.Sign() <= 0 || width.Cmp(new(big.Rat).Mul(step, big.NewRat(4, 1))) > 0 {
					break
				}
				step.Mul(step, big.NewRat(1, 10))
			}
		}
	}
	return step
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// bounds returns the first and the last allowed multiple of a step; nil if there is no
// bound.
func bounds(s *shape, step *big.Rat) (low, high *big.Int) {
	least, most := s.min, s.max
	over, under := s.overMin, s.underMax
	if r, known := formatRanges[s.format]; known {
		if least == nil || least.Cmp(r[0]) < 0 {
			least, over = r[0], false
		}
		if most == nil || most.Cmp(r[1]) > 0 {
			most, under = r[1], false
		}
	}
	one := big.NewInt(1)
	if least != nil {
		q := new(big.Rat).Quo(least, step)
		low = ceilRat(q)
		if over && q.IsInt() {
			low.Add(low, one)
		}
	}
	if most != nil {
		q := new(big.Rat).Quo(most, step)
		high = floorRat(q)
		if under && q.IsInt() {
			high.Sub(high, one)
		}
	}
	return low, high
}

// formatRanges are the numbers of formats that have fewer than JSON.
var formatRanges = map[string][2]*big.Rat{
	"int8":   {big.NewRat(-128, 1), big.NewRat(127, 1)},
	"uint8":  {big.NewRat(0, 1), big.NewRat(255, 1)},
	"int16":  {big.NewRat(-32768, 1), big.NewRat(32767, 1)},
	"uint16": {big.NewRat(0, 1), big.NewRat(65535, 1)},
	"int32":  {big.NewRat(math.MinInt32, 1), big.NewRat(math.MaxInt32, 1)},
	"uint32": {big.NewRat(0, 1), big.NewRat(math.MaxUint32, 1)},
	"uint":   {big.NewRat(0, 1), big.NewRat(1<<53, 1)},
	"uint64": {big.NewRat(0, 1), big.NewRat(1<<53, 1)},
}

func isNumeric(format string) bool {
	_, known := formatRanges[format]
	return known || format == "int64" || format == "integer" || format == "float" || format == "double"
}

// divides reports whether a reader that counts in float64 agrees that a number is a
// multiple.
func divides(s *shape, text string) bool {
	f, err := strconv.ParseFloat(text, 64)
	for _, step := range s.steps {
		if by, _ := step.Float64(); err == nil && !step.IsInt() && f/by != math.Trunc(f/by) {
			return false
		}
	}
	return true
}

// decimal writes a number in decimals, exactly.
func decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	for digits := 1; digits <= 400; digits *= 2 {
		text := r.FloatString(digits)
		if back, ok := new(big.Rat).SetString(text); ok && back.Cmp(r) == 0 {
			return strings.TrimRight(text, "0")
		}
	}
	return r.FloatString(20)
}

func ceil(f float64, step *big.Rat) *big.Int {
	return ceilRat(new(big.Rat).Quo(new(big.Rat).SetFloat64(f), step))
}

func floor(f float64, step *big.Rat) *big.Int {
	return floorRat(new(big.Rat).Quo(new(big.Rat).SetFloat64(f), step))
}

func floorRat(r *big.Rat) *big.Int {
	return new(big.Int).Div(r.Num(), r.Denom()) // Euclidean: the denominator is positive
}

func ceilRat(r *big.Rat) *big.Int {
	n := floorRat(new(big.Rat).Neg(r))
	return n.Neg(n)
}

func biggest(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return b
	}
	return a
}

func smallest(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

// widthOf is the distance of two numbers, at most 1000.
func widthOf(least, most *big.Int) int64 {
	w := new(big.Int).Sub(most, least)
	if !w.IsInt64() || w.Int64() > 1000 {
		return 1000
	}
	return max(w.Int64(), 0)
}

// below draws an integer from 0 to most, both included.
func below(d draw, most *big.Int) *big.Int {
	if most.Sign() <= 0 {
		return new(big.Int)
	}
	if most.IsInt64() && most.Int64() < math.MaxInt64 {
		return big.NewInt(d.Int64N(most.Int64() + 1))
	}
	return new(big.Int).SetUint64(d.Uint64() >> 2)
}
