package rule

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// refusesUnauthenticated: without the right credential nothing is served. The service
// may choose how it refuses: 401, 403, 404, or a redirect to a login page.
func refusesUnauthenticated(x *observation.Observation, say *Recorder) {
	if x.Probe.Expect.Kind != exchange.Unauthorized || x.Status() == 0 {
		return
	}
	switch {
	case exchange.Success(x.Status()):
		say.Broke(Break{Expected: "status 401 or 403: " + x.Probe.Why, Got: x.StatusText(), Key: "served"})
	case x.Status() < 500 && x.Status() != http.StatusTooManyRequests:
		say.Kept()
	}
}

// minTelling is how long an id must be so that a text that contains it is likely to name it.
const minTelling = 6

// refusesWithoutData: a refusal contains no data that requires a credential. It may
// repeat what the request contained.
func refusesWithoutData() Checker {
	known := map[string]bool{}
	return Checker{See: func(x *observation.Observation, say *Recorder) {
		if x.Probe.Expect.Kind != exchange.Unauthorized {
			for _, r := range x.Distinct() {
				if len(known) < maxAmbiguous {
					known[r.ID()] = len(r.ID()) >= minTelling
					created, _ := r.Text(r.Jobs.Created) // a number may be anything
					known[strings.ToLower(created)] = created != ""
				}
			}
			return
		}
		if x.Response == nil || exchange.Success(x.Status()) || len(known) == 0 {
			return
		}
		content := bytes.ToLower(x.Response.Content)
		for id, telling := range known {
			if telling && bytes.Contains(content, []byte(id)) &&
				!strings.Contains(strings.ToLower(x.Request.Path), id) {
				say.Broke(Break{
					Expected: "a refusal without data", Got: "data of " + exchange.A(x.Jobs.Noun) + ", " + id, Key: "id",
				})
				return
			}
		}
		say.Kept()
	}}
}
