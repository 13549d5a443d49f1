package fastapi

import (
	"strings"
)

// pythonUUID reads an id as Python's own UUID class does, which pydantic 1
// asks: the marks "urn:" and "uuid:" wherever they stand, braces at the ends and
// hyphens anywhere are taken away, and 32 characters have to be left that make a
// number to the base 16.
func pythonUUID(text string) (string, bool) {
	bare := strings.ReplaceAll(strings.ReplaceAll(text, "urn:", ""), "uuid:", "")
	bare = strings.ReplaceAll(strings.Trim(bare, "{}"), "-", "")
	if characters(bare) != 32 {
		return "", false
	}
	digits, ok := pythonHex(bare)
	if !ok {
		return "", false
	}
	return hyphenated(strings.Repeat("0", 32-len(digits)) + digits), true
}

// pythonHex gives the digits of what Python's int reads to the base 16: white
// space around, a plus sign, 0x in front and single underscores between digits
// are no part of the number. (It reads the digits of other scripts too; those
// are refused here.)
func pythonHex(written string) (string, bool) {
	written = strings.ToLower(strings.TrimSpace(written))
	written = strings.TrimPrefix(written, "+")
	if rest, ok := strings.CutPrefix(written, "0x"); ok {
		written = strings.TrimPrefix(rest, "_")
	}
	var digits []byte
	for _, group := range strings.Split(written, "_") {
		if group == "" {
			return "", false
		}
		for _, c := range []byte(group) {
			if hexValue(c) < 0 {
				return "", false
			}
		}
		digits = append(digits, group...)
	}
	return string(digits), true
}
