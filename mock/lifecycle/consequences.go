package lifecycle

import (
	"slices"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

func quote(text string) []byte { return edit.Quote(text) }

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
			case isResult(f):
				r.results = append(r.results, f)
				r.own[f.at] = true
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

// isResult reports whether a field is what a job that ended well has: its result, or where
// that is.
func isResult(f *place) bool {
	words := vocabulary.Parts(f.name())
	if len(words) == 0 || len(words) > 3 || f.required && !f.null && !f.is("array") {
		return false
	}
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
	case "ready", "is ready", "succeeded", "success", "is success", "is successful", "successful":
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

func (w *writer) writeResults() {
	if w.state == nil || w.state.Kind == jobs.Succeeded || w.state.Kind == jobs.PartlySucceeded {
		return
	}
	for _, p := range w.results {
		w.absent(p)
	}
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
