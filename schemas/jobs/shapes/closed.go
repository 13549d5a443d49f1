package shapes

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Found is where the words of a status were found. The later in this list, the less the
// source binds the service.
type Found int

const (
	InEnum Found = iota
	InDescription
	InExamples
)

// Closed returns the set of words that a schema allows, and where they were found. It
// returns none for a schema that allows any text and names no words.
func (s *Shape) Closed() ([]vocabulary.Word, Found) {
	if s == nil {
		return nil, InEnum
	}
	if words := s.Listed(0); len(words) > 0 {
		return unique(words), InEnum
	}
	if !s.Is("string") || s.Text("format") != "" {
		return nil, InEnum
	}
	if words := inText(s.Text("description")); len(words) > 1 {
		return unique(words), InDescription
	}
	return unique(s.Examples()), InExamples
}

func unique(words []vocabulary.Word) []vocabulary.Word {
	var out []vocabulary.Word
	for _, w := range words {
		if len(out) < maxWords && !slices.ContainsFunc(out, func(o vocabulary.Word) bool { return o.Text == w.Text }) {
			out = append(out, w)
		}
	}
	return out
}

// Listed returns the words that enum, const and unions of them allow.
func (s *Shape) Listed(depth int) []vocabulary.Word {
	if s == nil || depth > 4 {
		return nil
	}
	var out []vocabulary.Word
	for _, h := range s.Holds {
		out = append(out, ownWords(h)...)
	}
	if len(out) > 0 {
		return out
	}
	if w, ok := s.tagged(); ok && depth > 0 {
		return []vocabulary.Word{w}
	}
	for _, b := range s.Branches {
		sub := s.rd.Shape(b)
		out = append(out, sub.titled(sub.Listed(depth+1))...)
	}
	return out
}

// ownWords returns the words that enum and const of one schema allow. Numbers count if
// the document names them (x-enum-varnames, x-enumNames).
func ownWords(h schemas.Definition) []vocabulary.Word {
	values := h.Enum()
	titles := append(h.Extension("x-enum-varnames").Strings(), h.Extension("x-enumNames").Strings()...)
	var out []vocabulary.Word
	for i, v := range values[:min(len(values), maxWords)] {
		switch {
		case v.IsString():
			out = append(out, vocabulary.Word{Text: v.Text})
		case v.Kind == '0' && i < len(titles):
			out = append(out, vocabulary.Word{Text: titles[i], Value: json.Number(v.Text)})
		case v.Kind == '0':
			out = append(out, vocabulary.Word{Text: v.Text, Value: json.Number(v.Text)})
		}
	}
	return slices.DeleteFunc(out, func(w vocabulary.Word) bool { return strings.TrimSpace(w.Text) == "" })
}

// titled names the only number that a branch allows by the branch's title.
func (s *Shape) titled(words []vocabulary.Word) []vocabulary.Word {
	if title := s.Text("title"); title != "" && len(words) == 1 && words[0].Value != nil {
		return []vocabulary.Word{{Text: title, Value: words[0].Value}}
	}
	return words
}

// tagged interprets a state that is an object with one member: {"failed": {...}}.
func (s *Shape) tagged() (vocabulary.Word, bool) {
	props := s.Properties()
	if len(props) != 1 || !props[0].Required || len(s.rd.Value(props[0]).Properties()) == 0 {
		return vocabulary.Word{}, false
	}
	return vocabulary.Word{Text: props[0].Name, Value: map[string]any{props[0].Name: map[string]any{}}}, true
}

func textOf(v *document.Value) string {
	if v.IsString() {
		return v.Text
	}
	return ""
}

// Examples returns the texts given as examples, and the default.
func (s *Shape) Examples() []vocabulary.Word {
	var out []vocabulary.Word
	for _, h := range s.Holds {
		for _, v := range append(h.Examples(), h.Default()) {
			out = append(out, s.rd.Said(v)...)
		}
		for _, v := range s.rd.told[h] {
			out = append(out, s.rd.Said(v)...)
		}
	}
	return out
}

// Said returns the word in an example.
func (rd *Reader) Said(v *document.Value) []vocabulary.Word {
	t := strings.TrimSpace(textOf(v))
	if t == "" || len(t) > 40 {
		return nil
	}
	return []vocabulary.Word{{Text: t}}
}

// maxTold is the maximum number of examples that are kept for one schema.
const maxTold = 20

// Tell records what an example of an object shows about its properties.
func (rd *Reader) Tell(s *Shape, example *document.Value, depth int) {
	if s == nil || depth > 3 {
		return
	}
	for _, item := range example.Items()[:min(len(example.Items()), maxTold)] {
		rd.Tell(s.Items(), item, depth+1)
	}
	for _, m := range example.Members()[:min(len(example.Members()), maxProps)] {
		for _, p := range s.Properties() {
			if p.Name != m.Name {
				continue
			}
			if of := p.Said[0]; m.IsString() && len(rd.told[of]) < maxTold {
				rd.told[of] = append(rd.told[of], m.Value)
			}
			if m.IsObject() || m.IsArray() {
				rd.Tell(rd.Value(p), m.Value, depth+1)
			}
		}
	}
}

var (
	// quoted matches a word in backticks or quotes, as descriptions write values.
	quoted = regexp.MustCompile("[`\"'“]([A-Za-z][A-Za-z0-9 _.-]{0,39})[`\"'”]")
	// afterOneOf matches a plain list after words that announce one.
	afterOneOf = regexp.MustCompile(`(?i)(?:one of|values? (?:are|is|can be|include)|can be|may be|either|e\.g\.,?|such as|, like|:)\s*:?\s*([A-Za-z][A-Za-z0-9_ ,/|-]*)`)
	// eitherOf matches the end of a short text: "Kind of condition, Complete or Failed."
	eitherOf = regexp.MustCompile(`((?:[A-Z]\w+, )*[A-Z]\w+,? or [A-Z]\w+)\.?$`)
	between  = regexp.MustCompile(`(?i)\s*(?:,|/|\||\bor\b|\band\b)\s*`)
)

// maxText is the number of bytes of a description that are searched.
const maxText = 2_000

// inText returns the words that a description lists as values, in their order.
func inText(text string) []vocabulary.Word {
	text = text[:min(len(text), maxText)]
	var out []vocabulary.Word
	for _, m := range quoted.FindAllStringSubmatch(text, maxWords) {
		if len(strings.Fields(m[1])) <= 3 {
			out = append(out, vocabulary.Word{Text: m[1]})
		}
	}
	if len(out) > 1 {
		return out
	}
	for _, m := range afterOneOf.FindAllStringSubmatch(text, 4) {
		if list := plainList(m[1]); len(list) > 1 {
			return list
		}
	}
	if m := eitherOf.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
		return plainList(m[1])
	}
	return nil
}

// plainList splits "queued, running or done" into words. A piece of more than two words
// ends the list, because it is a sentence.
func plainList(text string) []vocabulary.Word {
	var out []vocabulary.Word
	for _, piece := range between.Split(text, -1) {
		piece = strings.TrimSpace(piece)
		if piece == "" {
			continue
		}
		if len(strings.Fields(piece)) > 2 {
			break
		}
		out = append(out, vocabulary.Word{Text: piece})
	}
	return out
}
