package exchange

import (
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CanonicalUUID parses an id in any form that the framework accepts and returns it in
// lower case with hyphens. Ids are always compared in this form.
func CanonicalUUID(text string) (string, bool) {
	switch {
	case len(text) == 38 && text[0] == '{' && text[37] == '}':
		text = text[1:37]
	case len(text) == 45 && strings.HasPrefix(text, "urn:uuid:"):
		text = text[9:]
	}
	if len(text) == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' {
		text = text[:8] + text[9:13] + text[14:18] + text[19:23] + text[24:]
	}
	if len(text) != 32 {
		return "", false
	}
	if _, err := hex.DecodeString(text); err != nil {
		return "", false
	}
	text = strings.ToLower(text)
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:], true
}

// IsToken reports whether s is a token of RFC 9110, such as a method or a header's name.
func IsToken(s string) bool {
	for _, c := range s {
		if c >= utf8.RuneSelf || !unicode.IsLetter(c) && !unicode.IsDigit(c) &&
			!strings.ContainsRune("!#$%&'*+-.^_`|~", c) {
			return false
		}
	}
	return s != ""
}

// Count returns a number with its noun, in the plural unless n is 1.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %s", n, Plural(noun))
}

// Plural returns the plural of a regular noun.
func Plural(noun string) string {
	switch {
	case strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "x"), strings.HasSuffix(noun, "ch"), strings.HasSuffix(noun, "sh"):
		return noun + "es"
	case len(noun) > 1 && strings.HasSuffix(noun, "y") && !strings.ContainsRune("aeiou", rune(noun[len(noun)-2])):
		return noun[:len(noun)-1] + "ies"
	}
	return noun + "s"
}

// A returns a noun with its article.
func A(noun string) string {
	if noun != "" && strings.ContainsRune("aeiouAEIOU", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// Opens reports whether a text begins like a JSON object or array.
func Opens(text []byte) bool { return len(text) > 0 && (text[0] == '{' || text[0] == '[') }

// ExcerptLength is how many characters of a response a finding shows.
const ExcerptLength = 240

// UnnamedFile is what a report calls a file without a name.
const UnnamedFile = "the file"
