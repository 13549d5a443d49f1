package probe

import (
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// Kinds are the kinds of probes of a run, in the words of an API.
type Kinds struct {
	// Phases is the plan of a run: all probes, in order. The polls are spread over all of
	// it: about twenty requests for the same list find a fault in every tenth response, and
	// a job that returns to an earlier state.
	Phases []Phase
	// The others depend on single responses.
	Looking, Found, Refusals, Creates, Looks, Results, Cancels, Minimizing Phase
}

// KindsOf returns the kinds of probes for an API.
func KindsOf(j *observation.Jobs) *Kinds {
	one, many, collections := exchange.A(j.Noun), exchange.Plural(j.Noun), exchange.Plural(j.Collection)
	ids, unusual := "valid ids", "ids"
	switch strict := j.StrictForm(); {
	case strict.UUID():
		ids, unusual = "UUIDs", "UUIDs"
	case strict.Integer():
		ids = "integers"
	}
	return &Kinds{
		Phases: []Phase{
			{"valid ids", "what exists is served", validProbes, 0},
			{many + " of the list", "what is listed can be fetched", takenProbes, 2},
			{"invalid ids", "ids that are not " + ids + " are refused", wrongProbes, 4},
			{"unusual ids", "unusual " + unusual + " are served or properly refused", unusualProbes, 4},
			{"hostile ids", "no id makes the service fail", hostileProbes, 2},
			{"methods and paths", "what is not documented is not served", routeProbes, 2},
			{"random invalid ids", "other ids that are not " + ids + " are refused too", drawnProbes, 3},
			{"credentials", "nothing is served without the credential", credentialProbes, 0},
			{"the list again", "jobs move on, but not back", nil, 3},
		},
		Looking:    Phase{Name: "looking for " + collections, Why: "the service lists what to check"},
		Found:      Phase{Name: collections + " found", Why: "which of them have " + many, Probes: Lists},
		Refusals:   Phase{Name: "requests that must be refused", Why: "invalid creates are refused"},
		Creates:    Phase{Name: "starting " + one, Why: "valid creates start " + many},
		Looks:      Phase{Name: "watching the " + j.Noun, Why: many + " that were started are shown until they end"},
		Results:    Phase{Name: "results of the " + j.Noun, Why: many + " that ended well have results"},
		Cancels:    Phase{Name: "cancelling " + many, Why: "nothing that the check has started is left running"},
		Minimizing: Phase{Name: "smaller requests", Why: "the smallest id that still shows a finding"},
	}
}
