package plain

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
	"github.com/ringer-api/ringer/schemas/document"
)

// fill writes a reason into a value of an error's schema, wherever the name of a property
// says that it belongs there. What would violate the schema is left out; it is false if the
// value violates it anyway.
func fill(s *schemas.Schema, base []byte, r reason) ([]byte, bool) {
	w := &errorWriter{text: base}
	w.object(s.Definition(), "", r, 0)
	if len(w.edits) == 0 && s.Validate(base) == nil { // an open object, with no names
		if details := problemDetails(r); s.Validate(details) == nil {
			return details, true
		}
	}
	if s.Validate(w.text) == nil {
		return w.text, true
	}
	for _, e := range w.edits {
		if text, err := edit.Set(base, e.pointer, e.value); err == nil && s.Validate(text) == nil {
			base = text
		}
	}
	return base, s.Validate(base) == nil
}

// errorWriter changes one error.
type errorWriter struct {
	text  []byte
	edits []change
}

type change struct {
	pointer string
	value   []byte
}

// Limits on what is written: of one error, and of one list in it.
const (
	maxEdits = 300
	maxItems = 20
)

func (w *errorWriter) set(pointer string, value []byte) {
	if len(w.edits) == maxEdits {
		return
	}
	if text, err := edit.Set(w.text, pointer, value); err == nil {
		w.text = text
		w.edits = append(w.edits, change{pointer, value})
	}
}

// property is a property of an error: its schema, and its value if it has one.
type property struct {
	name     string
	x        schemas.Definition
	kinds    []string
	required bool
	value    []byte // nil if there is none
	meaning  meaning
}

// object writes into the object at a pointer.
func (w *errorWriter) object(x schemas.Definition, pointer string, r reason, depth int) {
	if depth == maxDepth {
		return
	}
	all := w.properties(x, pointer)
	speaks := slices.ContainsFunc(all, func(p property) bool { return p.meaning == says && plainName(p.name) != "error" })
	for _, p := range all {
		w.property(p, pointer+"/"+document.EscapeToken(p.name), r, speaks, depth)
	}
}

// properties returns the properties of the object at a pointer: of alternatives, those of the
// first that the value can be.
func (w *errorWriter) properties(x schemas.Definition, pointer string) []property {
	fields := x.Fields(budget)
	has := func(name string) []byte {
		value, _ := edit.Get(w.text, pointer+"/"+document.EscapeToken(name))
		return value
	}
	branch := -1
	for i := range x.Branches(budget) {
		if branch < 0 && !slices.ContainsFunc(fields, func(f schemas.Combined) bool {
			return f.Branch == i && f.Required && has(f.Name) == nil
		}) {
			branch = i
		}
	}
	var all []property
	for _, f := range fields {
		if f.Branch >= 0 && f.Branch != branch || slices.ContainsFunc(all, func(p property) bool { return p.name == f.Name }) {
			continue
		}
		p := property{name: f.Name, x: narrowest(f), required: f.Required, value: has(f.Name)}
		if p.kinds = p.x.Kinds(); len(p.kinds) == 0 {
			p.kinds = []string{"string"}
			if len(p.x.Fields(budget)) > 0 {
				p.kinds = []string{"object"}
			}
		}
		p.meaning = meaningOf(p.name, p.kinds)
		all = append(all, p)
	}
	return all
}

func (w *errorWriter) property(p property, at string, r reason, speaks bool, depth int) {
	switch p.meaning {
	case says:
		w.say(p, at, r, speaks)
	case saysTitle:
		text := r.title
		if !speaks {
			text = r.message
		}
		w.set(at, quote(text))
	case saysCode, saysType:
		w.code(p, at, r)
	case saysStatus:
		w.status(p, at, r)
	case saysInput:
		w.input(p, at, r)
	case saysPlace:
		if place := placeOf(r); place != nil {
			w.set(at, place)
		}
	case saysSuccess, saysFailure:
		w.set(at, strconv.AppendBool(nil, p.meaning == saysFailure))
	case containsMore:
		w.container(p, at, r, depth)
	default:
		if p.value != nil && slices.Contains(p.kinds, "object") {
			w.object(p.x, at, r, depth+1)
		}
	}
}

// say writes what is wrong. A property named error is a word for the status code if another
// one has the message (RFC 6749 and many frameworks).
func (w *errorWriter) say(p property, at string, r reason, speaks bool) {
	words, closed := wordsOf(p.x)
	switch {
	case closed:
		if word := choose(words, r.status); word != "" {
			w.set(at, quote(word))
		}
	case plainName(p.name) == "error" && speaks:
		w.set(at, quote(r.title))
	default:
		w.set(at, quote(shortened(p.x, r.message)))
	}
}

// shortened cuts a message to the length that a schema allows.
func shortened(x schemas.Definition, message string) string {
	for _, part := range x.Parts(budget) {
		n, ok := part.Number("maxLength")
		if most, err := n.Int64(); ok && err == nil && most >= 0 {
			message = display.Clip(message, int(min(most, maxSummary)), "")
		}
	}
	return message
}

// maxSummary is more than the length of any message.
const maxSummary = 10_000

// wordsOf returns the strings of a closed set.
func wordsOf(x schemas.Definition) ([]string, bool) {
	words, closed := x.Words(budget)
	var all []string
	for _, w := range words {
		if w.Value.IsString() {
			all = append(all, w.Value.Text)
		}
	}
	return all, closed && len(all) > 0
}

