// Package budget limits the memory of all responses that are being made, or received by their
// clients. Memory is reserved before the work begins, so that refused work costs nothing;
// work for a client that has gone is stopped.
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
	// largest limits a list in bytes: a hundred thousand jobs of the usual size
	// fit, those with a text of 64 KiB each do not.
	largest = 256 << 20
	// small is what a response may always take, regardless of all others.
	small = 1 << 20
)

// The sizes of things in memory, in bytes, as measured. They are the estimates for the
// reservations.
const (
	BirthSize  = 768     // a birth, and what a request keeps of it
	RecordSize = 1280    // a record
	ResultSize = 2 << 10 // one result
	IDSize     = 64      // an id, in a list of the existing ones
	ValueSize  = 96      // a value of a parsed body
	EntrySize  = 1 << 10 // an exchange that was found in a journal
)

// Budget is a limit shared by all requests. It is safe for concurrent use.
type Budget struct {
	most int64 // bytes
	used atomic.Int64
}

// New makes a budget of so many bytes, at least 1 MiB.
func New(most int64) *Budget { return &Budget{most: max(small, most)} }

// Room is one request's part of the budget. It is not safe for concurrent use. A nil Room
// counts nothing and refuses nothing.
type Room struct {
	of   *Budget
	ctx  context.Context // of the request
	size int64
}

// Room returns the room of a request whose client is connected until ctx is done.
func (b *Budget) Room(ctx context.Context) *Room { return &Room{of: b, ctx: ctx} }

// Take reserves memory for what is to be made. What is too large, by itself or together with
// all others, is a *problem.Problem: clients that read slowly keep the mock from freeing what
// it made for them.
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
		return &problem.Problem{Status: http.StatusServiceUnavailable, Type: "urn:ringer:busy", Title: "too many large responses are in progress",
			Detail: fmt.Sprintf("all responses in progress would be larger than %d MiB together", r.of.most>>20),
			Hint:   "read them, request fewer jobs, or start the mock with a larger limit"}
	}
	return nil
}

// Reach raises the reservation to bytes when something became larger than estimated.
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

// Held returns how much is reserved.
func (r *Room) Held() int64 {
	if r == nil {
		return 0
	}
	return r.size
}

// Give releases so many bytes.
func (r *Room) Give(bytes int64) {
	if r != nil {
		r.size -= bytes
		r.of.used.Add(-bytes)
	}
}

// Keep releases all but so many bytes.
func (r *Room) Keep(bytes int64) {
	if r != nil && r.size > bytes {
		r.Give(r.size - bytes)
	}
}

// Done releases everything: the response was sent, or will not be made.
func (r *Room) Done() { r.Keep(0) }

// Alive returns a *problem.Problem when the client has gone.
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

// statusGone is for the log and the journal, as proxies write it: no client receives it.
const statusGone = 499
