package jobs

import "fmt"

// doubts names what inference would not decide about a resource.
func (rd *reader) doubts(d *draft, r *Resource, v verdict) []Doubt {
	l := rd.lifeOfDraft(d)
	if l == nil {
		return nil
	}
	var out []Doubt
	if v.moves == "" {
		if v.sure < 0.3 {
			return nil
		}
		guess := *r
		guess.Moves = ByItself
		rd.live(d, &guess, l)
		return []Doubt{{
			Resource: r.Name,
			What:     fmt.Sprintf("whether %s is a job whose state stands at %s", r.Name, l.pointer()),
			Why:      v.reasons(),
			Overlay:  guess.lines(),
		}}
	}
	for _, m := range l.set {
		if !m.known {
			out = append(out, Doubt{
				Resource: r.Name,
				What:     fmt.Sprintf("what the state %q means; it is taken for running", m.text),
				Why:      "the word is in no table",
				Overlay:  fmt.Sprintf("%s:\n  states:\n    %s: {kind: running}\n", r.Name, m.text),
			})
		}
	}
	return out
}
