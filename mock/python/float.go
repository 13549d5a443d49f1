package python

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// ParseFloat reads a float as Python's float does, without trimming: digits of any script, the
// words inf, infinity and nan, and single underscores between digits. A number out of range is
// an infinity.
func ParseFloat(text string) (float64, bool) {
	text = ASCIIDigits(text)
	if strings.Contains(text, "_") {
		for i := range len(text) {
			if text[i] == '_' && (i == 0 || i+1 == len(text) || !isDigit(text[i-1]) || !isDigit(text[i+1])) {
				return 0, false
			}
		}
		text = strings.ReplaceAll(text, "_", "")
	}
	return ParsePlainFloat(text)
}

// ParsePlainFloat is ParseFloat without underscores and other scripts than ASCII.
func ParsePlainFloat(text string) (float64, bool) {
	if strings.ContainsAny(text, "xXpP_") {
		return 0, false // Go also knows hexadecimal ones
	}
	if len(text) == 4 && (text[0] == '+' || text[0] == '-') && strings.EqualFold(text[1:], "nan") {
		return math.NaN(), true // Go knows it without a sign only
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil && !strings.HasSuffix(err.Error(), strconv.ErrRange.Error()) {
		return 0, false
	}
	return f, true
}

// ASCIIDigits replaces the decimal digits of other scripts, which Python's int and float read.
func ASCIIDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.IsDigit(r) {
			return r
		}
		first := r // of a script's ten digits, or of several tens
		for unicode.IsDigit(first - 1) {
			first--
		}
		return '0' + (r-first)%10
	}, text)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
