package v2

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/python"
)

const urn = "urn:uuid:"

// UUID validates an id as pydantic 2 does. It accepts the form with hyphens, alone,
// in braces or after "urn:uuid:", and 32 hex digits alone; in any letter case, of
// any version, without trimming. The canonical form is lower case with hyphens.
// If the id is invalid, the problem is the message of the uuid parser that pydantic uses;
// exactly one of the two is empty.
//
// That parser counts bytes: of the inner text if the whole has the length of a wrapped id,
// else of everything. Therefore some numbers in its messages look wrong; they are those of
// the real service.
func UUID(text string) (canonical, problem string) {
	inner := text
	switch {
	case len(text) == 38 && braced(text):
		inner = text[1:37]
	case len(text) == 45 && strings.HasPrefix(text, urn):
		inner = text[len(urn):]
	}
	if canonical, ok := canonicalUUID(inner); ok {
		return canonical, ""
	}
	return "", uuidProblem(inner)
}

func braced(text string) bool {
	return len(text) >= 2 && text[0] == '{' && text[len(text)-1] == '}'
}

// hyphens is the offsets of the hyphens of a UUID.
var hyphens = [...]int{8, 13, 18, 23}

// canonicalUUID parses the two forms without a wrapper.
func canonicalUUID(text string) (string, bool) {
	digits := text
	if len(text) == 36 {
		for _, at := range hyphens {
			if text[at] != '-' {
				return "", false
			}
		}
		digits = text[:8] + text[9:13] + text[14:18] + text[19:23] + text[24:]
	}
	if len(digits) != 32 {
		return "", false
	}
	for _, c := range []byte(digits) {
		if python.HexDigit(c) < 0 {
			return "", false
		}
	}
	return hyphenated(strings.ToLower(digits)), true
}

func hyphenated(digits string) string {
	return strings.Join([]string{
		digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:],
	}, "-")
}

// uuidProblem returns the message for a text that is not a UUID. Invalid characters are
// reported before lengths, the number of groups before their sizes.
func uuidProblem(text string) string {
	bare, offset := text, 0
	if braced(text) {
		bare, offset = text[1:len(text)-1], 1
	} else if strings.HasPrefix(text, urn) {
		bare, offset = text[len(urn):], len(urn)
	}
	for i, c := range bare {
		if c != '-' && (c >= utf8.RuneSelf || python.HexDigit(byte(c)) < 0) {
			_, size := utf8.DecodeRuneInString(bare[i:])
			return fmt.Sprintf("invalid character: expected an optional prefix of `urn:uuid:` "+
				"followed by [0-9a-fA-F-], found `%s` at %d", bare[i:i+size], i+offset+1)
		}
	}
	switch count := strings.Count(bare, "-"); {
	case count == 0 && offset == 0:
		return fmt.Sprintf("invalid length: expected length 32 for simple format, found %d",
			len(text))
	case count != len(hyphens):
		return fmt.Sprintf("invalid group count: expected 5, found %d", count+1)
	}
	return groupProblem(bare, len(text))
}

// groupProblem returns the message about the first of five groups that has the wrong size.
// The size of the last is calculated from the whole text, including the wrapper.
func groupProblem(bare string, length int) string {
	const wrong = "invalid group length in group %d: expected %d, found %d"
	start := 0
	for group, at := range hyphens {
		wanted := at - start
		hyphen := nthHyphen(bare, group)
		if hyphen != at {
			return fmt.Sprintf(wrong, group, wanted, hyphen-start)
		}
		start = at + 1
	}
	return fmt.Sprintf(wrong, len(hyphens), 12, length-start)
}

func nthHyphen(text string, n int) int {
	at := strings.IndexByte(text, '-')
	for ; n > 0; n-- {
		at += 1 + strings.IndexByte(text[at+1:], '-')
	}
	return at
}
