package jobs

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// found tells where the words of a status were found. The later, the less it
// binds the service.
type found int

const (
	inEnum found = iota
	inDescription
	inExamples
)

// closed gives the set of words that a schema allows, and where it says so.
// Nothing is given for a schema that allows any text and names no words.
func (s *shape) closed() ([]word, found) {
	if s == nil {
		return nil, inEnum
	}
	if words := s.listed(0); len(words) > 0 {
		return unique(words), inEnum
	}
	if !s.is("string") || s.text("format") != "" {
		return nil, inEnum
	}
	if words := inText(s.text("description")); len(words) > 1 {
		return unique(words), inDescription
	}
	return unique(s.examples()), inExamples
}

func unique(words []word) []word {
	var out []word
	for _, w := range words {
		if len(out) < maxWords && !slices.ContainsFunc(out, func(o word) bool { return o.text == w.text }) {
			out = append(out, w)
		}
	}
	return out
}

// listed gives what enum, const and unions of them allow.
func (s *shape) listed(depth int) []word {
	if s == nil || depth > 4 {
		return nil
	}
	var out []word
	for _, h := range s.holds {
		out = append(out, ownWords(h)...)
	}
	if len(out) > 0 {
		return out
	}
	if w, ok := s.tagged(); ok && depth > 0 {
		return []word{w}
	}
	for _, b := range s.branches {
		sub := s.rd.shape(b)
		out = append(out, sub.titled(sub.listed(depth+1))...)
	}
	return out
}

// ownWords gives what enum and const of one schema allow. Numbers count when
// the document names them beside (x-enum-varnames, x-enumNames).
func ownWords(h schemas.Definition) []word {
	values := h.Enum()
	titles := append(h.Extension("x-enum-varnames").Strings(), h.Extension("x-enumNames").Strings()...)
	var out []word
	for i, v := range values[:min(len(values), maxWords)] {
		switch {
		case v.IsString():
			out = append(out, word{text: v.Text})
		case v.Kind == '0' && i < len(titles):
			out = append(out, word{text: titles[i], value: json.Number(v.Text)})
		case v.Kind == '0':
			out = append(out, word{text: v.Text, value: json.Number(v.Text)})
		}
	}
	return slices.DeleteFunc(out, func(w word) bool { return strings.TrimSpace(w.text) == "" })
}

// titled names the one number that a branch allows by the branch's title.
func (s *shape) titled(words []word) []word {
	if title := s.text("title"); title != "" && len(words) == 1 && words[0].value != nil {
		return []word{{text: title, value: words[0].value}}
	}
	return words
}

// tagged reads a state that is an object with one member: {"failed": {...}}.
func (s *shape) tagged() (word, bool) {
	props := s.properties()
	if len(props) != 1 || !props[0].required || len(s.rd.value(props[0]).properties()) == 0 {
		return word{}, false
	}
	return word{text: props[0].name, value: map[string]any{props[0].name: map[string]any{}}}, true
}

func textOf(v *document.Value) string {
	if v.IsString() {
		return v.Text
	}
	return ""
}

// examples gives the texts that stand as examples, and the default.
func (s *shape) examples() []word {
	var out []word
	for _, h := range s.holds {
		for _, v := range append(h.Examples(), h.Default()) {
			out = append(out, s.rd.said(v)...)
		}
		for _, v := range s.rd.told[h] {
			out = append(out, s.rd.said(v)...)
		}
	}
	return out
}

// said gives the word that an example is.
func (rd *reader) said(v *document.Value) []word {
	t := strings.TrimSpace(textOf(v))
	if t == "" || len(t) > 40 {
		return nil
	}
	return []word{{text: t}}
}

// maxTold is how many examples are kept of one place.
const maxTold = 20

// tell notes what an example of an object says of its properties.
func (rd *reader) tell(s *shape, example *document.Value, depth int) {
	if s == nil || depth > 3 {
		return
	}
	for _, item := range example.Items()[:min(len(example.Items()), maxTold)] {
		rd.tell(s.items(), item, depth+1)
	}
	for _, m := range example.Members()[:min(len(example.Members()), maxProps)] {
		for _, p := range s.properties() {
			if p.name != m.Name {
				continue
			}
			if of := p.said[0]; m.IsString() && len(rd.told[of]) < maxTold {
				rd.told[of] = append(rd.told[of], m.Value)
			}
			if m.IsObject() || m.IsArray() {
				rd.tell(rd.value(p), m.Value, depth+1)
			}
		}
	}
}
