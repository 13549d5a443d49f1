package contract

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// canonicalUUID reads an id in any form the framework accepts and gives it in
// lower case with hyphens. Ids are always compared in this form.
func canonicalUUID(text string) (string, bool) {
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

// isToken tells what RFC 9110 calls a token: a method or a header's name.
func isToken(s string) bool {
	for _, c := range s {
		if c >= utf8.RuneSelf || !unicode.IsLetter(c) && !unicode.IsDigit(c) &&
			!strings.ContainsRune("!#$%&'*+-.^_`|~", c) {
			return false
		}
	}
	return s != ""
}
