package lifecycle

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// Birth is the stored part of a resource. Everything that clients see of it follows from
// its plan, its birth, the generated record and the time. It is a value: operations return
// a changed copy.
type Birth struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	// Seed is its own.
	Seed uint64 `json:"seed"`
	// Input is the body of the create request; nil for a generated resource.
	Input json.RawMessage `json:"input,omitempty"`
	// Upload is the file of the create request; nil if it had none.
	Upload *Upload `json:"upload,omitempty"`
	// Params are the path parameters of its collection.
	Params map[string]string `json:"params,omitempty"`
	// Path is the states it goes through, the last one without an end.
	Path []Stay `json:"path,omitempty"`
	// PollsPerStep, if above 0, makes it progress by polls instead of by time: one step
	// per that many polls.
	PollsPerStep int `json:"pollsPerStep,omitempty"`
	// Moved are the moves that operations made, in order.
	Moved []Move `json:"moved,omitempty"`
	// Written is what update operations wrote, as one merge patch (RFC 7396).
	Written   json.RawMessage `json:"written,omitempty"`
	WrittenAt time.Time       `json:"writtenAt,omitzero"`
	// Replaced reports that an update replaced the whole: what a client may write and did not
	// is absent.
	Replaced bool `json:"replaced,omitempty"`
	// Leader is the job that it follows; nil for none.
	Leader *Led `json:"leader,omitempty"`
	// Subject is what its record shows the result of; nil for none.
	Subject *Ref `json:"subject,omitempty"`
}

// Stay is a state, and for how long it lasts.
type Stay struct {
	State string        `json:"state"`
	For   time.Duration `json:"for,omitempty"`
}

// Move is a transition that an operation made. From there on the model's transitions are
// followed, to the end that was drawn at the birth if they lead there.
type Move struct {
	At    time.Time `json:"at"`
	State string    `json:"state"`
	// Polls is how many polls came before, for a resource that progresses by polls.
	Polls int `json:"polls,omitempty"`
	// Led reports that the leader made it: the state lasts until the leader leaves its own.
	Led bool `json:"led,omitempty"`
}

// The bounds of what a birth stores.
const (
	MaxInput   = 1 << 20 // bytes of Input and of Written
	MaxPath    = 64      // states of Path, and of what follows a move
	MaxMoves   = 64
	MaxStay    = 365 * 24 * time.Hour // of one state, and of a whole path
	birthBytes = 256                  // the struct itself, with the headers of its parts
	entryBytes = 48
)

// Bytes estimates the memory that a birth takes.
func (b *Birth) Bytes() int {
	n := birthBytes + len(b.ID) + len(b.Input) + len(b.Written) + entryBytes*(len(b.Path)+len(b.Moved)+len(b.Params))
	if u := b.Upload; u != nil {
		n += entryBytes + len(u.Name) + len(u.Type) + len(u.SHA256)
	}
	for name, value := range b.Params {
		n += len(name) + len(value)
	}
	if b.Leader != nil {
		n += b.Leader.By.bytes()
	}
	if b.Subject != nil {
		n += b.Subject.bytes()
	}
	return n
}

func (r *Ref) bytes() int {
	n := birthBytes + len(r.ID) + entryBytes*len(r.Params)
	for name, value := range r.Params {
		n += len(name) + len(value)
	}
	return n
}

// Clone returns a copy that shares nothing that operations change.
func (b Birth) Clone() Birth {
	b.Input, b.Written = slices.Clone(b.Input), slices.Clone(b.Written)
	b.Params = maps.Clone(b.Params)
	b.Path, b.Moved = slices.Clone(b.Path), slices.Clone(b.Moved)
	return b
}

// Final is the state that was drawn as its last one; empty without states.
func (b *Birth) Final() string {
	if len(b.Path) == 0 {
		return ""
	}
	return b.Path[len(b.Path)-1].State
}
