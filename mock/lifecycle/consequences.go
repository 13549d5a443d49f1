package lifecycle

import (
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// flag is a boolean that tells how far a job is.
type flag struct {
	*place
	is func(jobs.Kind) bool
}

// addConsequences collects fields that the model does not list, but that must agree with
// the state: further parts of an error, results, and booleans such as done.
func (r *Record) addConsequences() {
	homes := []jobs.Pointer{""}
	if s := r.status; s != nil && s.parent != nil && !slices.Contains(s.tokens, "-") {
		homes = append(homes, s.parent.at)
	}
	for _, at := range homes {
		for _, f := range r.fields(at) {
			if r.own[f.at] || r.requested(f) {
				continue
			}
			switch {
			case f.is("boolean"):
				if is := flagOf(f.name()); is != nil {
					r.done = append(r.done, flag{f, is})
					r.own[f.at] = true
				}
			case r.inside(f):
			case saysWhy(r.plan.names, f.name()):
				r.errors = append(r.errors, f)
				r.own[f.at] = true
			default:
				if has := r.heldIn(f); has != nil {
					r.results = append(r.results, held{f, has})
					r.own[f.at] = true
				}
			}
		}
	}
}

// inside reports whether a place contains another that the lifecycle decides, such as the
// object around the status.
func (r *Record) inside(f *place) bool {
	for at := range r.own {
		if len(at) > len(f.at) && at[:len(f.at)+1] == f.at+"/" {
			return true
		}
	}
	return false
}

// held is a place that has a value in some states only.
type held struct {
	*place
	in func(*jobs.State) bool
}

// heldIn returns the states in which a field has a value: a result after a good end, what
// a person must do while the job waits for that, details of a state in that state. It is
// nil for a field that no state restricts, or that cannot be empty.
func (r *Record) heldIn(f *place) func(*jobs.State) bool {
	if f.required && !f.null && !f.is("array") {
		return nil
	}
	words := vocabulary.Parts(f.name())
	if len(words) == 0 || len(words) > 4 {
		return nil
	}
	switch strings.Join(words, " ") {
	case "required action", "action required", "requires action", "pending action":
		return func(s *jobs.State) bool { return s.Kind == jobs.NeedsAction }
	}
	if last := words[len(words)-1]; len(words) > 1 && slices.Contains([]string{"details", "detail", "reason", "info"}, last) {
		about := strings.Join(words[:len(words)-1], " ")
		for _, s := range r.plan.states {
			if vocabulary.Phrase(s.Name) == about || about == "cancel" && s.Kind == jobs.Cancelled || about == "cancellation" && s.Kind == jobs.Cancelled {
				return func(o *jobs.State) bool { return o == s }
			}
		}
	}
	if isResult(words) || r.isOperation() && len(words) == 1 && words[0] == "response" {
		return wellEnded
	}
	switch said := f.said(schemas.Definition.Description); {
	case len(said) > 2000 || !untilEnd.MatchString(said) && !whileRunning.MatchString(said):
		return nil
	case strings.Contains(said, "terminal"):
		return (*jobs.State).Final
	}
	return wellEnded
}

// isOperation reports whether the record is that of a long-running operation: a boolean says that
// it is done, and then there is an error, or else the response that it stands for.
func (r *Record) isOperation() bool {
	return r.status != nil && r.status.is("boolean") && len(r.errors) > 0 && r.errors[0] != nil && flagOf(r.status.name()) != nil
}

func wellEnded(s *jobs.State) bool {
	return s.Kind == jobs.Succeeded || s.Kind == jobs.PartlySucceeded
}

// untilEnd matches descriptions such as "null until the job has completed".
var untilEnd = regexp.MustCompile(`(?i)\b(null|empty|absent|unset|only|available|present)\b[^.]{0,40}\b(until|unless|if|once|after|when|for)\b[^.]{0,60}\b(complet|finish|succe|terminal|is done|is ready|ended)`)

// whileRunning matches descriptions such as "null if the job is still running".
var whileRunning = regexp.MustCompile(`(?i)\b(null|empty|absent|unset)\b[^.]{0,20}\b(if|while|when|as long as)\b[^.]{0,60}\b(still|running|in progress|being processed|unfinished)\b`)

// isResult reports whether a name is that of the result of a job, or of where it is.
func isResult(words []string) bool {
	first, last := words[0], words[len(words)-1]
	is := func(w string) bool {
		return slices.Contains([]string{"result", "results", "output", "outputs", "artifact", "artifacts", "usage"}, w)
	}
	where := slices.Contains([]string{"id", "ids", "url", "urls", "uri", "file", "files", "location", "path", "text", "data", "size"}, last)
	return len(words) == 1 && is(first) || is(first) && where || is(last) && slices.Contains([]string{"final", "job", "run", "task"}, first) ||
		first == "download" && where
}

func flagOf(name string) func(jobs.Kind) bool {
	switch vocabulary.Phrase(name) {
	case "done", "completed", "complete", "finished", "ended", "is done", "is completed", "is complete", "is finished", "is ended":
		return jobs.Kind.Final
	case "ready", "is ready", "succeeded", "is success", "is successful", "successful": // "success" often is about the request
		return func(k jobs.Kind) bool { return k == jobs.Succeeded || k == jobs.PartlySucceeded }
	case "failed", "is failed", "has failed":
		return func(k jobs.Kind) bool { return k == jobs.Failed }
	case "cancelled", "canceled", "is cancelled", "is canceled":
		return func(k jobs.Kind) bool { return k == jobs.Cancelled }
	case "running", "is running", "in progress", "is in progress":
		return func(k jobs.Kind) bool { return k == jobs.Running }
	}
	return nil
}

// writeResults leaves out what only other states have. What somebody must do is never missing
// or an empty list while the job waits for it.
func (w *writer) writeResults() {
	if w.state == nil {
		return
	}
	for _, h := range w.results {
		switch v := w.at(h.place); {
		case !h.in(w.state):
			w.absent(h.place)
		case w.state.Kind == jobs.NeedsAction && (v == nil || v.isNull()):
			if raw := least(h.place, "action", 0); raw != nil {
				w.put(h.place, raw)
			}
		case w.state.Kind == jobs.NeedsAction:
			w.fill(h.place, v, settleDepth)
		case wellEnded(w.state):
			w.settle(h.place, v)
		}
	}
}

// fill gives empty lists of an object one element.
func (w *writer) fill(p *place, v *tree, depth int) {
	if p == nil || depth == 0 || !v.isObject() {
		return
	}
	v.open()
	for _, m := range v.members {
		inner := w.place(p.at + "/" + escape(m.name))
		m.value.open()
		switch {
		case m.value.isObject():
			w.fill(inner, m.value, depth-1)
		case m.value.isArray() && len(m.value.items) == 0:
			if raw := least(inner, "action", 0); raw != nil {
				v.set([]string{m.name}, raw)
			}
		}
	}
}

// Lacking returns the places of results that a resource has in a state, and that a record
// does not have: they were generated as null, or not at all.
func (r *Record) Lacking(record []byte, state string) []jobs.Pointer {
	s := r.plan.State(state)
	if s == nil || s.Kind != jobs.Succeeded && s.Kind != jobs.PartlySucceeded {
		return nil
	}
	var all []jobs.Pointer
	for _, h := range r.results {
		if len(h.groups) != 1 || !h.in(s) {
			continue
		}
		if v, err := edit.Get(record, h.at); err != nil || string(v) == "null" {
			all = append(all, h.at)
		}
	}
	return all
}

func (w *writer) writeDone() {
	if w.state == nil {
		return
	}
	for _, f := range w.done {
		value := []byte("false")
		if f.is(w.state.Kind) {
			value = []byte("true")
		}
		if v := w.at(f.place); v != nil {
			w.put(f.place, value)
		}
	}
}
