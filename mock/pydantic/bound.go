package pydantic

import (
	"math"
	"math/big"
	"strconv"

	"github.com/ringer-api/ringer/mock/python"
)

// Bound is a number that others are compared with.
type Bound struct {
	Exact *big.Rat
	Float float64
}

// NewBound returns a bound from its JSON; nil if it is not a number of moderate size.
func NewBound(written string) *Bound {
	f, err := strconv.ParseFloat(written, 64)
	if err != nil || math.Abs(f) > 1e300 || f != 0 && math.Abs(f) < 1e-300 {
		return nil
	}
	exact, ok := new(big.Rat).SetString(written)
	if !ok {
		return nil
	}
	return &Bound{exact, f}
}

// Whole returns the bound as an integer where it is one, else as a float.
func (b *Bound) Whole() python.Value {
	if b.Exact.IsInt() {
		return python.BigOf(b.Exact.Num().String())
	}
	return python.FloatOf(b.Float)
}

// String is the bound without ".0".
func (b *Bound) String() string {
	if b.Exact.IsInt() {
		return b.Exact.Num().String()
	}
	return strconv.FormatFloat(b.Float, 'f', -1, 64)
}