func (w *errorWriter) code(p property, at string, r reason) {
	if words, closed := wordsOf(p.x); closed {
		if word := choose(words, r.status); word != "" {
			w.set(at, quote(word))
		}
		return
	}
	example := exampleOf(p.x)
	isType := p.meaning == saysType
	switch {
	case isType && (isURI(p.x) || strings.Contains(example, "://")):
		w.set(at, quote("about:blank"))
	case isType && example != "" && !isCode(example):
		w.set(at, quote(example))
	case isType && r.kind == "" && r.status >= 400 && r.status < 500 && example == "":
		w.set(at, quote("invalid_request_error"))
	default:
		w.set(at, quote(like(example, cmp.Or(r.kind, codes(r.status)[0]))))
	}
}

// exampleOf returns the first text that a schema gives as an example; empty if there is none.
func exampleOf(x schemas.Definition) string {
	for _, part := range x.Parts(budget) {
		for _, v := range part.Examples() {
			if v.IsString() {
				return v.Text
			}
		}
	}
	return ""
}

func isURI(x schemas.Definition) bool {
	return slices.ContainsFunc(x.Parts(budget), func(part schemas.Definition) bool {
		return part.Format() == "uri" || part.Format() == "uri-reference" || part.Format() == "url"
	})
}

// status writes the status code, as a number or in digits.
func (w *errorWriter) status(p property, at string, r reason) {
	digits := strconv.Itoa(r.status)
	words, closed := wordsOf(p.x)
	switch {
	case slices.Contains(p.kinds, "integer") || slices.Contains(p.kinds, "number"):
		w.set(at, []byte(digits))
	case !closed || slices.Contains(words, digits):
		w.set(at, quote(digits))
	default:
		if word := choose(words, r.status); word != "" {
			w.set(at, quote(word))
		}
	}
}

// input writes the name of the input, or nothing where nothing may be.
func (w *errorWriter) input(p property, at string, r reason) {
	field := r.field()
	switch {
	case field != "":
		w.set(at, quote(field))
	case p.value != nil && p.x.Nullable():
		w.set(at, []byte("null"))
	case p.value != nil && !p.required:
		if text, err := edit.Remove(w.text, at); err == nil {
			w.text = text
		}
	}
}

// placeOf returns the path to the first input as FastAPI writes it: ["body","items",0].
func placeOf(r reason) []byte {
	for _, p := range r.problems {
		if p.In == "" {
			continue
		}
		steps := []json.RawMessage{quote(p.In)}
		if p.Name != "" {
			steps = append(steps, quote(p.Name))
		}
		for _, token := range document.SplitPointer(p.Pointer) {
			if _, err := strconv.ParseUint(token, 10, 31); err == nil {
				steps = append(steps, json.RawMessage(token))
				continue
			}
			steps = append(steps, quote(token))
		}
		return array(steps, func(step json.RawMessage) json.RawMessage { return step })
	}
	return nil
}

// container writes into an object or a list of errors.
func (w *errorWriter) container(p property, at string, r reason, depth int) {
	if slices.Contains(p.kinds, "array") {
		w.list(p, at, r, depth)
		return
	}
	if messages := byField(p.x, r); messages != nil {
		w.set(at, messages)
		return
	}
	if len(p.x.Fields(budget)) == 0 {
		return
	}
	if p.value == nil || string(p.value) == "null" {
		w.set(at, sample(p.x, depth+1))
	}
	w.object(p.x, at, r, depth+1)
}

// list writes a list of errors, one for each problem.
func (w *errorWriter) list(p property, at string, r reason, depth int) {
	items := itemsOf(p.x)
	each := []reason{r}
	if len(r.problems) > 0 {
		each = nil
		namesInput := slices.ContainsFunc(items.Fields(budget), func(f schemas.Combined) bool {
			m := meaningOf(f.Name, f.Definition().Kinds())
			return m == saysInput || m == saysPlace
		})
		for _, problem := range r.problems[:min(len(r.problems), maxItems)] {
			each = append(each, r.one(problem, namesInput))
		}
	} else if !p.required && p.value == nil {
		return
	}
	kinds := items.Kinds()
	if slices.Contains(kinds, "string") || len(kinds) == 0 && len(items.Fields(budget)) == 0 {
		w.set(at, array(each, func(one reason) json.RawMessage { return quote(one.message) }))
		return
	}
	if len(items.Fields(budget)) == 0 {
		return
	}
	w.set(at, array(each, func(reason) json.RawMessage { return sample(items, depth+1) }))
	for i, one := range each {
		w.object(items, at+"/"+strconv.Itoa(i), one, depth+1)
	}
}

// byField returns the messages by the names of inputs, if a schema is such a map; else nil.
func byField(x schemas.Definition, r reason) []byte {
	var values schemas.Definition
	for _, part := range x.Parts(budget) {
		if v := part.Values(); v.Exists() {
			values = v
		}
	}
	if len(x.Fields(budget)) > 0 || !values.Exists() {
		return nil
	}
	t := &text{}
	for _, p := range r.problems[:min(len(r.problems), maxItems)] {
		if field := p.Field(); field != "" {
			leaf := t.at(field)
			leaf.list = append(leaf.list, p.Message)
		}
	}
	if len(t.members) == 0 {
		return nil
	}
	return t.object(x)
}
