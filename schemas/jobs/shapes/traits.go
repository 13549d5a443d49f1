package shapes

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// OnlyObjects reports whether all properties of an object are objects.
func (s *Shape) OnlyObjects() bool {
	for _, p := range s.Properties() {
		if len(s.rd.Value(p).Properties()) == 0 {
			return false
		}
	}
	return true
}

// Likens reports whether two shapes may have the same value, judged by their types.
func (s *Shape) Likens(o *Shape) bool {
	if s == nil || o == nil {
		return false
	}
	for _, t := range []string{"string", "integer", "number", "boolean", "array", "object"} {
		if s.Is(t) && o.Is(t) {
			return true
		}
	}
	return s.ID == o.ID
}

// Truth reports whether a text is a boolean in words: "True", "False".
func (s *Shape) Truth() bool {
	words, _ := s.Closed()
	return len(words) >= 2 && slices.ContainsFunc(words, func(w vocabulary.Word) bool { return vocabulary.Same(w.Text, "true") }) &&
		slices.ContainsFunc(words, func(w vocabulary.Word) bool { return vocabulary.Same(w.Text, "false") })
}

// Requires reports whether the property at a pointer is always present.
func (s *Shape) Requires(at string) bool {
	return slices.ContainsFunc(s.Properties(), func(p *Prop) bool {
		return p.Required && "/"+document.EscapeToken(p.Name) == at
	})
}

// Like returns the form of ids, as far as the schema, its examples or its type show it.
func (s *Shape) Like() string {
	switch {
	case s == nil:
		return ""
	case s.Text("format") == "uuid":
		return "uuid"
	case s.Is("integer"), s.Is("number"):
		return "integer"
	}
	for _, w := range s.Examples() {
		if form := likeOf(w.Text); form != "" {
			return form
		}
	}
	return ""
}

var (
	uuidText = regexp.MustCompile(`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)
	prefixed = regexp.MustCompile(`^([A-Za-z][A-Za-z]*[_/-])([A-Za-z0-9]+)$`)
)

// leastRandom is the least number of letters and digits in a form. An example such as batch_1
// stands for any id; ids of one letter would soon be the same.
const leastRandom = 6

// likeOf returns the form of one id: "exp_{6}" for "exp_abc123".
func likeOf(id string) string {
	if uuidText.MatchString(id) {
		return "uuid"
	}
	if m := prefixed.FindStringSubmatch(id); m != nil {
		return m[1] + "{" + strconv.Itoa(max(len(m[2]), leastRandom)) + "}"
	}
	return ""
}
