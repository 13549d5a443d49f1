package scenario

import (
	"net/http"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/pydantic"
)

// Request is what a scenario uses of a request: its rules match it, its templates read
// values from it.
type Request struct {
	Operation string
	// Params are the path's parameters by name.
	Params map[string]string
	Host   string
	Header http.Header
	Body   []byte
	// Nth is the number of this request among those of this operation with these
	// parameters, from 1.
	Nth  int
	Now  time.Time
	Seed uint64
	// Times is how times are written.
	Times pydantic.TimeForm
	// Room is where the memory of template output is counted.
	Room *budget.Room
}

// values returns those of a header, including Host, which net/http keeps elsewhere.
func (r *Request) values(name string) []string {
	if strings.EqualFold(name, "Host") {
		return []string{recording.Redaction{}.Host(r.Host)}
	}
	return r.Header.Values(name)
}

// cookie returns the value of the cookie of that name, and whether there is one.
func (r *Request) cookie(name string) (string, bool) {
	c, err := (&http.Request{Header: r.Header}).Cookie(name)
	if err != nil {
		return "", false
	}
	return c.Value, true
}
