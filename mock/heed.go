package mock

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// applied are the request's own preferences that had a say. Those that cannot
// have one make the request an error, but for two: a redirect leaves them for
// the request that follows it, and a scenario that fails some calls for the
// others.
func (c *call) applied() []string {
	var applied []string
	for _, p := range c.wish.applied {
		if !aboutAnswer(p.name) || !c.redirects() && (p.name == "code" || c.plan.operates()) {
			applied = append(applied, p.String())
		}
	}
	return applied
}

// aboutAnswer tells whether a preference says what is answered. The others
// hold for any answer: they choose the world, or spoil and delay what comes.
func aboutAnswer(preference string) bool {
	return slices.Contains([]string{"count", "status", "code"}, preference)
}

// unheeded is the error of a preference that this call's answer cannot show. It
// comes before anything is done, so that nothing is half done.
func (c *call) unheeded() error {
	if c.redirects() {
		return nil
	}
	for _, p := range c.wish.applied {
		if why, hint := c.hindrance(p.name); why != "" {
			return cannotApply(p, why, hint)
		}
	}
	return nil
}

func cannotApply(p preference, why, hint string) error {
	return badInput("preference", p.name, fmt.Sprintf("%s cannot be applied: %s", p, why), hint)
}

// hindrance says why a preference cannot be applied; "" when it can.
func (c *call) hindrance(preference string) (why, hint string) {
	switch {
	case !aboutAnswer(preference):
		return "", ""
	case c.refusal != nil:
		return c.refusalHinders(preference)
	case preference == "code":
		return "", ""
	case !c.plan.operates():
		return c.ruleHinders()
	case c.operation == schemas.Results && c.plan.scenario.Results != nil:
		return "scenario " + c.plan.scenario.Name + " brings results of its own", "ask for another scenario as well"
	case preference == "count":
		return c.countHinders()
	}
	return "", ""
}

// ruleHinders is the hindrance where the answer of a rule stands in the place
// of executions. The request's own code never does: see contradiction.
func (c *call) ruleHinders() (why, hint string) {
	if c.plan.turns {
		return "", ""
	}
	return fmt.Sprintf("scenario %s answers this call with %d and a body that is not made of executions",
		c.plan.scenario.Name, c.plan.answer.status()), "ask for another scenario as well"
}

// countHinders is the hindrance of a count where executions answer.
func (c *call) countHinders() (why, hint string) {
	switch {
	case c.operation != schemas.List && c.operation != schemas.Results:
		return c.operation + " answers with one execution", "ask for it where executions are listed"
	case c.operation == schemas.Results && *c.plan.count > maxResultExecutions:
		return fmt.Sprintf("results are those of at most %d executions", maxResultExecutions), "ask for fewer"
	}
	return "", ""
}

// refusalHinders is the hindrance where the framework refuses the request:
// another error may stand in its place, executions cannot.
func (c *call) refusalHinders(preference string) (why, hint string) {
	code := c.wish.answer.Code
	if preference == "code" && (code == c.refusal.Status || code >= 400 && c.operation != "") {
		return "", ""
	}
	return fmt.Sprintf("the API refuses this request with %d %s", c.refusal.Status, http.StatusText(c.refusal.Status)),
		"leave the preference out to see the API's answer"
}

// missed is the error of a preference for executions, or for the good answer,
// when there turned out to be none with that id.
func (c *call) missed() error {
	if c.operation != schemas.Get || !c.plan.operates() || c.answer.Status == http.StatusOK {
		return nil
	}
	for _, p := range c.wish.applied {
		if aboutAnswer(p.name) {
			return cannotApply(p, "the dataset has no execution "+c.execution(), "take an id from the list")
		}
	}
	return nil
}

// redirects tells whether the framework sends the client to another path.
func (c *call) redirects() bool {
	return c.refusal != nil && c.refusal.Status == http.StatusTemporaryRedirect
}
