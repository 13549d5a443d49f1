package lifecycle

import (
	"slices"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Limits of what is looked at inside of a result.
const (
	maxSettled  = 200 // objects
	settleDepth = 6
)

// settle lets the parts of a result be over, too: a message in the output of a completed
// response is not in progress.
func (w *writer) settle(p *place, v *tree) {
	left := maxSettled
	w.settleIn(p, v, settleDepth, &left)
}

func (w *writer) settleIn(p *place, v *tree, depth int, left *int) {
	if p == nil || depth == 0 || *left == 0 || !v.isObject() && !v.isArray() {
		return
	}
	v.open()
	for _, item := range v.items {
		w.settleIn(w.place(p.at+"/-"), item, depth-1, left)
	}
	if !v.isObject() {
		return
	}
	*left--
	for _, m := range v.members {
		inner := w.place(p.at + "/" + escape(m.name))
		if word := m.value.string(); word == "" || !slices.Contains([]string{"status", "state"}, vocabulary.Phrase(m.name)) {
			w.settleIn(inner, m.value, depth-1, left)
		} else if end := inner.endAfter(word); end != "" {
			v.set([]string{m.name}, edit.Quote(end))
		}
	}
}

// endAfter returns the word for a good end among those of a status, if the given one means
// that it is not over; else "". It must be a word of all alternatives that the schema has.
func (p *place) endAfter(word string) string {
	if !p.known() {
		return ""
	}
	var common, all []string
	for _, group := range p.groups {
		var words []string
		for _, d := range group {
			for _, part := range append(d.Parts(budget), d.Branches(budget)...) {
				for _, v := range part.Enum() {
					if v.IsString() {
						words = append(words, v.Text)
					}
				}
			}
		}
		if len(words) == 0 {
			continue
		}
		if all == nil {
			common = words
		}
		common = slices.DeleteFunc(slices.Clone(common), func(w string) bool { return !slices.Contains(words, w) })
		all = append(all, words...)
	}
	slices.Sort(all)
	var said []vocabulary.Word
	for _, text := range slices.Compact(all) {
		said = append(said, vocabulary.Word{Text: text})
	}
	open, end := false, ""
	for _, m := range dictionary().Read(said) {
		switch {
		case m.Text == word:
			open = m.Known && !m.Kind.Final()
		case end == "" && m.Known && m.Kind == vocabulary.Succeeded && slices.Contains(common, m.Text):
			end = m.Text
		}
	}
	if !open {
		return ""
	}
	return end
}
