package prefer

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Response is what decides about a response before it is made, as far as preferences depend
// on it.
type Response struct {
	Operation string
	// Role is what the operation does with jobs.
	Role jobs.Role
	// Refusal is the status code with which the framework refuses the request; 0 when it
	// accepts it.
	Refusal int
	// Scenario is the name of the scenario that responds.
	Scenario string
	// Replaced is the status code of a response that the scenario gives instead of
	// jobs; 0 for jobs. Turns reports that its rules respond with jobs
	// to other requests of the operation.
	Replaced int
	Turns    bool
	// Waited reports that the response has waited for the end of its job.
	Waited bool
	// OwnResults reports that the scenario contains results of its own.
	OwnResults bool
}

// Redirects reports whether the framework redirects the client to another path. Preferences
// are then left to the request that follows.
func (r *Response) Redirects() bool { return r.Refusal == http.StatusTemporaryRedirect }

// Check returns an error for the first preference that the response cannot follow, a
// *problem.Problem; nil when it can follow all. It is called before the request has any
// effect.
func (p *Preferences) Check(r *Response) error {
	if r.Redirects() {
		return nil
	}
	for _, asked := range p.given {
		if why, hint := p.notApplicable(asked.known.name, r); why != "" {
			return notApplicable(asked, why, hint)
		}
	}
	return nil
}

// CheckFound returns an error for preferences about a job, or about a response with status
// 200, when no job with that id was found.
func (p *Preferences) CheckFound(r *Response, job string, status int) error {
	if r.Role != jobs.GetRole || r.Replaced != 0 || status == http.StatusOK {
		return nil
	}
	for _, asked := range p.given {
		if aboutResponse(asked.known.name) {
			return notApplicable(asked, "there is no job "+job, "take an id from the list")
		}
	}
	return nil
}

// Applied returns the preferences that the response follows. Preferences that it cannot
// follow are errors, with two exceptions: a redirect leaves them to the request that
// follows, and a scenario that fails some requests leaves them to the others.
func (p *Preferences) Applied(r *Response) []string {
	var applied []string
	for _, asked := range p.given {
		if asked.known.name == nameWait && !r.Waited {
			continue
		}
		if !aboutResponse(asked.known.name) || !r.Redirects() && (asked.known.name == nameCode || r.Replaced == 0) {
			applied = append(applied, asked.String())
		}
	}
	return applied
}

// aboutResponse reports whether a preference is about the status code or the jobs of
// the response. The others apply to any response: they choose the data, or delay or break it.
func aboutResponse(preference string) bool {
	return slices.Contains([]string{nameCount, nameStatus, nameCode}, preference)
}

func notApplicable(p Preference, why, hint string) error {
	return problem.BadInput("preference", p.Name, fmt.Sprintf("%s cannot be applied: %s", p, why), hint)
}

// notApplicable returns why a preference cannot be applied; "" when it can.
func (p *Preferences) notApplicable(preference string, r *Response) (why, hint string) {
	switch {
	case !aboutResponse(preference):
		return "", ""
	case r.Refusal != 0:
		return p.whyNotRefused(preference, r)
	case preference == nameCode:
		return "", ""
	case r.Replaced != 0:
		return whyNotReplaced(r)
	case r.Role == jobs.ResultsRole && r.OwnResults:
		return "scenario " + r.Scenario + " has results of its own", "choose another scenario as well"
	case preference == nameCount:
		return p.whyNotCounted(r)
	}
	return "", ""
}

// whyNotReplaced is for a rule's response in place of jobs. It is not called for the
// request's own code: with count and status that is a contradiction, and it takes
// precedence over a rule's response (newPlan in mock/plan.go).
func whyNotReplaced(r *Response) (why, hint string) {
	if r.Turns {
		return "", ""
	}
	return fmt.Sprintf("scenario %s returns %d for this call and a body that is not made of jobs",
		r.Scenario, r.Replaced), "choose another scenario as well"
}

// whyNotCounted is for a response with jobs.
func (p *Preferences) whyNotCounted(r *Response) (why, hint string) {
	switch {
	case r.Role != jobs.ListRole && r.Role != jobs.ResultsRole:
		return r.Operation + " returns one job", "use it where jobs are listed"
	case r.Role == jobs.ResultsRole && *p.Response.Count > world.MaxResultJobs:
		return fmt.Sprintf("results are those of at most %d jobs", world.MaxResultJobs), "request fewer"
	}
	return "", ""
}

// whyNotRefused is for a request that the framework refuses: another error may be returned
// instead, but not jobs.
func (p *Preferences) whyNotRefused(preference string, r *Response) (why, hint string) {
	code := p.Response.Code
	if preference == nameCode && (code == r.Refusal || code >= 400 && r.Operation != "") {
		return "", ""
	}
	return fmt.Sprintf("the API refuses this request with %d %s", r.Refusal, http.StatusText(r.Refusal)),
		"leave the preference out to see the API's response"
}
