package contract

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/display"
)

// RequestPlan lists every request that Check may send to a target. What only responses
// tell is shown as a name in braces: {NOUN_id}, with the API's word for a job, is a job of a
// list, or a made-up one where lists are empty; {created_id} is one that the check has
// created; a path parameter in braces is that of a collection which the service lists;
// {smaller_id} is an invalid id that is shorter or plainer than one in the plan. A name in
// capitals is an id in capitals.
type RequestPlan struct {
	// Target is the address of the service.
	Target string `json:"target"`
	// Most is how many requests are sent at most, apart from those that are repeated.
	// It exceeds MaxRequests when some of them may be left out.
	Most int `json:"most"`
	// MaxRequests bounds the run, with all that is repeated.
	MaxRequests int `json:"maxRequests"`
	// MaxCreated bounds the jobs that are created; 0 when nothing may be.
	MaxCreated int `json:"maxCreated"`
	// MaxRepeats is how often one request is repeated after a 429.
	MaxRepeats int `json:"maxRepeats"`
	// MaxLate is how often one for a job of a list is repeated after a 404, when the
	// job was created only moments before.
	MaxLate int `json:"maxLate"`
	// Probes are the kinds of probes in the order in which they are sent. When MaxRequests
	// does not allow all of them, the last are left out.
	Probes []PlannedProbes `json:"probes"`
	// Noun is the word for a job. Explored reports whether the plan is that of an API other
	// than the built-in one, in which a name in braces is an id that the service lists.
	Noun     string `json:"-"`
	Nouns    string `json:"-"` // of several
	Explored bool   `json:"-"`
}

// PlannedProbes are the requests of one kind of probe.
type PlannedProbes struct {
	Name string `json:"name"`
	Why  string `json:"why"`
	// Most is how many of the requests are sent at most. It is less than their sum when
	// they exclude each other.
	Most     int              `json:"most"`
	Requests []PlannedRequest `json:"requests"`
}

// PlannedRequest is one request, or several with the same method and path.
type PlannedRequest struct {
	Method string `json:"method"`
	// Path is the path as sent, escaped, with names in braces for what is not known yet.
	Path string `json:"path"`
	Why  string `json:"why"`
	// Most is how often it is sent at most.
	Most int `json:"most"`
	// If is the condition under which it is sent; empty when there is none.
	If string `json:"if,omitempty"`
}

// conditions are those of planned requests.
type conditions struct{ empty, started, ended, running string }

func (r *run) conditions() conditions {
	one := exchange.A(r.target.jobs.Noun)
	return conditions{
		empty:   "the given " + exchange.Plural(r.target.jobs.Collection) + " are empty",
		started: one + " was started",
		ended:   one + " that was started has ended well",
		running: one + " that was started has not ended",
	}
}

const ifBroken = "a response to an invalid id breaks a rule"

// Plan returns every request that Check may send to a target, and sends none. It returns
// the same errors about the target as Check.
func Plan(target Target) (*RequestPlan, error) {
	if err := target.Validate(); err != nil {
		return nil, err
	}
	r, err := newRun(target.withDefaults())
	if err != nil {
		return nil, err
	}
	if problems := r.judge.Defects.Problems(); len(problems) > 0 {
		return nil, problems[0]
	}
	return r.announced, nil
}

// JSON writes the plan as one indented JSON document.
func (p *RequestPlan) JSON(w io.Writer) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		return err
	}
	_, err := w.Write(display.JSON(b.Bytes()))
	return err
}
