package lifecycle

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// saysWhy reports whether a name is that of the reason of a failure, or of a part of it:
// "error", "error_message", "failure_reason".
func saysWhy(n vocabulary.Names, name string) bool {
	words := vocabulary.Parts(name)
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	if n[vocabulary.ErrorNames][words[len(words)-1]] {
		return !slices.Contains([]string{"on", "ignore", "continue", "fail"}, words[0])
	}
	tail := slices.Contains([]string{"message", "code", "reason", "type", "details", "detail", "cause", "info", "text", "description"}, words[len(words)-1])
	return tail && (n[vocabulary.ErrorNames][words[0]] || words[0] == "fail" || words[0] == "failed" || words[0] == "failing")
}

// failing are the states that have an error.
func (p *Plan) failing(s *jobs.State) bool {
	if s == nil {
		return false
	}
	if e := p.Resource.Error; e != nil && len(e.When) > 0 {
		return slices.Contains(e.When, s.Name)
	}
	return s.Kind == jobs.Failed
}

// writeErrors keeps the generated error in the states that have one, with a message that
// says what happened, and leaves it out of all others.
func (w *writer) writeErrors() {
	if w.state == nil {
		return
	}
	for _, p := range w.errors {
		if !w.plan.failing(w.state) {
			w.noError(p)
			continue
		}
		w.giveError(p)
	}
}

// noError leaves an error out, and the object around it if that is only about errors.
func (w *writer) noError(p *place) {
	for outer := p.parent; outer != nil; outer = outer.parent {
		if saysWhy(w.plan.names, outer.name()) && w.absent(outer) {
			return
		}
	}
	if v := w.at(p); !w.absent(p) && v != nil {
		if _, counts := v.number(); counts {
			w.put(p, []byte("0"))
		}
	}
}

func (w *writer) giveError(p *place) {
	if outer := p.parent; outer != nil && !w.at(outer).isObject() && !w.at(outer).isArray() {
		if raw := least(outer, w.reason(), 0); !outer.known() || raw == nil || !w.put(outer, raw) {
			return
		}
	}
	if v := w.at(p); v == nil || v.isNull() || isEmpty(v) {
		if raw := least(p, w.reason(), 0); raw != nil {
			w.put(p, raw)
		}
	}
	w.explain(w.at(p), p, 0)
}

func isEmpty(v *tree) bool {
	v.open()
	return (v.isObject() || v.isArray()) && len(v.members)+len(v.items) == 0
}

// reason is the message of an error.
func (w *writer) reason() string {
	what := strings.Join(vocabulary.Parts(w.plan.Resource.Name), " ")
	if what == "" {
		what = "job"
	}
	switch w.state.Kind {
	case jobs.Expired:
		return "The " + what + " did not end in time."
	case jobs.Cancelled:
		return "The " + what + " was cancelled."
	case jobs.PartlySucceeded:
		return "A part of the " + what + " failed."
	}
	return "The " + what + " failed because of an internal error."
}

// explain writes the message into the texts of an error that are one.
func (w *writer) explain(v *tree, p *place, depth int) {
	if v == nil || depth > 3 {
		return
	}
	switch v.kind() {
	case '"':
		if depth == 0 && !isCode(p.name()) || slices.Contains([]string{"message", "detail", "description", "reason", "msg"}, p.name()) {
			w.put(p, edit.Quote(w.reason()))
		}
	case '{':
		v.open()
		for _, m := range v.members {
			w.explain(m.value, w.place(p.at+"/"+escape(m.name)), depth+1)
		}
	case '[':
		v.open()
		if len(v.items) > 0 {
			w.explain(v.items[0], w.place(p.at+"/0"), depth+1)
		}
	}
}

// isCode reports whether a text is for programs, not a message.
func isCode(name string) bool {
	words := vocabulary.Parts(name)
	return len(words) > 0 && slices.Contains([]string{"code", "type", "id", "name"}, words[len(words)-1])
}

// leastObject builds an object with what is required, and with what says why; if nothing
// does, with its lists, since one of them does.
func leastObject(p *place, text string, depth int) []byte {
	v := &tree{raw: []byte("{}")}
	add := func(f schemas.Combined) {
		inner := &place{tokens: []string{f.Name}, groups: [][]schemas.Definition{f.Said}, kinds: f.Definition().Kinds()}
		if raw := least(inner, text, depth+1); f.Branch <= 0 && raw != nil && v.child(f.Name) == nil {
			v.set([]string{f.Name}, raw)
		}
	}
	for _, wanted := range []func(schemas.Combined) bool{
		func(f schemas.Combined) bool {
			return f.Required || slices.Contains([]string{"message", "code"}, f.Name)
		},
		func(f schemas.Combined) bool { return isEmpty(v) && slices.Contains(f.Definition().Kinds(), "array") },
	} {
		for _, group := range p.groups {
			for _, d := range group {
				for _, f := range d.Fields(budget) {
					if wanted(f) {
						add(f)
					}
				}
			}
		}
	}
	return v.text()
}

// maxLeast is how deep a smallest value may be: a job that waits for the outputs of tools names
// the arguments of a function in a call in a list in an object in an object.
const maxLeast = 6

// least builds the smallest value that a schema allows, with a text for messages; nil if
// it does not find one.
func least(p *place, text string, depth int) []byte {
	if depth > maxLeast {
		return nil
	}
	if words := p.words(); len(words) > 0 {
		return words[0]
	}
	v := &tree{}
	switch {
	case !p.known() || p.is("string"):
		v.raw = edit.Quote(text)
		if isCode(p.name()) {
			v.raw = edit.Quote("internal_error")
		}
	case p.is("object"):
		v.raw = leastObject(p, text, depth)
	case p.is("array"):
		item := []byte(nil)
		for _, group := range p.groups {
			for _, d := range group {
				for _, part := range d.Parts(budget) {
					if i := part.Items(); i.Exists() && item == nil {
						item = least(&place{tokens: []string{"0"}, groups: [][]schemas.Definition{{i}}, kinds: i.Kinds()}, text, depth+1)
					}
				}
			}
		}
		v.raw = append(append([]byte("["), item...), ']')
	case p.is("integer"), p.is("number"):
		n, _ := p.number("minimum")
		v.raw = integer(int64(max(n, 1)))
	case p.is("boolean"):
		v.raw = []byte("true")
	}
	if len(v.raw) == 0 || !p.takes(v) {
		return nil
	}
	return v.raw
}
