package contract

import (
	"bytes"
	"net/http"
	"strings"
)

// refusesStrangers: without the right credential nothing is served. How it is
// refused is the service's matter: 401, 403, 404, or a way to a login page.
func refusesStrangers(x *observation, say *ruling) {
	if x.Probe.Expect.Kind != Unauthorized || x.status() == 0 {
		return
	}
	switch {
	case success(x.status()):
		say.broke(Break{Expected: "status 401 or 403: " + x.Probe.Why, Got: x.gotStatus(), Key: "served"})
	case x.status() < 500 && x.status() != http.StatusTooManyRequests:
		say.kept()
	}
}

// leaksNothing: a refusal says nothing that only those who are let in may know.
// It may repeat what was asked.
func leaksNothing() judgement {
	known := map[string]bool{}
	return judgement{see: func(x *observation, say *ruling) {
		if x.Probe.Expect.Kind != Unauthorized {
			for _, r := range x.distinct() {
				if len(known) < maxDoubts {
					known[r.ID()] = true
					created, _ := r.Text("created_at")
					known[strings.ToLower(created)] = created != ""
				}
			}
			return
		}
		if x.Answer == nil || success(x.status()) || len(known) == 0 {
			return
		}
		content := bytes.ToLower(x.Answer.Content)
		for id, telling := range known {
			if telling && bytes.Contains(content, []byte(id)) &&
				!strings.Contains(strings.ToLower(x.Request.Path), id) {
				say.broke(Break{
					Expected: "a refusal without data", Got: "what an execution holds, " + id, Key: "id",
				})
				return
			}
		}
		say.kept()
	}}
}
