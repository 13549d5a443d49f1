package lifecycle

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// A request such as PUT /disks/{id} may start an operation of its own, whose state clients
// poll instead of the disk's. The two are linked: the disk follows the operation, its leader,
// and the operation shows the disk, its subject.

// Ref names a job of another resource.
type Ref struct {
	Resource string            `json:"resource"`
	Params   map[string]string `json:"params,omitempty"`
	ID       string            `json:"id"`
}

// Led is who decides the states of a resource: from a time on, and while it does what.
type Led struct {
	By Ref       `json:"by"`
	At time.Time `json:"at"`
	// Doing is what the leader does with it: Creating, Updating or Deleting.
	Doing string `json:"doing"`
}

// Lead is a state of the leader: its kind, and when it begins.
type Lead struct {
	At   time.Time
	Kind jobs.Kind
}

// doings are the beginnings of the verbs that words for states have: "Creating", "updating".
var doings = map[string][]string{
	Creating: {"creat", "provision", "accept", "allocat"},
	Updating: {"updat", "chang", "modif", "scal", "upgrad"},
	Deleting: {"delet", "remov", "deprovision"},
}

// What a leader does with a resource.
const (
	Creating = "create"
	Updating = "update"
	Deleting = "delete"
)

// WithLeader returns the birth of a resource that follows a job from a time on.
func (p *Plan) WithLeader(b Birth, by Ref, now time.Time, doing string) Birth {
	b = b.Clone()
	for i := range b.Moved {
		b.Moved[i].Led = false // they are its history now
	}
	by.Params = maps.Clone(by.Params)
	b.Leader = &Led{By: by, At: now.Round(0).UTC().Truncate(time.Millisecond), Doing: doing}
	return b
}

// Follow returns the birth in the states that those of its leader mean for it; without any,
// the birth as it is. It goes on only when the leader does.
func (p *Plan) Follow(b Birth, leads []Lead) Birth {
	if b.Leader == nil || len(leads) == 0 || len(p.states) == 0 {
		return b
	}
	b = b.Clone()
	b.Moved = slices.DeleteFunc(b.Moved, func(m Move) bool { return m.Led })
	b.PollsPerStep = 0
	last := ""
	for _, lead := range leads {
		to := p.meant(lead.Kind, b.Leader.Doing)
		if to == "" || to == last {
			continue
		}
		if last == "" && b.Leader.Doing == Creating {
			b.Path = []Stay{{State: to}}
		} else {
			b.Moved = append(b.Moved, Move{At: later(lead.At, b.Leader.At), State: to, Led: true})
		}
		last = to
	}
	b.Moved = b.Moved[max(0, len(b.Moved)-MaxMoves):]
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a.Round(0).UTC().Truncate(time.Millisecond)
	}
	return b
}

// meant is the state that a state of the leader means for the resource; empty if none fits.
func (p *Plan) meant(kind jobs.Kind, doing string) string {
	like := map[jobs.Kind][]jobs.Kind{
		jobs.Waiting: {jobs.Waiting, jobs.Running}, jobs.Running: {jobs.Running, jobs.Waiting},
		jobs.NeedsAction: {jobs.NeedsAction, jobs.Running, jobs.Waiting}, jobs.Paused: {jobs.Paused, jobs.Running, jobs.Waiting},
		jobs.Cancelling: {jobs.Cancelling, jobs.Running, jobs.Waiting},
		jobs.Succeeded:  {jobs.Succeeded, jobs.PartlySucceeded}, jobs.PartlySucceeded: {jobs.PartlySucceeded, jobs.Succeeded},
		jobs.Failed: {jobs.Failed, jobs.Cancelled}, jobs.Cancelled: {jobs.Cancelled, jobs.Failed}, jobs.Expired: {jobs.Expired, jobs.Failed, jobs.Cancelled},
	}[kind]
	if !kind.Final() {
		if at := slices.IndexFunc(p.states, func(s *jobs.State) bool { return !s.Final() && does(s, doing) }); at >= 0 && kind != jobs.Cancelling {
			return p.states[at].Name
		}
	}
	for _, k := range like {
		for _, s := range p.states {
			if s.Kind == k && !doesOther(s, doing) {
				return s.Name
			}
		}
	}
	return p.ofKind(like...)
}

func does(s *jobs.State, doing string) bool {
	return slices.ContainsFunc(vocabulary.Parts(s.Name), func(word string) bool {
		return slices.ContainsFunc(doings[doing], func(stem string) bool { return strings.HasPrefix(word, stem) })
	})
}

func doesOther(s *jobs.State, doing string) bool {
	for other := range doings {
		if other != doing && does(s, other) {
			return true
		}
	}
	return false
}

// Hold returns a record of an operation with that of its subject: at a member of the same type
// or, if there is none, at one whose name means a result. Before the success it has none.
func (p *Plan) Hold(op jobs.Operation, record []byte, state string, subject []byte, of *Plan) []byte {
	at := p.holds(op, of)
	if k := p.kind(state); at == nil || len(subject) == 0 || k != jobs.Succeeded && k != jobs.PartlySucceeded || !at.takes(&tree{raw: subject}) {
		return record
	}
	root, err := parse(record)
	if err != nil || !root.isObject() {
		return record
	}
	root.insert(at.tokens, subject, at.ahead)
	return root.text()
}

func (p *Plan) holds(op jobs.Operation, subject *Plan) (named *place) {
	for _, f := range p.RecordOf(op).fields("") {
		for _, group := range f.groups {
			for _, d := range group {
				if want := subject.main().root; want.Exists() && typeOf(d) == typeOf(want) {
					return f
				}
			}
		}
		if named == nil && f.is("object") && slices.Contains([]string{"result", "resource", "response", "properties"}, vocabulary.Phrase(f.name())) {
			named = f
		}
	}
	return named
}
