package jobs

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// idOf gives where a record repeats its id: under the name of the parameter
// that takes it, as "id" or the like, or below "metadata" and its like.
func (rd *reader) idOf(record *shape, parameter string) Pointer {
	if at := rd.ownID(record, parameter); at != "" || parameter == "" {
		return at
	}
	for _, p := range record.properties() {
		sub := rd.value(p)
		for _, q := range sub.properties() {
			if vocabulary.Same(q.name, parameter) && sub.items() == nil {
				return "/" + document.EscapeToken(p.name) + "/" + document.EscapeToken(q.name)
			}
		}
	}
	return ""
}

// ownID gives the id that stands in the record itself.
func (rd *reader) ownID(record *shape, parameter string) Pointer {
	var whole, ending Pointer
	for _, p := range record.properties() {
		s := rd.value(p)
		if s == nil || len(s.properties()) > 0 || s.items() != nil || s.is("boolean") {
			continue
		}
		at := "/" + document.EscapeToken(p.name)
		words := vocabulary.Parts(p.name)
		switch {
		case parameter != "" && vocabulary.Same(p.name, parameter):
			return at
		case len(words) == 1 && rd.names[vocabulary.IdNames][words[0]] && words[0] != "name" && words[0] != "number" && words[0] != "key":
			whole = at
		case ending == "" && parameter != "" && len(words) > 1 && endsLike(words, vocabulary.Parts(parameter)):
			ending = at
		}
	}
	return first(whole, ending)
}

// named tells that an object has an id, its own or another's: it is a thing, not
// a part of one.
func (rd *reader) named(s *shape) bool {
	return slices.ContainsFunc(s.properties(), func(p *prop) bool {
		words := vocabulary.Parts(p.name)
		return len(words) > 0 && slices.Contains([]string{"id", "uid", "uuid", "sid"}, words[len(words)-1])
	})
}

// endsLike tells that one name ends with the other: run_id and my_run_id.
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

// like gives the form of ids, as far as the schema, its examples or its type say.
func (s *shape) like() string {
	switch {
	case s == nil:
		return ""
	case s.text("format") == "uuid":
		return "uuid"
	case s.is("integer"), s.is("number"):
		return "integer"
	}
	for _, w := range s.examples() {
		if form := likeOf(w.Text); form != "" {
			return form
		}
	}
	return ""
}

