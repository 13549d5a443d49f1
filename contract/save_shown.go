package contract

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/schemas/display"
)

// A saved scenario must agree with itself: a job that a recorded list shows is found by its
// id, with what the list has shown, and a job that was only fetched is in the list. Otherwise
// the mock would serve generated data there, and a check of it would find that.

// maxFilled is how many jobs of one list are served by their ids; a check fetches fewer. Of
// more, the first and the last ones are.
const maxFilled = 200

// saving makes scenarios of the findings of one report.
type saving struct {
	api    *fixtures.API
	reader observation.Reader
	// parameter is the path parameter that names a job.
	parameter string
}

func newSaving(api *fixtures.API, r *Report) *saving {
	t := Target{API: api}.withDefaults()
	return &saving{api: t.api(), reader: observation.NewReader(t.Description, t.resources), parameter: r.JobParameter()}
}

// shown is a job as a response shows it.
type shown struct {
	id   string
	text json.RawMessage
}

// jobsIn returns the jobs that a complete, successful response shows, and what its operation
// does with them.
func (s *saving) jobsIn(x *Exchange) (all []shown, seen *observation.Observation) {
	seen = s.reader.Read(context.Background(), x)
	if x.Fault != nil || !exchange.Success(x.Status()) {
		return nil, seen
	}
	for _, record := range seen.Records() {
		if text := finding.ValueAt(x.Response.Shown(), record.Pointer); record.ID() != "" && text != nil {
			all = append(all, shown{record.ID(), text})
		}
	}
	if len(all) > maxFilled {
		all = append(slices.Clone(all[:maxFilled/2]), all[len(all)-maxFilled/2:]...)
	}
	return all, seen
}

// rules returns rules that repeat the exchanges, oldest first, and agree with each other. Of
// what is beside them, they repeat responses to other requests. changing says that the finding
// is about a job that changes: then requests by its id get what the last list has shown, too.
func (s *saving) rules(exchanges, beside []*Exchange, changing bool) ([]*fixtures.Rule, error) {
	listed, fetched := s.told(exchanges)
	var rules []*fixtures.Rule
	for _, x := range exchanges {
		answer, err := responseOf(x)
		if err != nil {
			return nil, err
		}
		id := x.Probe.Inputs.Get(s.parameter)
		bound := listed.has(id) || fetched.has(id)
		rules = withResponse(rules, x.Probe.Operation, s.path(x.Probe.Inputs, bound), "as the service returned it", answer)
	}
	for _, x := range beside {
		path := s.path(x.Probe.Inputs, true)
		if answer, err := responseOf(x); err == nil && ruleFor(rules, x.Probe.Operation, path) == nil {
			rules = withResponse(rules, x.Probe.Operation, path, "as the service returned it", answer)
		}
	}
	for _, list := range listed.last {
		for _, job := range list.jobs {
			in := list.in.With(s.parameter, job.id)
			rules = s.fill(rules, list.of.Get, in, job.text, "as the list has shown it")
			if get := ruleFor(rules, list.of.Get, s.path(in, true)); changing && get != nil && get.Responses[len(get.Responses)-1].Text != string(job.text) {
				get.Responses = append(get.Responses, fromList(job.text))
			}
		}
	}
	for _, get := range fetched.last {
		list := append(append(json.RawMessage("["), get.jobs[0].text...), ']')
		if get.of.List != "" && len(listed.last) == 0 {
			rules = s.fill(rules, get.of.List, get.in.Without(s.parameter), list, "with what was fetched")
		}
	}
	return rules, nil
}

// path are the inputs by which a rule knows a request: with the id of the job when the mock
// shows that job elsewhere, and of any job otherwise.
func (s *saving) path(in Inputs, bound bool) map[string]string {
	if !bound {
		in = in.Without(s.parameter)
	}
	path := map[string]string{}
	for _, p := range in {
		path[p.Name] = p.Value
	}
	return path
}

// fill adds a rule that serves a body unless a rule for the same request is there.
func (s *saving) fill(rules []*fixtures.Rule, operation string, in Inputs, body []byte, how string) []*fixtures.Rule {
	path := s.path(in, true)
	if operation == "" || ruleFor(rules, operation, path) != nil {
		return rules
	}
	return withResponse(rules, operation, path, how, fromList(body))
}

// fromList is a response with a job as a list has shown it.
func fromList(body []byte) fixtures.Response {
	return fixtures.ResponseOf(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, body)
}

// told is what the latest responses of one role show: lists, or single jobs.
type told struct{ last []toldBy }

type toldBy struct {
	of   *observation.Jobs
	in   Inputs
	jobs []shown
}

func (t told) has(id string) bool {
	return id != "" && slices.ContainsFunc(t.last, func(by toldBy) bool {
		return slices.ContainsFunc(by.jobs, func(job shown) bool { return strings.EqualFold(job.id, id) })
	})
}

// told returns what the latest list of each collection shows, and the latest response to each
// request for a job that shows that job and no other.
func (s *saving) told(exchanges []*Exchange) (listed, fetched told) {
	for _, x := range exchanges {
		jobs, seen := s.jobsIn(x)
		to := &listed
		switch {
		case seen.Role == observation.RoleGet && len(jobs) == 1 && strings.EqualFold(jobs[0].id, x.Probe.Inputs.Get(s.parameter)):
			to = &fetched
		case seen.Role != observation.RoleList || len(jobs) == 0:
			continue
		}
		to.last = slices.DeleteFunc(to.last, func(by toldBy) bool { return slices.Equal(by.in, x.Probe.Inputs) })
		to.last = append(to.last, toldBy{seen.Jobs, x.Probe.Inputs, jobs})
	}
	return listed, fetched
}

// mockAddress is the default address of ringer serve.
const mockAddress = "http://127.0.0.1:4010"

// request returns curl commands that get the response of a finding from the mock.
func (s *saving) request(f *Finding, made *fixtures.Scenario) string {
	q := f.Exchange.Request
	plain := exchange.Request{Method: q.Method, URL: mockAddress + q.Path, Body: q.Body}
	for _, h := range q.Header {
		if !recording.SecretName(h.Name) {
			plain.Header = append(plain.Header, h)
		}
	}
	command := plain.Curl(exchange.CurlOptions{}, nil)
	if n := s.position(f, made); n > 1 {
		return fmt.Sprintf("for i in $(seq %d); do %s; done", n, command)
	}
	return command
}

// position is the number of a finding's response among those to the same request.
func (s *saving) position(f *Finding, made *fixtures.Scenario) int {
	for _, rule := range made.Rules {
		in := f.Exchange.Probe.Inputs
		bound := rule.When.Path[s.parameter] != ""
		if rule.When.Operation == f.Exchange.Probe.Operation && maps.EqualFunc(rule.When.Path, s.path(in, bound), strings.EqualFold) {
			return len(rule.Responses)
		}
	}
	return 1
}

// holds says what a scenario repeats, for those who look at it.
func (s *saving) holds(f *Finding, made *fixtures.Scenario) string {
	counts, order := map[string]int{}, []string{}
	for _, rule := range made.Rules {
		if counts[rule.When.Operation] == 0 {
			order = append(order, rule.When.Operation)
		}
		counts[rule.When.Operation] += len(rule.Responses)
	}
	var parts []string
	for _, operation := range order {
		parts = append(parts, exchange.Count(counts[operation], "response")+" of "+operation)
	}
	return fmt.Sprintf("It holds %s. %s %s gets the broken one as response %d.", strings.Join(parts, ", "),
		f.Exchange.Request.Method, display.Excerpt(f.Exchange.Request.Path, exchange.ExcerptLength), s.position(f, made))
}
