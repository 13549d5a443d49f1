package python

import (
	"strconv"
	"strings"
)

// ParseFloat reads a float as Python's float does, without trimming: the words inf, infinity
// and nan, and single underscores between digits. A number out of range is an infinity.
func ParseFloat(text string) (float64, bool) {
	if strings.ContainsAny(text, "xXpP") {
		return 0, false // Go also knows hexadecimal ones
	}
	if strings.Contains(text, "_") {
		for i := range len(text) {
			if text[i] == '_' && (i == 0 || i+1 == len(text) || !isDigit(text[i-1]) || !isDigit(text[i+1])) {
				return 0, false
			}
		}
		text = strings.ReplaceAll(text, "_", "")
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil && !strings.HasSuffix(err.Error(), strconv.ErrRange.Error()) {
		return 0, false
	}
	return f, true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
