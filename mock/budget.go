package mock

import (
	"fmt"
	"net/http"
	"sync/atomic"

	"github.com/ringer-api/ringer/mock/problem"
)

const (
	// maxResponse bounds a list in bytes: a hundred thousand executions of the
	// usual size fit, those with a text of 64 KiB each do not.
	maxResponse = 256 << 20
	// smallResponse is what always goes out, however much is under way.
	smallResponse = 1 << 20
)

// budget bounds all responses under way together: whoever reads slowly keeps
// the mock from forgetting what it made.
type budget struct {
	most     int64
	underWay atomic.Int64 // bytes
}

// grow counts bytes of the response that the call is making, and refuses what
// makes it too large, by itself or together with all others under way.
func (c *call) grow(bytes int, what string, executions int) error {
	b := &c.mock.budget
	c.size += int64(bytes)
	all := b.underWay.Add(int64(bytes))
	if own := min(maxResponse, b.most); c.size > own {
		b.release(c)
		return problem.BadInput("size", "count", fmt.Sprintf("%s %d executions would be larger than %d MiB",
			what, executions, own>>20), "ask for fewer")
	}
	if c.size > smallResponse && all > b.most {
		b.release(c)
		return &Problem{Status: http.StatusServiceUnavailable, Type: "urn:ringer:busy", Title: "too much is under way",
			Detail: fmt.Sprintf("all answers under way would be larger than %d MiB together", b.most>>20),
			Hint:   "read them, ask for fewer executions, or start the mock with a larger bound"}
	}
	return nil
}

// release counts the call's response out: it has gone, or will not be made.
func (b *budget) release(c *call) {
	b.underWay.Add(-c.size)
	c.size = 0
}
