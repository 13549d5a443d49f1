package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// idOf returns where a record repeats its id: under the name of the parameter for the
// id, as "id" or similar, or below "metadata" and similar objects.
func (rd *reader) idOf(record *shapes.Shape, parameter string) Pointer {
	if at := rd.ownID(record, parameter); at != "" || parameter == "" {
		return at
	}
	for _, p := range record.Properties() {
		sub := rd.Value(p)
		for _, q := range sub.Properties() {
			if vocabulary.Same(q.Name, parameter) && sub.Items() == nil {
				return "/" + document.EscapeToken(p.Name) + "/" + document.EscapeToken(q.Name)
			}
		}
	}
	return ""
}

// ownID returns the id directly in the record.
func (rd *reader) ownID(record *shapes.Shape, parameter string) Pointer {
	var whole, ending Pointer
	for _, p := range record.Properties() {
		s := rd.Value(p)
		if s == nil || len(s.Properties()) > 0 || s.Items() != nil || s.Is("boolean") {
			continue
		}
		at := "/" + document.EscapeToken(p.Name)
		words := vocabulary.Parts(p.Name)
		switch {
		case parameter != "" && vocabulary.Same(p.Name, parameter):
			return at
		case len(words) == 1 && rd.names[vocabulary.IDNames][words[0]] && words[0] != "name" && words[0] != "number" && words[0] != "key":
			whole = at
		case ending == "" && parameter != "" && len(words) > 1 && endsLike(words, vocabulary.Parts(parameter)):
			ending = at
		}
	}
	return first(whole, ending)
}

// named reports whether an object has an id, its own or another's: it is a resource, not
// a part of one.
func (rd *reader) named(s *shapes.Shape) bool {
	return slices.ContainsFunc(s.Properties(), func(p *shapes.Prop) bool { return isID(p.Name) })
}

// isID reports whether a name can only be that of an id.
func isID(name string) bool {
	words := vocabulary.Parts(name)
	return len(words) > 0 && slices.Contains([]string{"id", "uid", "uuid", "sid"}, words[len(words)-1])
}

// endsLike reports whether one name ends with the other: run_id and my_run_id.
func endsLike(a, b []string) bool {
	n := min(len(a), len(b))
	return n > 0 && slices.Equal(a[len(a)-n:], b[len(b)-n:])
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// isMoment reports whether a word in a name marks a time.
func isMoment(word string) bool {
	switch word {
	case "at", "on", "time", "date", "timestamp", "ts", "utc", "ms", "millis", "seconds", "datetime":
		return true
	}
	return false
}

// occasion is an event that has a time, and the words for it in names.
type occasion struct{ name, words string }

func occasions() []occasion {
	return []occasion{
		{"created", "created create creation submitted submission requested enqueued queued inserted added"},
		{"started", "started start began begun begin execution launched running"},
		{"ended", "ended end finished finish completed complete completion stopped closed terminated done"},
		{"updated", "updated update modified modification changed change"},
		{"expires", "expires expire expiry expiration expired"},
	}
}

// timesOf returns the times of a record by name. A time named after a state belongs to
// that state, any other to the event in its name.
func (rd *reader) timesOf(record *shapes.Shape, states []*State) map[string]Pointer {
	out, plainest := map[string]Pointer{}, map[string]int{}
	rd.addTimes(out, plainest, record, "", states)
	for _, p := range record.Properties() {
		// Times are often grouped in an object. Those of other things, such as of the
		// last run, are not the record's.
		sub := rd.Value(p)
		if len(sub.Properties()) > 0 && sub.Items() == nil && !rd.named(sub) && !rd.names.Any(vocabulary.ForeignNames, p.Name) &&
			(rd.names.Last(vocabulary.StatusNames, p.Name) || rd.home(record) == "/"+document.EscapeToken(p.Name) || !rd.hasStatus(sub)) {
			rd.addTimes(out, plainest, sub, "/"+document.EscapeToken(p.Name), states)
		}
	}
	return out
}

// home is the object of a record that contains its status; empty if that is the record
// itself, or if its lifecycle is not known yet.
func (rd *reader) home(record *shapes.Shape) Pointer {
	if record == nil || rd.lives[record.ID] == nil {
		return ""
	}
	if l := rd.lives[record.ID]; l.form == byWord && l.inObject {
		return parent(l.at)
	}
	return ""
}

// hasStatus reports whether an object has a status of its own.
func (rd *reader) hasStatus(s *shapes.Shape) bool {
	return slices.ContainsFunc(s.Properties(), func(p *shapes.Prop) bool { return rd.names.Last(vocabulary.StatusNames, p.Name) })
}

func (rd *reader) addTimes(out map[string]Pointer, plainest map[string]int, record *shapes.Shape, at Pointer, states []*State) {
	for _, p := range record.Properties() {
		words, ok := timeWords(p.Name, rd.Value(p))
		if !ok {
			continue
		}
		// The plainer name wins: "started at" over "data interval start".
		name := occasionOf(words, states)
		if _, taken := out[name]; name != "" && (!taken || len(words) < plainest[name]) {
			out[name], plainest[name] = at+"/"+document.EscapeToken(p.Name), len(words)
		}
	}
}

// timeWords returns the words of a time's name other than those that mark a time; false
// if it is not a time.
func timeWords(name string, s *shapes.Shape) ([]string, bool) {
	if s == nil || s.Items() != nil || len(s.Properties()) > 0 {
		return nil, false
	}
	words := vocabulary.Parts(name)
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return isMoment(w) })
	marked := len(rest) < len(words)
	switch {
	case s.Text("format") == "date-time":
		return rest, true
	case s.Is("integer"), s.Is("number"):
		return rest, marked && !slices.Contains(words, "seconds")
	case s.Is("string"), len(s.Holds) > 0 && !s.Is("boolean"):
		return rest, marked || strings.Contains(s.Text("description"), "3339") || strings.Contains(s.Text("pattern"), `T`)
	}
	return nil, false
}

