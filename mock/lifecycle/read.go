package lifecycle

import (
	"encoding/json"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Schema is the schema of the record; the zero Definition if none is documented.
func (r *Record) Schema() schemas.Definition { return r.root }

// Property returns the place of a property of the record whose name is the given one, however
// its words are written; empty if there is none. "status" and "state" are the model's status,
// whatever its name.
func (r *Record) Property(name string) jobs.Pointer {
	phrase := vocabulary.Phrase(name)
	if phrase == "" {
		return ""
	}
	fields := r.fields("")
	for _, f := range fields {
		if f.name() == name {
			return f.at
		}
	}
	for _, f := range fields {
		if vocabulary.Phrase(f.name()) == phrase {
			return f.at
		}
	}
	if r.status != nil && (phrase == "status" || phrase == "state") {
		return r.status.at
	}
	return ""
}

// Measured returns the place of a property whose values are numbers or times, by its name; empty
// if there is none. "created" is also created_at, and whatever the model says is that time.
func (r *Record) Measured(name string) jobs.Pointer {
	at := r.Property(name)
	for _, end := range []string{"at", "date", "time", "on"} {
		if at == "" {
			at = r.Property(name + " " + end)
		}
	}
	if at == "" {
		at = r.plan.Resource.Times[vocabulary.Phrase(name)]
	}
	p := r.place(at)
	switch {
	case at == "" || !p.known():
	case p.is("integer"), p.is("number"), strings.HasPrefix(p.said(schemas.Definition.Format), "date"):
		return at
	}
	return ""
}

// Takes reports whether the record's schema allows a value at a place.
func (r *Record) Takes(at jobs.Pointer, value []byte) bool {
	v, err := parse(value)
	p := r.place(at)
	return err == nil && p.known() && p.takes(v)
}

// Shows reports whether an operation's response has a record: an object with the id or the
// status of the model, at the place of the record.
func (p *Plan) Shows(op jobs.Operation) bool {
	r := p.recordOf(op)
	return r != nil && p.isRecord(r)
}

func (p *Plan) isRecord(r *Record) bool {
	m := p.Resource
	switch {
	case m.Status == "" && (m.ID == nil || m.ID.At == ""):
		return true // nothing tells a record from anything else
	case m.ID != nil && m.ID.At != "" && placeOf(r.root, m.ID.At).known():
		return true
	}
	return m.Status != "" && placeOf(r.root, m.Status).known()
}

// StateOf returns the state that a record shows at the status of the model; "" for none that
// the model knows.
func (p *Plan) StateOf(record []byte) string {
	raw, err := edit.Get(record, p.Resource.Status)
	absent := err != nil || string(raw) == "null"
	other := ""
	for _, s := range p.states {
		switch {
		case s.Otherwise:
			other = s.Name
		case s.Null && absent:
			return s.Name
		case !s.Null && !absent && shows(&tree{raw: raw}, p.main().word(s)):
			return s.Name
		}
	}
	return other
}

// WithState returns a record whose status shows a state. A record without the place of the
// status, and a state that only other places can show, leave it unchanged.
func (p *Plan) WithState(record []byte, state string) []byte {
	s := p.State(state)
	if s == nil || s.Otherwise {
		return record
	}
	value := json.RawMessage("null")
	if !s.Null {
		value = p.main().word(s)
		if old, err := edit.Get(record, p.Resource.Status); err == nil && (&tree{raw: old}).isObject() {
			value = mergePatch(old, value)
		}
	}
	if changed, err := edit.Set(record, p.Resource.Status, value); err == nil {
		return changed
	}
	return record
}
