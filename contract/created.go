package contract

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/schemas/display"
)

// creation is a job that a request of the check has created, or may have: a
// response that got lost, or that is an internal error, does not tell.
type creation struct {
	probe  Probe
	id     string // as the response shows it; empty when it shows none
	sure   bool
	refuse bool // the service should have refused it
	ended  bool // it was last seen in a final state
	// own reports whether the id is one that no list has shown before: only then it is
	// certainly that of a job which the check has created.
	own  bool
	jobs *observation.Jobs
}

// noteCreated remembers what a request may have created. Only a 4xx, and the status of a
// method that is not implemented, show that it created nothing.
func (r *run) noteCreated(x *observation.Observation) {
	if x == nil || x.Role != observation.RoleCreate || x.Probe.HTTPMethod() != http.MethodPost || createdNothing(x.Exchange) {
		return
	}
	c := &creation{
		probe: x.Probe, jobs: x.Jobs, sure: exchange.Success(x.Status()),
		refuse: x.Probe.Expect.Kind == exchange.Refused || x.Probe.Expect.Kind == exchange.Unauthorized,
	}
	if c.sure {
		var body any
		decoder := json.NewDecoder(bytes.NewReader(x.Response.Shown()))
		decoder.UseNumber()
		if decoder.Decode(&body) == nil && !decoder.More() {
			shown := r.judge.Reader.Record(x.Probe.Operation, body)
			c.id = shown.ID()
			c.ended = shown.Final()
		}
		if r.known != nil && c.id == "" {
			c.id = x.CreatedID()
		}
	}
	if canonical, ok := x.Jobs.Job.Form.Canonical(c.id); ok && !r.mayBeOlder(x.Probe, canonical) {
		c.id, c.own = canonical, true
	}
	r.created = append(r.created, c)
}

// mayBeOlder reports whether a job may have existed before the check created one.
func (r *run) mayBeOlder(created Probe, id string) bool {
	if r.known != nil {
		return r.known.MayBeOlder(created, id)
	}
	return r.learned == nil || r.learned.MayBeOlder(id)
}

func createdNothing(x *Exchange) bool {
	if x.Fault != nil && x.Fault.Kind == exchange.Unreachable {
		return true
	}
	return x.Status() >= 300 && x.Status() < 500 || x.Status() == http.StatusNotImplemented
}

// full reports whether no more job may be created.
func (r *run) full() bool { return len(r.created) >= r.target.MaxCreated }

// leaveOut notes that requests which might create jobs were not sent.
func (r *run) leaveOut(kind probe.Phase, n int) {
	r.use(kind.Name).wanted += n
	r.note("%s of %q not sent: no more than %s may be created (--max-created)",
		exchange.Count(n, "request"), kind.Name, exchange.Count(r.target.MaxCreated, r.target.jobs.Noun))
}

// noteStatus remembers how a job was last seen.
func (r *run) noteStatus(id string, last observation.Record) {
	for _, c := range r.created {
		if last.Status() != "" && c.id == id {
			c.ended = last.Final()
		}
	}
}

// tellStarted says what may cost money, however the run ends.
func (r *run) tellStarted() {
	var started, unsure []string
	for _, c := range r.created {
		if c.sure {
			started = append(started, c.String())
		} else {
			unsure = append(unsure, c.String())
		}
	}
	if len(started) > 0 {
		r.note("started, which may cost money: %s", strings.Join(started, ", "))
	}
	if len(unsure) > 0 {
		r.note("perhaps started, which may cost money: %s; no response tells", strings.Join(unsure, ", "))
	}
}

// String names a job by its id, and by the request where that is not known or had to
// be refused.
func (c *creation) String() string {
	text := display.Excerpt(c.id, 60)
	if c.id == "" {
		text = exchange.A(c.jobs.Noun) + " without a known id"
	}
	switch {
	case c.refuse && c.sure:
		text += " (by " + c.probe.ID + ", which has to be refused)"
	case c.refuse || c.id == "":
		text += " (by " + c.probe.ID + ")"
	}
	return text
}
