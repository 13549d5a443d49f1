// Package budget bounds what all responses that are being made, or read by their
// clients, hold together. Room is taken before the work begins: what is refused
// costs nothing, and nobody works for a client that has gone.
package budget

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"

	"github.com/ringer-api/ringer/mock/problem"
)

const (
	// largest bounds a list in bytes: a hundred thousand executions of the
	// usual size fit, those with a text of 64 KiB each do not.
	largest = 256 << 20
	// small is what always goes out, however much is under way.
	small = 1 << 20
)

// What things take in memory, in bytes, as measured: the estimates by which
// room is taken before they are made.
const (
	BirthSize  = 768     // a birth, and what a request holds of it
	RecordSize = 1280    // a record
	ResultSize = 2 << 10 // the result of one question
	IDSize     = 64      // an id, to name those that are there
	ValueSize  = 96      // a value of a parsed body
	EntrySize  = 1 << 10 // an exchange that was found in a journal
)

// Budget is what there is. Safe for concurrent use.
type Budget struct {
	most int64 // bytes
	used atomic.Int64
}

// New makes a budget of so many bytes, and of one MiB at the least.
func New(most int64) *Budget { return &Budget{most: max(small, most)} }

// Room is what one request takes of the budget. It is not for concurrent use; a
// nil Room takes none and refuses nothing.
type Room struct {
	of   *Budget
	ctx  context.Context // of the request
	size int64
}

// Room is for a request whose client is there until ctx is done.
func (b *Budget) Room(ctx context.Context) *Room { return &Room{of: b, ctx: ctx} }

// Take takes room for what is to be made. It refuses what is too large, by
// itself or together with all others, with a *problem.Problem: whoever reads
// slowly keeps the mock from forgetting what it made.
func (r *Room) Take(bytes int64, what string) error {
	if r == nil {
		return nil
	}
	if err := r.Alive(); err != nil {
		return err
	}
	if r.size+bytes > r.of.most {
		return tooLarge(what, r.of.most)
	}
	r.size += bytes
	if all := r.of.used.Add(bytes); r.size > small && all > r.of.most {
		r.Give(bytes)
		return &problem.Problem{Status: http.StatusServiceUnavailable, Type: "urn:ringer:busy", Title: "too much is under way",
			Detail: fmt.Sprintf("all responses under way would be larger than %d MiB together", r.of.most>>20),
			Hint:   "read them, request fewer executions, or start the mock with a larger bound"}
	}
	return nil
}

// Reach takes more room where what was made is larger than it was thought to become.
func (r *Room) Reach(bytes int64, what string) error {
	if bytes > largest {
		return tooLarge(what, largest)
	}
	if r == nil || bytes <= r.size {
		return r.Alive()
	}
	return r.Take(bytes-r.size, what)
}

func tooLarge(what string, most int64) *problem.Problem {
	return problem.BadInput("size", "count", fmt.Sprintf("%s would be larger than %d MiB", what, most>>20), "request fewer")
}

// Held is how much is taken.
func (r *Room) Held() int64 {
	if r == nil {
		return 0
	}
	return r.size
}

// Give gives room back.
func (r *Room) Give(bytes int64) {
	if r != nil {
		r.size -= bytes
		r.of.used.Add(-bytes)
	}
}

// Keep gives back what is not needed after all.
func (r *Room) Keep(bytes int64) {
	if r != nil && r.size > bytes {
		r.Give(r.size - bytes)
	}
}

// Done gives all back: the response has gone, or will not be made.
func (r *Room) Done() { r.Keep(0) }

// Alive is a *problem.Problem when the client has gone.
func (r *Room) Alive() error {
	if r == nil || r.ctx.Err() == nil {
		return nil
	}
	why := context.Cause(r.ctx)
	if errors.Is(why, context.Canceled) {
		why = errors.New("it did not wait for the response")
	}
	return &problem.Problem{Status: statusGone, Type: "urn:ringer:gone", Title: "the client has gone", Detail: why.Error()}
}

// statusGone is for the log and the journal, as proxies write it: nobody is
// there to get it.
const statusGone = 499
