package value

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDecimalIsExact(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"0", "-1", "0.1", "12.375", "100000000000000000000", "0.0000000000000000000000000000000001", "-2.5"} {
		r, ok := new(big.Rat).SetString(text)
		assert.True(t, ok)
		assert.Equal(t, text, decimal(r))
	}
}

func TestRoundingOfBounds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text        string
		floor, ceil int64
	}{{"1.5", 1, 2}, {"-1.5", -2, -1}, {"3", 3, 3}, {"-3", -3, -3}, {"0.1", 0, 1}} {
		r, _ := new(big.Rat).SetString(test.text)
		assert.Equal(t, test.floor, floorRat(r).Int64(), test.text)
		assert.Equal(t, test.ceil, ceilRat(r).Int64(), test.text)
	}
}

func TestMultiplesAreThoseOfFloatReadersToo(t *testing.T) {
	t.Parallel()
	s := &shape{steps: []*big.Rat{big.NewRat(1, 100)}}
	assert.False(t, divides(s, "0.29"), "0.29/0.01 is 28.999999999999996")
	assert.True(t, divides(s, "0.25"))
}
