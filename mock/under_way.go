package mock

import (
	"fmt"
	"net/http"
)

const (
	// maxAnswer bounds a list in bytes: a hundred thousand executions of the
	// usual size fit, those with a text of 64 KiB each do not.
	maxAnswer = 256 << 20
	// smallAnswer is what always goes out, however much is under way.
	smallAnswer = 1 << 20
)

// grow counts bytes of the answer that the call is making, and refuses what
// makes it too large, by itself or together with all others under way: whoever
// reads slowly keeps the mock from forgetting what it made.
func (c *call) grow(bytes int, what string, executions int) error {
	m := c.session.mock
	c.size += int64(bytes)
	all := m.underWay.Add(int64(bytes))
	most := max(smallAnswer, m.config.MaxAnswers)
	if own := min(maxAnswer, most); c.size > own {
		c.done()
		return badInput("size", "count", fmt.Sprintf("%s %d executions would be larger than %d MiB",
			what, executions, own>>20), "ask for fewer")
	}
	if c.size > smallAnswer && all > most {
		c.done()
		return &Problem{Status: http.StatusServiceUnavailable, Type: "urn:ringer:busy", Title: "too much is under way",
			Detail: fmt.Sprintf("all answers under way would be larger than %d MiB together", most>>20),
			Hint:   "read them, ask for fewer executions, or start the mock with a larger bound"}
	}
	return nil
}

// done counts the call's answer out: it has gone, or will not be made.
func (c *call) done() {
	c.session.mock.underWay.Add(-c.size)
	c.size = 0
}
