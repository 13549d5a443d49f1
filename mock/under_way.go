package mock

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
)

const (
	// maxAnswer bounds a list in bytes: a hundred thousand executions of the
	// usual size fit, those with a text of 64 KiB each do not.
	maxAnswer = 256 << 20
	// smallAnswer is what always goes out, however much is under way.
	smallAnswer = 1 << 20
)

// What things take in memory, in bytes, as measured: the estimates by which
// room is taken before they are made.
const (
	birthSize  = 768     // a birth, and what a call holds of it
	recordSize = 1280    // a record
	resultSize = 2 << 10 // the result of one question
	idSize     = 64      // an id, to name those that are there
	valueSize  = 96      // a value of a parsed body
	entrySize  = 1 << 10 // an exchange that was found in a journal
)

// underWay bounds what all answers that are being made, or read by their
// clients, hold together. Room is taken before the work begins: what is refused
// costs nothing.
type underWay struct {
	most int64 // bytes
	used atomic.Int64
}

// room is what one request takes of it. It is not for concurrent use; nil takes none.
type room struct {
	of   *underWay
	ctx  context.Context // of the request: nobody works for a client that has gone
	size int64
}

// room is for a request whose client is there until ctx is done.
func (m *Mock) room(ctx context.Context) *room { return &room{of: &m.underWay, ctx: ctx} }

// take takes room for what is to be made. It refuses what is too large, by
// itself or together with all others: whoever reads slowly keeps the mock from
// forgetting what it made.
func (r *room) take(bytes int64, what string) error {
	if r == nil {
		return nil
	}
	if err := r.still(); err != nil {
		return err
	}
	if most := max(smallAnswer, r.of.most); r.size+bytes > most {
		return tooLargeAnswer(what, most)
	}
	r.size += bytes
	if all := r.of.used.Add(bytes); r.size > smallAnswer && all > max(smallAnswer, r.of.most) {
		r.give(bytes)
		return &Problem{Status: http.StatusServiceUnavailable, Type: "urn:ringer:busy", Title: "too much is under way",
			Detail: fmt.Sprintf("all answers under way would be larger than %d MiB together", max(smallAnswer, r.of.most)>>20),
			Hint:   "read them, ask for fewer executions, or start the mock with a larger bound"}
	}
	return nil
}

// reach takes more room where what was made is larger than it was thought to become.
func (r *room) reach(bytes int64, what string) error {
	if bytes > maxAnswer {
		return tooLargeAnswer(what, maxAnswer)
	}
	if r == nil || bytes <= r.size {
		return r.still()
	}
	return r.take(bytes-r.size, what)
}

func tooLargeAnswer(what string, most int64) *Problem {
	return badInput("size", "count", fmt.Sprintf("%s would be larger than %d MiB", what, most>>20), "ask for fewer")
}

// held is how much is taken.
func (r *room) held() int64 {
	if r == nil {
		return 0
	}
	return r.size
}

// give gives room back.
func (r *room) give(bytes int64) {
	if r != nil {
		r.size -= bytes
		r.of.used.Add(-bytes)
	}
}

// keep gives back what is not needed after all.
func (r *room) keep(bytes int64) {
	if r != nil && r.size > bytes {
		r.give(r.size - bytes)
	}
}

// done gives all back: the answer has gone, or will not be made.
func (r *room) done() { r.keep(0) }

// still is an error when the client has gone.
func (r *room) still() error {
	if r == nil || r.ctx.Err() == nil {
		return nil
	}
	why := context.Cause(r.ctx)
	if errors.Is(why, context.Canceled) {
		why = errors.New("it did not wait for the answer")
	}
	return &Problem{Status: statusGone, Type: "urn:ringer:gone", Title: "the client has gone", Detail: why.Error()}
}

// statusGone is for the log and the journal, as proxies write it: nobody is
// there to get it.
const statusGone = 499
