package setting

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas"
)

// knownForm is how a known failure is written as a text.
const knownForm = "'rule=ID; reason=WHY' and optionally '; match=TEXT; until=2026-12-31'"

// A key is a word before "=", at the beginning of the text or of a part, whether
// it is known or not: a misspelt key must not become a part of the reason.
var (
	knownKey     = regexp.MustCompile(`^\s*([\pL_][\pL\pN_.-]*)\s*=\s*`)
	nextKnownKey = regexp.MustCompile(`;\s*[\pL_][\pL\pN_.-]*\s*=`)
)

// splitKnown reads the keys and values of a known failure's text.
func splitKnown(text string) (map[string]string, error) {
	parts := map[string]string{}
	for first := true; first || text != ""; first = false {
		m := knownKey.FindStringSubmatch(text)
		if m == nil {
			return nil, output.Usage("want "+knownForm, quoteHint)
		}
		key := m[1]
		if err := checkKnownKey(key, parts); err != nil {
			return nil, err
		}
		var err error
		if parts[key], text, err = knownValue(key, text[len(m[0]):]); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

const quoteHint = `a value in double quotes may contain anything: reason="as agreed; see id=7"`

func checkKnownKey(key string, parts map[string]string) error {
	if !slices.Contains(knownKeys, key) {
		hints := []string{quoteHint}
		if near := schemas.Nearest(key, knownKeys); near != "" {
			hints = []string{"did you mean " + near + "?", quoteHint}
		}
		return output.Usage(fmt.Sprintf("%q is not a key of a known failure: want %s", key, output.OneOf(knownKeys)), hints...)
	}
	if _, twice := parts[key]; twice {
		return output.Usage(fmt.Sprintf("the key %q appears twice: want it once", key),
			"keep one of the two; "+quoteHint)
	}
	return nil
}

// knownValue reads a key's value, in quotes or up to the next key, and returns
// the text behind it.
func knownValue(key, text string) (value, rest string, err error) {
	if strings.HasPrefix(text, `"`) {
		value, rest, err = quotedValue(key, text)
	} else if next := nextKnownKey.FindStringIndex(text); next != nil {
		value, rest = text[:next[0]], text[next[0]+1:]
	} else {
		value = text
	}
	if value = strings.TrimSpace(value); err == nil && value == "" {
		err = output.Usage(fmt.Sprintf("%s is empty: want %s", key, knownForm), "for a key's default, leave it out")
	}
	return value, rest, err
}

func quotedValue(key, text string) (value, rest string, err error) {
	wrong := output.Usage(fmt.Sprintf(`%s is not quoted well: want a closing " and then ; or the end`, key),
		`within the quotes write \" for a quote and \\ for a backslash`)
	quoted, err := strconv.QuotedPrefix(text)
	if err != nil {
		return "", "", wrong
	}
	rest = strings.TrimSpace(text[len(quoted):])
	if rest != "" && rest[0] != ';' {
		return "", "", wrong
	}
	value, err = strconv.Unquote(quoted)
	return value, strings.TrimSpace(strings.TrimPrefix(rest, ";")), err
}