func occasionOf(words []string, states []*State) string {
	said := strings.Join(words, " ")
	if said == "created" {
		return said
	}
	for _, s := range states {
		if said != "" && (said == vocabulary.Phrase(s.Name)) {
			return s.Name
		}
	}
	if len(words) == 0 || len(words) > 3 {
		return ""
	}
	for _, w := range words {
		if w == "last" || w == "next" || w == "expected" || w == "estimated" || w == "scheduled" {
			return lastChange(words)
		}
	}
	for _, o := range occasions() {
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(strings.Fields(o.words), w) }) {
			return o.name
		}
	}
	return ""
}

var lastWords = []string{"updated", "modified", "changed", "action"}

// lastChange recognizes "last updated", "last modified" and "last action"; any other
// "last" belongs to something else.
func lastChange(words []string) string {
	if words[0] == "last" && slices.ContainsFunc(words, func(w string) bool { return slices.Contains(lastWords, w) }) {
		return "updated"
	}
	return ""
}

// errorOf returns the place of the reason of a failure, in the record or beside its
// status.
func (rd *reader) errorOf(record *shapes.Shape) Pointer {
	return rd.besideStatus(record, rd.errorIn)
}

func (rd *reader) besideStatus(record *shapes.Shape, find func(*shapes.Shape) Pointer) Pointer {
	if at := find(record); at != "" {
		return at
	}
	home := rd.home(record)
	if home == "" {
		return ""
	}
	if at := find(record.At(home)); at != "" {
		return home + at
	}
	return ""
}

func (rd *reader) errorIn(record *shapes.Shape) Pointer {
	for _, p := range record.Properties() {
		s := rd.Value(p)
		words := vocabulary.Parts(p.Name)
		if s == nil || len(words) == 0 || s.Is("integer") || s.Is("boolean") {
			continue
		}
		if rd.saysWhy(words) {
			return "/" + document.EscapeToken(p.Name)
		}
	}
	return ""
}

// saysWhy reports whether a name means the reason of a failure: "error", "last_error",
// "error_message", "failure_reason".
func (rd *reader) saysWhy(words []string) bool {
	is := func(word string) bool { return rd.names[vocabulary.ErrorNames][word] }
	head, tail := words[0], words[len(words)-1]
	switch tail {
	case "message", "reason", "detail", "details":
		return is(head) || head == "failed"
	}
	return is(tail) && len(words) <= 2 || head == "failure"
}

// progressOf returns the place of a number for the progress.
func (rd *reader) progressOf(record *shapes.Shape) Pointer {
	return rd.besideStatus(record, rd.progressIn)
}

func (rd *reader) progressIn(record *shapes.Shape) Pointer {
	for _, p := range record.Properties() {
		s := rd.Value(p)
		if rd.namesProgress(p.Name) && (s.Is("integer") || s.Is("number")) {
			return "/" + document.EscapeToken(p.Name)
		}
	}
	return ""
}

// namesProgress reports whether a name is that of a progress: progress, job_progress,
// percentComplete.
func (rd *reader) namesProgress(name string) bool {
	return rd.names.Last(vocabulary.ProgressNames, name) ||
		rd.names.First(vocabulary.ProgressNames, name) && rd.names.Last(vocabulary.DoneNames, name)
}

// countersOf returns the numbers that only grow during the job's lifecycle.
func (rd *reader) countersOf(record *shapes.Shape) []Pointer {
	var out []Pointer
	for _, p := range record.Properties() {
		s := rd.Value(p)
		at := "/" + document.EscapeToken(p.Name)
		bound := rd.counts(p.Name, "max", "maximum", "min", "limit", "id", "original")
		if s.Is("integer") && !bound && rd.counts(p.Name, "attempt", "attempts", "retry", "retries", "tries") {
			out = append(out, at)
		}
		if !rd.names.Any(vocabulary.CounterNames, p.Name) || s.Items() != nil {
			continue
		}
		for _, q := range s.Properties() {
			ended := rd.counts(q.Name, "completed", "succeeded", "processed", "failed", "errored", "done", "cancelled", "canceled")
			if ended && rd.Value(q).Is("integer") {
				out = append(out, at+"/"+document.EscapeToken(q.Name))
			}
		}
	}
	return out
}

func (rd *reader) counts(name string, words ...string) bool {
	return slices.ContainsFunc(vocabulary.Parts(name), func(w string) bool { return slices.Contains(words, w) })
}
