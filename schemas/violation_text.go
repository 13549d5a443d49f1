package schemas

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// This file words violations: one sentence per mistake, from the keyword's value in the
// schema and the value in the document.

func (j *judge) violation(m mistake) Violation {
	v := Violation{
		Pointer: strings.ReplaceAll(m.instance, emptyName, ""), Keyword: m.keyword, KeywordPath: m.path,
		Expected: j.expected(m), Found: describeValue(find(j.document, m.instance)),
	}
	if place := j.place(m.absolute); place != nil {
		v.Source = place.Source()
	}
	switch {
	case m.keyword == "required":
		v.Missing, v.Found = m.missing, "no such property"
		v.Sentence = "the required property " + quote(m.missing) + " is missing"
	case v.Expected == m.message:
		v.Sentence = m.message
	default:
		v.Sentence = "should be " + v.Expected + ", but is " + v.Found
	}
	if len(m.branches) > 0 && !m.branches[0].wrongType(m.instance) {
		nearest := j.violation(m.branches[0])
		v.Sentence += "; nearest: " + strings.TrimPrefix(nearest.String(), m.instance)
	}
	return v
}

// expected describes what the schema requires; the library's message if there is no
// better one.
func (j *judge) expected(m mistake) string {
	if len(m.branches) > 0 {
		return j.expectedOfAny(m)
	}
	place := j.place(m.absolute)
	words := m.message
	switch {
	case place == nil:
	case m.keyword == "required":
		return "the property " + quote(m.missing)
	case m.keyword == "type":
		words = orList(typeWords(place.Strings()))
	case m.keyword == "enum":
		words = enumWords(place)
	case m.keyword == "const":
		words = clip(string(place.AppendJSON(nil, nil)), maxExcerpt)
	case m.keyword == "format":
		words = formatWords(place.Text)
	default:
		return words
	}
	if m.nullable {
		words += " or null"
	}
	return words
}

func (j *judge) expectedOfAny(m mistake) string {
	var words []string
	for _, b := range m.branches {
		if w := j.expected(b); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	if m.nullable {
		words = append(words, "null")
	}
	return orList(words)
}

func typeWords(types []string) []string {
	out := slices.Clone(types)
	for i, t := range out {
		switch t {
		case "null":
		case "array", "object", "integer":
			out[i] = "an " + t
		default:
			out[i] = "a " + t
		}
	}
	return out
}

func enumWords(list *document.Value) string {
	var words []string
	for _, item := range list.Items() {
		words = append(words, string(item.AppendJSON(nil, nil)))
	}
	if len(words) == 1 {
		return words[0]
	}
	return "one of " + strings.Join(words, ", ")
}

func formatWords(format string) string {
	switch format {
	case "uuid":
		return "a UUID (hex digits in groups of 8-4-4-4-12)"
	case "date-time":
		return "an RFC 3339 date-time (such as 2024-10-01T12:00:00Z)"
	}
	return "a string of the format " + format
}

func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// describeValue returns a value of the document, shortened.
func describeValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return clip(v.String(), maxExcerpt)
	case string:
		return quote(v)
	case []any:
		return counted("an array of", len(v), "item")
	case map[string]any:
		return counted("an object of", len(v), "property")
	}
	return "something else"
}

func counted(what string, n int, noun string) string {
	if n == 0 {
		return strings.TrimSuffix(strings.Replace(what, "an ", "an empty ", 1), " of")
	}
	if stem, ends := strings.CutSuffix(noun, "y"); n != 1 && ends {
		noun = stem + "ies"
	} else if n != 1 {
		noun += "s"
	}
	return what + " " + strconv.Itoa(n) + " " + noun
}