var (
	uuidText = regexp.MustCompile(`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)
	prefixed = regexp.MustCompile(`^([A-Za-z][A-Za-z]*[_/-])([A-Za-z0-9]+)$`)
)

// likeOf reads the form of one id: "exp_{6}" of "exp_abc123".
func likeOf(id string) string {
	if uuidText.MatchString(id) {
		return "uuid"
	}
	if m := prefixed.FindStringSubmatch(id); m != nil {
		return m[1] + "{" + strconv.Itoa(len(m[2])) + "}"
	}
	return ""
}

// isMoment tells a word that says in a name that a time is meant.
func isMoment(word string) bool {
	switch word {
	case "at", "on", "time", "date", "timestamp", "ts", "utc", "ms", "millis", "seconds", "datetime":
		return true
	}
	return false
}

// occasion is what happens at a time, and how names say it.
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

// timesOf gives the times of a record by name. A time that is called after a
// state belongs to that state, any other to the occasion that its name tells.
func (rd *reader) timesOf(record *shape, states []*State) map[string]Pointer {
	out := map[string]Pointer{}
	rd.addTimes(out, record, "", states)
	for _, p := range record.properties() {
		// Times often stand together in an object of their own; those of another
		// thing, such as the last of something, are not the record's.
		sub := rd.value(p)
		if len(sub.properties()) > 0 && sub.items() == nil && !rd.named(sub) && !rd.names.Any(vocabulary.ForeignNames, p.name) &&
			(rd.names.Last(vocabulary.StatusNames, p.name) || rd.home(record) == "/"+document.EscapeToken(p.name) || !rd.hasStatus(sub)) {
			rd.addTimes(out, sub, "/"+document.EscapeToken(p.name), states)
		}
	}
	return out
}

// home is the object in a record that its status stands in; empty when that is
// the record itself, or its life is not known yet.
func (rd *reader) home(record *shape) Pointer {
	if record == nil || rd.lives[record.id] == nil {
		return ""
	}
	if l := rd.lives[record.id]; l.form == byWord && l.inObject {
		return parent(l.at)
	}
	return ""
}

// hasStatus tells an object that has a status of its own.
func (rd *reader) hasStatus(s *shape) bool {
	return slices.ContainsFunc(s.properties(), func(p *prop) bool { return rd.names.Last(vocabulary.StatusNames, p.name) })
}

func (rd *reader) addTimes(out map[string]Pointer, record *shape, at Pointer, states []*State) {
	for _, p := range record.properties() {
		words, ok := timeWords(p.name, rd.value(p))
		if !ok {
			continue
		}
		name := occasionOf(words, states)
		if _, taken := out[name]; name != "" && !taken {
			out[name] = at + "/" + document.EscapeToken(p.name)
		}
	}
}

// timeWords gives what a name says beside that it is a time; false for what is none.
func timeWords(name string, s *shape) ([]string, bool) {
	if s == nil || s.items() != nil || len(s.properties()) > 0 {
		return nil, false
	}
	words := vocabulary.Parts(name)
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return isMoment(w) })
	marked := len(rest) < len(words)
	switch {
	case s.text("format") == "date-time":
		return rest, true
	case s.is("integer"), s.is("number"):
		return rest, marked && !slices.Contains(words, "seconds")
	case s.is("string"), len(s.holds) > 0 && !s.is("boolean"):
		return rest, marked || strings.Contains(s.text("description"), "3339") || strings.Contains(s.text("pattern"), `T`)
	}
	return nil, false
}

func occasionOf(words []string, states []*State) string {
	said := strings.Join(words, " ")
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

// lastChange reads "last updated" and "last modified"; any other last is of
// something else.
func lastChange(words []string) string {
	if words[0] == "last" && slices.ContainsFunc(words, func(w string) bool { return w == "updated" || w == "modified" || w == "changed" }) {
		return "updated"
	}
	return ""
}

// errorOf gives where the reason of a failure stands, in the record or beside
// its status.
func (rd *reader) errorOf(record *shape) Pointer {
	return rd.besideStatus(record, rd.errorIn)
}

func (rd *reader) besideStatus(record *shape, find func(*shape) Pointer) Pointer {
	if at := find(record); at != "" {
		return at
	}
	home := rd.home(record)
	if home == "" {
		return ""
	}
	if at := find(record.at(home)); at != "" {
		return home + at
	}
	return ""
}

func (rd *reader) errorIn(record *shape) Pointer {
	for _, p := range record.properties() {
		s := rd.value(p)
		words := vocabulary.Parts(p.name)
		if s == nil || len(words) == 0 || s.is("integer") || s.is("boolean") {
			continue
		}
		tail := words[len(words)-1]
		head := words[0]
		if rd.names[vocabulary.ErrorNames][tail] && len(words) <= 2 || rd.names[vocabulary.ErrorNames][head] && (tail == "message" || tail == "reason" || tail == "detail" || tail == "details") ||
			head == "failure" || head == "failed" && tail == "reason" {
			return "/" + document.EscapeToken(p.name)
		}
	}
	return ""
}

// progressOf gives where a number says how far the work is.
func (rd *reader) progressOf(record *shape) Pointer {
	return rd.besideStatus(record, rd.progressIn)
}

func (rd *reader) progressIn(record *shape) Pointer {
	for _, p := range record.properties() {
		s := rd.value(p)
		if rd.names.Last(vocabulary.ProgressNames, p.name) && (s.is("integer") || s.is("number")) {
			return "/" + document.EscapeToken(p.name)
		}
	}
	return ""
}

// countersOf gives the numbers that only grow while the job lives.
func (rd *reader) countersOf(record *shape) []Pointer {
	var out []Pointer
	for _, p := range record.properties() {
		s := rd.value(p)
		at := "/" + document.EscapeToken(p.name)
		if s.is("integer") && rd.counts(p.name, "attempt", "attempts", "retry", "retries", "tries") {
			out = append(out, at)
		}
		if !rd.names.Any(vocabulary.CounterNames, p.name) || s.items() != nil {
			continue
		}
		for _, q := range s.properties() {
			if sub := rd.value(q); sub.is("integer") && rd.counts(q.name, "completed", "succeeded", "processed", "failed", "errored", "done", "cancelled", "canceled") {
				out = append(out, at+"/"+document.EscapeToken(q.name))
			}
		}
	}
	return out
}

func (rd *reader) counts(name string, words ...string) bool {
	return slices.ContainsFunc(vocabulary.Parts(name), func(w string) bool { return slices.Contains(words, w) })
}
