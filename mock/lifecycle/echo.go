package lifecycle

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// echo is a place of the record that repeats the create request.
type echo struct {
	*place
	// standard is what the request's schema says that a request without it means; nil if
	// it does not say.
	standard []byte
	// words are those that the request's schema allows: without a standard it is one of them.
	words [][]byte
}

// inputSchemas returns the schemas of the bodies of create requests.
func (p *Plan) inputSchemas() []schemas.Definition {
	var out []schemas.Definition
	for _, name := range p.Resource.Create {
		op := p.operations[name]
		if op == nil || op.Request == nil {
			continue
		}
		for _, m := range op.Request.Content {
			if m.Schema != nil && !slices.Contains(out, m.Schema.Definition()) {
				out = append(out, m.Schema.Definition())
			}
		}
	}
	return out
}

// addEchoes collects the places that the model lists, and others of the record that have
// a name of the create request. Those that the lifecycle decides are not among them.
func (r *Record) addEchoes() {
	places := slices.Clone(r.plan.Resource.FromRequest)
	for _, input := range r.plan.inputs() {
		for _, f := range input.Fields(budget) {
			if at := "/" + escape(f.Name); !slices.Contains(places, at) && len(places) < maxFields {
				places = append(places, at)
			}
		}
	}
	for _, at := range places {
		p := placeOf(r.root, at)
		if p == nil || r.own[at] || r.root.Exists() && !p.known() {
			continue
		}
		e := echo{place: p}
		for _, input := range r.plan.inputs() {
			asked := placeOf(input, at)
			if asked.known() && len(asked.groups) == 1 && e.words == nil {
				e.words = asked.words()
			}
			for _, group := range asked.groups {
				for _, d := range group {
					if v := d.Default(); v != nil && e.standard == nil {
						e.standard = v.AppendJSON(nil, nil)
					}
				}
			}
		}
		r.echoes = append(r.echoes, e)
	}
}

// requested reports whether a create request has a field of that name: then it is the
// client's, whatever its name looks like. A request that is the record itself decides
// nothing, since it has all fields.
func (r *Record) requested(f *place) bool {
	return slices.ContainsFunc(r.plan.inputs(), func(input schemas.Definition) bool {
		if input == r.root || input.Name() != "" && input.Name() == r.root.Name() {
			return false
		}
		return placeOf(input, f.at).known()
	})
}

// writeEchoes repeats the create request where the record's schema allows it. What was not
// requested has the documented default, or else is absent where it may be null.
func (w *writer) writeEchoes() {
	if w.birth.Input == nil {
		return
	}
	input := &tree{raw: w.birth.Input}
	for _, e := range w.echoes {
		asked := input.at(e.tokens)
		switch {
		case asked != nil && !asked.isNull():
			w.lay(e.place, asked, 0)
		case w.inside(e.place):
		case asked == nil && e.standard != nil && w.put(e.place, e.standard):
		case asked == nil && w.oneOf(e):
		case w.birth.Replaced:
			w.absent(e.place)
		case e.null && w.at(e.place) != nil:
			w.tree.set(e.tokens, []byte("null"))
		}
	}
}

// oneOf writes one of the words that the request could have had, where the record has another
// value: whoever may ask for "4" or "8" seconds gets one of them.
func (w *writer) oneOf(e echo) bool {
	v := w.at(e.place)
	if len(e.words) == 0 || e.null || w.birth.Replaced || v == nil || v.isNull() || v.isObject() || v.isArray() {
		return false
	}
	if slices.ContainsFunc(e.words, func(word []byte) bool { return equal(word, v) }) {
		return true
	}
	return w.put(e.place, e.words[chanceOf(w.birth.Seed, textStream).IntN(len(e.words))])
}

// defaultStatus is the state that the schema of the record documents as the default.
func (p *Plan) defaultStatus() string {
	main := p.main()
	if main.status == nil {
		return ""
	}
	return main.status.said(func(d schemas.Definition) string {
		v := d.Default()
		if v == nil {
			return ""
		}
		for _, s := range p.states {
			if shows(&tree{raw: v.AppendJSON(nil, nil)}, main.word(s)) {
				return s.Name
			}
		}
		return ""
	})
}
