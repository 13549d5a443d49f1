package v1

import (
	"strings"

	"github.com/ringer-api/ringer/mock/python"
)

// pythonUUID parses an id as Python's own UUID class does, which pydantic 1 uses: "urn:"
// and "uuid:" anywhere, braces at the ends and hyphens anywhere are removed, and what
// remains must be 32 characters that form a number in base 16.
func pythonUUID(text string) (string, bool) {
	bare := strings.ReplaceAll(strings.ReplaceAll(text, "urn:", ""), "uuid:", "")
	bare = strings.ReplaceAll(strings.Trim(bare, "{}"), "-", "")
	if python.Characters(bare) != 32 {
		return "", false
	}
	digits, ok := pythonHex(bare)
	if !ok {
		return "", false
	}
	digits = strings.Repeat("0", 32-len(digits)) + digits
	return digits[:8] + "-" + digits[8:12] + "-" + digits[12:16] + "-" + digits[16:20] + "-" + digits[20:], true
}

// pythonHex returns the digits of what Python's int parses in base 16: surrounding white
// space, a plus sign, a leading 0x and single underscores between digits are not part of
// the number. (Python also accepts the digits of other scripts; they are rejected here.)
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
			if python.HexDigit(c) < 0 {
				return "", false
			}
		}
		digits = append(digits, group...)
	}
	return string(digits), true
}
