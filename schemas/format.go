package schemas

import (
	"strconv"
	"strings"
	"time"
)

// formats are the format keywords that are checked by our own rules; for other standard
// names the library's rules apply.
var formats = map[string]func(string) bool{
	"uuid":      isUUID,
	"date-time": isDateTime,
}

// isUUID reports whether s has the form of RFC 4122: hex digits in any case, in groups
// of 8-4-4-4-12. Any version and variant is valid, including nil and max.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
		} else if !isHex(c) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isDateTime reports whether s is an RFC 3339 date-time: T and Z in either case, any
// number of fraction digits, a required offset of hours and minutes, and a leap second
// only where one is possible: at 23:59:60 UTC.
func isDateTime(s string) bool {
	const plain = "0000-00-00T00:00:00"
	if len(s) < len(plain)+1 || !fits(s[:len(plain)], plain) {
		return false
	}
	year, month, day := number(s[0:4]), number(s[5:7]), number(s[8:10])
	hour, minute, second := number(s[11:13]), number(s[14:16]), number(s[17:19])
	offset, ok := offsetMinutes(cutFraction(s[len(plain):]))
	if !ok || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) ||
		hour > 23 || minute > 59 || second > 60 {
		return false
	}
	if second == 60 {
		const day = 24 * 60
		return ((hour*60+minute-offset)%day+day)%day == day-1
	}
	return true
}

// fits compares with a pattern in which 0 matches any digit, and T matches T or t.
func fits(s, pattern string) bool {
	if len(s) != len(pattern) {
		return false
	}
	for i := range len(pattern) {
		switch p := pattern[i]; {
		case p == '0' && !isDigit(s[i]),
			p == 'T' && s[i] != 'T' && s[i] != 't',
			p != '0' && p != 'T' && s[i] != p:
			return false
		}
	}
	return true
}

// number parses digits that fits has checked.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// cutFraction removes a leading ".123"; a single dot is kept, and matches no offset.
func cutFraction(s string) string {
	digits := strings.TrimLeft(strings.TrimPrefix(s, "."), "0123456789")
	if strings.HasPrefix(s, ".") && len(s)-len(digits) > 1 {
		return digits
	}
	return s
}

func offsetMinutes(s string) (int, bool) {
	switch {
	case s == "Z" || s == "z":
		return 0, true
	case len(s) != 6 || s[0] != '+' && s[0] != '-' || !fits(s[1:], "00:00"):
		return 0, false
	}
	hours, minutes := number(s[1:3]), number(s[4:6])
	if hours > 23 || minutes > 59 {
		return 0, false
	}
	if s[0] == '-' {
		return -(hours*60 + minutes), true
	}
	return hours*60 + minutes, true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
