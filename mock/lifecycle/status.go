package lifecycle

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// writeStatus writes the value of the state. A history, whose last element is the state,
// gets an element for each stage so far.
func (w *writer) writeStatus() {
	if w.status == nil || w.state == nil {
		return
	}
	if i := slices.Index(w.status.tokens, "-"); i >= 0 {
		w.writeHistory(w.status.tokens[:i], w.status.tokens[i+1:])
		return
	}
	s := w.state
	switch {
	case s.Null:
		w.absent(w.status)
	case s.As != nil:
		w.putAs(w.status, s.As)
	case s.Otherwise:
		w.writeOther()
	case !w.put(w.status, w.word(s)):
		w.putNearest()
	}
}

// putNearest writes the value of the state that is nearest in meaning to one for which the
// schema of this record has no word.
func (w *writer) putNearest() {
	distance := func(s *jobs.State) int {
		d := slices.Index(jobs.Kinds(), s.Kind) - slices.Index(jobs.Kinds(), w.state.Kind)
		if s.Final() != w.state.Final() {
			return 100
		}
		return max(d, -d)
	}
	states := slices.Clone(w.plan.states)
	slices.SortStableFunc(states, func(a, b *jobs.State) int { return distance(a) - distance(b) })
	for _, s := range states {
		if !s.Null && !s.Otherwise && w.put(w.status, w.word(s)) {
			return
		}
	}
}

// word is the value of a state that has no other one.
func (r *Record) word(s *jobs.State) []byte {
	if s.As != nil {
		raw, _ := json.Marshal(s.As)
		return raw
	}
	return edit.Quote(s.Name)
}

// putAs writes a scalar, or lays an object over the one that is there. An array contains
// what it must, on top of the element that was generated.
func (w *writer) putAs(p *place, as any) {
	raw, err := json.Marshal(as)
	if err != nil {
		return
	}
	switch as := as.(type) {
	case map[string]any:
		if w.at(p).isObject() {
			for _, name := range slices.Sorted(maps.Keys(as)) {
				w.putAs(w.place(p.at+"/"+escape(name)), as[name])
			}
			return
		}
	case []any:
		items := w.contained(w.at(p), as)
		if w.put(p, items) {
			return
		}
	}
	w.put(p, raw)
}

// contained returns an array with the given elements, each laid over the first element
// that was generated.
func (w *writer) contained(base *tree, as []any) []byte {
	out := edit.NewArray(100)
	for _, item := range as {
		raw, _ := json.Marshal(item)
		if template := base.at([]string{"0"}); template.isObject() {
			raw = mergePatch(template.text(), raw)
		}
		out.Add(raw)
	}
	return out.Close()
}

// writeOther writes a value that is no other state's. Another place, such as a progress
// or the time of the end, shows the state.
func (w *writer) writeOther() {
	if w.progress != nil && w.progress.place.at == w.status.at || w.isEffect(w.status.at) {
		return
	}
	base := w.at(w.status)
	taken := func(v *tree) bool {
		return slices.ContainsFunc(w.plan.states, func(s *jobs.State) bool {
			return s != w.state && !s.Otherwise && !s.Null && shows(v, w.word(s))
		})
	}
	if base == nil || !taken(base) {
		return
	}
	for _, word := range w.status.words() {
		if v := (&tree{raw: word}); !v.isNull() && !taken(v) {
			w.tree.set(w.status.tokens, word)
			return
		}
	}
	for _, word := range []string{"[]", "true", "false"} {
		if v := (&tree{raw: []byte(word)}); !taken(v) && w.put(w.status, v.raw) {
			return
		}
	}
	w.absent(w.status)
}

func (w *writer) isEffect(at jobs.Pointer) bool {
	return w.state.Enter[at] != nil
}

// shows reports whether a value is a state's: equal to a scalar, or containing an object
// or an array.
func shows(v *tree, as []byte) bool {
	want := &tree{raw: as}
	switch {
	case want.isObject() && v.isObject():
		want.open()
		for _, m := range want.members {
			if got := v.child(m.name); got == nil || !shows(got, m.value.text()) {
				return false
			}
		}
		return true
	case want.isArray() && v.isArray():
		want.open()
		v.open()
		for _, item := range want.items {
			if !slices.ContainsFunc(v.items, func(got *tree) bool { return shows(got, item.text()) }) {
				return false
			}
		}
		return true
	}
	return edit.Same(v.text(), as)
}

// maxHistory is how many elements a history has at most: the latest.
const maxHistory = 20

func (w *writer) writeHistory(list, inside []string) {
	history := w.tree.at(list)
	template := history.at([]string{"0"})
	if template == nil {
		return
	}
	out := edit.NewArray(1000)
	stages := w.timeline.stages[:w.stage.Number+1]
	for _, stage := range stages[max(0, len(stages)-maxHistory):] {
		item := &tree{raw: template.text()}
		if s := w.plan.State(stage.State); s != nil {
			item.set(inside, w.word(s))
		}
		item.open()
		for _, m := range item.members {
			at := "/" + pointerOf(list) + "/-/" + escape(m.name)
			if p := w.place(at); p.known() && isTime(p) {
				m.value.set(nil, w.moment(p, stage.At))
			}
		}
		out.Add(item.text())
	}
	w.tree.set(list, out.Close())
}

func pointerOf(tokens []string) string {
	out := ""
	for i, t := range tokens {
		if i > 0 {
			out += "/"
		}
		out += escape(t)
	}
	return out
}
