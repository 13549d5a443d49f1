package rule

import (
	"strings"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// keepsSchema reports each schema violation as one break. The same keyword violated in
// many records, or in several operations that share the type, is one finding. An unknown
// value of a closed enum violates the schema and is not drift: unlike an additional
// property, a client cannot ignore it.
func keepsSchema(x *observation.Observation, say *Recorder) {
	r := x.Reading
	if r.Response == nil || len(r.Syntax) > 0 {
		return
	}
	if len(r.Schema) == 0 {
		say.Kept()
		return
	}
	ids := recordIDs(r)
	for _, v := range r.Schema {
		say.Broke(Break{
			Expected: v.Expected, Got: v.Found, Pointer: v.Pointer, Record: ids(v.Pointer),
			Where: r.Origins.Documented(v), Key: r.Origins.Key(v), At: v.At,
			Causes: causesOf(v, r.Origins.Key(v)),
		})
	}
}

// causesOf names what violations of several properties of one type have in common when one
// mistake may have made them all: times in another format, values of another type, or
// properties that are missing together.
func causesOf(v schemas.Violation, key string) []string {
	of, _, inProperty := strings.Cut(key, "/properties/")
	expected := strings.TrimSuffix(v.Expected, " or null")
	switch {
	case v.Keyword == schemas.More:
		return []string{finding.Rest}
	case v.Keyword == "required":
		of, _, _ = strings.Cut(key, "/required")
		return []string{of + " required"}
	case inProperty && (v.Keyword == "format" || v.Keyword == "type"):
		return []string{of + " " + v.Keyword + " " + expected + " " + kindOfJSON(v.Found)}
	}
	return nil
}

// kindOfJSON is the first character of a JSON text, which tells texts, objects and arrays
// apart; the same for all numbers.
func kindOfJSON(text string) string {
	if text == "" {
		return ""
	}
	if c := text[0]; c == '-' || c >= '0' && c <= '9' {
		return "0"
	}
	return text[:1]
}
