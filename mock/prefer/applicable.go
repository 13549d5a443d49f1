package prefer

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// Response says how a request will be answered, as far as it depends on that
// which preferences can be applied.
type Response struct {
	Operation string
	// Refusal is the status that the framework refuses the request with; 0 when
	// it lets it through.
	Refusal int
	// Scenario is the name of the one that answers.
	Scenario string
	// Replaced is the status of an answer of the scenario's own, in the place of
	// executions; 0 when executions answer. Turns tells that its rules let
	// executions answer other requests of the operation.
	Replaced int
	Turns    bool
	// OwnResults tells that the scenario brings results of its own.
	OwnResults bool
}

// Redirects tells whether the framework sends the client to another path. It
// leaves preferences for the request that follows.
func (r *Response) Redirects() bool { return r.Refusal == http.StatusTemporaryRedirect }

// Check is the error of the first preference that the response cannot show, as
// a *problem.Problem; nil when it can show all. It is asked before anything is
// done, so that nothing is half done.
func (p *Preferences) Check(r *Response) error {
	if r.Redirects() {
		return nil
	}
	for _, asked := range p.given {
		if why, hint := p.notApplicable(asked.Name, r); why != "" {
			return notApplicable(asked, why, hint)
		}
	}
	return nil
}

// CheckFound is the error of preferences for an execution, or for the good
// response, when there turned out to be none with that id.
func (p *Preferences) CheckFound(r *Response, execution string, status int) error {
	if r.Operation != schemas.Get || r.Replaced != 0 || status == http.StatusOK {
		return nil
	}
	for _, asked := range p.given {
		if aboutResponse(asked.Name) {
			return notApplicable(asked, "the dataset has no execution "+execution, "take an id from the list")
		}
	}
	return nil
}

// Applied are the preferences that the response shows. Those that it cannot
// show make the request an error, but for two: a redirect leaves them for the
// request that follows it, and a scenario that fails some requests for the others.
func (p *Preferences) Applied(r *Response) []string {
	var applied []string
	for _, asked := range p.given {
		if !aboutResponse(asked.Name) || !r.Redirects() && (asked.Name == "code" || r.Replaced == 0) {
			applied = append(applied, asked.String())
		}
	}
	return applied
}

// aboutResponse tells whether a preference says what is answered. The others
// hold for any response: they choose the world, or delay and spoil what comes.
func aboutResponse(preference string) bool {
	return slices.Contains([]string{"count", "status", "code"}, preference)
}

func notApplicable(p Preference, why, hint string) error {
	return problem.BadInput("preference", p.Name, fmt.Sprintf("%s cannot be applied: %s", p, why), hint)
}

// notApplicable says why a preference cannot be applied; "" when it can.
func (p *Preferences) notApplicable(preference string, r *Response) (why, hint string) {
	switch {
	case !aboutResponse(preference):
		return "", ""
	case r.Refusal != 0:
		return p.whyNotRefused(preference, r)
	case preference == "code":
		return "", ""
	case r.Replaced != 0:
		return whyNotReplaced(r)
	case r.Operation == schemas.Results && r.OwnResults:
		return "scenario " + r.Scenario + " brings results of its own", "choose another scenario as well"
	case preference == "count":
		return p.whyNotCounted(r)
	}
	return "", ""
}

// whyNotReplaced is where the answer of a rule stands in the place of
// executions. The request's own code never does: with count and status it is a
// contradiction, and over a rule's answer it wins (newPlan in mock/plan.go).
func whyNotReplaced(r *Response) (why, hint string) {
	if r.Turns {
		return "", ""
	}
	return fmt.Sprintf("scenario %s returns %d for this call and a body that is not made of executions",
		r.Scenario, r.Replaced), "choose another scenario as well"
}

// whyNotCounted is where executions answer.
func (p *Preferences) whyNotCounted(r *Response) (why, hint string) {
	switch {
	case r.Operation != schemas.List && r.Operation != schemas.Results:
		return r.Operation + " returns one execution", "use it where executions are listed"
	case r.Operation == schemas.Results && *p.Response.Count > world.MaxResultExecutions:
		return fmt.Sprintf("results are those of at most %d executions", world.MaxResultExecutions), "request fewer"
	}
	return "", ""
}

// whyNotRefused is where the framework refuses the request: another error may
// stand in its place, executions cannot.
func (p *Preferences) whyNotRefused(preference string, r *Response) (why, hint string) {
	code := p.Response.Code
	if preference == "code" && (code == r.Refusal || code >= 400 && r.Operation != "") {
		return "", ""
	}
	return fmt.Sprintf("the API refuses this request with %d %s", r.Refusal, http.StatusText(r.Refusal)),
		"leave the preference out to see the API's response"
}
