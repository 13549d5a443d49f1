package plain

import "strings"

// decode decodes the percent-encoding of a part of a path or query. What is not encoded
// properly stays as it is.
func decode(text string) string {
	if strings.IndexByte(text, '%') < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			high, low := hexValue(text[i+1]), hexValue(text[i+2])
			if high >= 0 && low >= 0 {
				out = append(out, byte(high<<4|low))
				i += 2
				continue
			}
		}
		out = append(out, text[i])
	}
	return string(out)
}

func hexValue(c byte) int { return strings.IndexByte("0123456789abcdef", lower(c)) }

func lower(c byte) byte {
	if c >= 'A' && c <= 'F' {
		return c + 'a' - 'A'
	}
	return c
}

// pairs splits a query or a form into its pairs, still encoded; at most maxPairs.
func pairs(query string) []pair {
	var all []pair
	for text := range strings.SplitSeq(query, "&") {
		if text == "" {
			continue
		}
		if len(all) == maxPairs {
			break
		}
		name, value, _ := strings.Cut(text, "=")
		all = append(all, pair{name: decode(strings.ReplaceAll(name, "+", " ")), raw: value})
	}
	return all
}

// maxPairs limits the pairs of a query, a form or a Cookie header that are looked at.
const maxPairs = 10_000

// hasTooMany reports whether a query or form has more pairs than are looked at.
func hasTooMany(query string) bool { return strings.Count(query, "&") >= maxPairs }

// pair is one name with its value.
type pair struct {
	name string // decoded
	raw  string // still encoded
}

// value is the decoded value of a pair of a query or a form.
func (p pair) value() string { return decode(strings.ReplaceAll(p.raw, "+", " ")) }

// named returns the pairs of that name.
func named(all []pair, name string) []pair {
	var found []pair
	for _, p := range all {
		if p.name == name {
			found = append(found, p)
		}
	}
	return found
}
