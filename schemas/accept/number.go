package accept

import "strconv"

// exact is a number up to which a float64 has every integer.
const exact = 1 << 53

// bound is a limit of numbers.
type bound struct {
	limit            float64
	upper, inclusive bool
}

// within reports whether a number is certainly within the bounds. Rounding keeps the order of
// two numbers that stay different; of others only small integers are known to be equal.
func (s *Schema) within(number string, kind kinds) bool {
	if len(s.bounds) == 0 {
		return true
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return false
	}
	for _, b := range s.bounds {
		equal := n == b.limit && b.inclusive && kind == integer
		if !equal && (b.upper && n >= b.limit || !b.upper && n <= b.limit) {
			return false
		}
	}
	return true
}
