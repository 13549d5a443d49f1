package contract

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/explore"
	"github.com/ringer-api/ringer/contract/probe"
)

// course is one way that a run may take: the collections that it goes on with, and
// those of them that have jobs.
type course struct {
	collections, filled []Inputs
	condition           string
}

// courses are all ways that a run may take.
func (r *run) courses() []course {
	named := r.named
	all := []course{{named, named, ""}}
	condition := r.conditions().empty
	switch {
	case len(named) == 0:
		all, condition = nil, ""
	case r.target.AllowWrites, !r.mayDiscover():
		return all
	}
	var found []Inputs
	for number := range maxFound {
		found = append(found, probe.Found(r.target.jobs, number))
		all = append(all, course{slices.Concat(found, named), slices.Clone(found), condition})
	}
	return all
}

// announce plans the run before anything is known. Whatever a run sends is sent by the
// same phases and probes, and only as often as is announced here: see afford.
func (r *run) announce() *RequestPlan {
	m := &planner{run: r, plan: &RequestPlan{
		Target: r.target.URL, MaxRequests: r.target.MaxRequests, MaxRepeats: maxThrottled, MaxLate: len(settleSteps),
		Probes: []PlannedProbes{}, Noun: r.target.jobs.Noun, Nouns: exchange.Plural(r.target.jobs.Noun), Explored: r.known != nil,
	}}
	if r.known != nil {
		m.exploring()
		return m.plan
	}
	if len(r.named) == 0 {
		m.looking("")
	}
	polled := 0
	for i, p := range r.kinds.Phases {
		m.phase(p, i == 0, polled)
		polled += p.Polls
		if i == 0 && len(r.named) > 0 && !r.target.AllowWrites {
			m.looking(r.conditions().empty)
		}
	}
	if r.target.AllowWrites {
		m.plan.MaxCreated = r.target.MaxCreated
		m.creating()
	}
	m.add(r.kinds.Minimizing, maxMinimizing, m.smaller...)
	return m.plan
}

// planner makes a plan, kind by kind.
type planner struct {
	run     *run
	plan    *RequestPlan
	smaller []announced // what minimizing may send
}

// announced are probes that may be sent on one course, each of them up to times times.
type announced struct {
	probes    []Probe
	times     int
	condition string
}

// phase announces a phase on every course; the first is over before any is chosen where
// collections were named.
func (m *planner) phase(p probe.Phase, first bool, polled int) {
	var all []announced
	for _, c := range m.run.courses() {
		if first && c.condition != "" {
			continue
		}
		target := m.run.target
		target.Collections = c.collections
		probes := p.All(target.probing(), probe.Foreseen(target.jobs, c.filled...), polled)
		all = append(all, announced{probes, 1, c.condition})
		m.minimizing(probes, c.condition)
	}
	m.add(p, m.run.target.MaxRequests, all...)
}

// minimizing announces smaller ids for the probes that have an invalid one: any of them
// may be minimized, with all the requests that there are for that.
func (m *planner) minimizing(probes []Probe, condition string) {
	if condition != "" {
		condition = ", and " + condition
	}
	var smaller []Probe
	places := map[string]bool{}
	for _, p := range probes {
		place := p.Operation + " " + p.InvalidInput
		if p, ok := probe.Minimized(p); ok && !places[place] {
			places[place] = true
			p.Why = "a smaller invalid id"
			smaller = append(smaller, p)
		}
	}
	m.smaller = append(m.smaller, announced{smaller, maxMinimizing, ifBroken + condition})
}

// looking announces that collections are looked for.
func (m *planner) looking(condition string) {
	if !m.run.mayDiscover() {
		return
	}
	j, kinds := m.run.target.jobs, m.run.kinds
	var found []Inputs
	for number := range maxAbove * maxPerAbove {
		found = append(found, probe.Found(j, number))
	}
	var probes []Probe
	for i, p := range j.Scope {
		above := []Inputs{{}}
		if i > 0 {
			var listed []Inputs
			for _, in := range found {
				listed = append(listed, in[:i:i])
			}
			above = m.run.aboveToAsk(listed, i)
		}
		for _, in := range above {
			probes = append(probes, m.run.discovery(in.Into(p.Lists)))
		}
	}
	m.add(kinds.Looking, len(probes), announced{probes, 1, condition})
	target := m.run.target
	target.Collections = found
	lists := kinds.Found.All(target.probing(), probe.Foreseen(j), 0)
	m.add(kinds.Found, len(lists), announced{lists, 1, condition})
}

// creating announces what needs leave to write.
func (m *planner) creating() {
	j, kinds, in := m.run.target.jobs, m.run.kinds, m.run.named[0]
	c, why := m.run.creates(probe.Foreseen(j, in), in)
	if why != "" {
		return
	}
	refused := slices.Concat(c.unauthenticated, c.invalid)
	m.add(kinds.Refusals, len(refused), announced{refused, 1, ""})
	starts := c.starts[:min(len(c.starts), m.run.target.MaxCreated)]
	m.add(kinds.Creates, len(starts), announced{starts, 1, ""})
	when := m.run.conditions()
	list, single := probe.Looks(j, in, probe.Created(j, in).Get(j.Job.Name))
	look := possible(list, single)
	looks := looksIn(m.run.target.Watch, len(starts), m.run.target.MaxRequests)
	m.add(kinds.Looks, looks*len(look), announced{look, looks, when.started})
	if j.Result != "" {
		has, list := probe.ResultLooks(j, in)
		results := possible(has, list)
		looks := (1 + len(settleSteps)) * len(starts)
		m.add(kinds.Results, looks*len(results), announced{results, looks, when.ended})
	}
	if cleaner := m.run.cleaners[j]; cleaner != nil {
		var cancels []Probe
		for _, p := range slices.Concat(refused, starts) {
			cancels = append(cancels, cleaner.cancel(probe.Created(j, p.Inputs)))
		}
		m.add(kinds.Cancels, m.run.target.MaxCreated, announced{cancels, 1, when.running})
	}
}

// possible leaves out probes of operations that the API does not have.
func possible(probes ...Probe) []Probe {
	return slices.DeleteFunc(probes, func(p Probe) bool { return p.Operation == "" })
}

// shown is a path with names in braces for what is not known yet.
func (m *planner) shown(path string) string {
	if m.run.known != nil {
		return explore.Placeholders(path)
	}
	return probe.Placeholders(m.run.target.jobs, path)
}

// add announces one kind of probe: of each request as many as the course has that sends
// it most often, and no more than most in all.
func (m *planner) add(kind probe.Phase, most int, courses ...announced) {
	out := PlannedProbes{Name: kind.Name, Why: kind.Why, Requests: []PlannedRequest{}}
	index := map[[2]string]int{}
	for _, c := range courses {
		counts := map[int]int{}
		for _, p := range m.run.target.planned(c.probes) {
			sent := m.run.client.Request(p)
			key := [2]string{sent.Method, m.shown(sent.Path)}
			at, known := index[key]
			if !known {
				at = len(out.Requests)
				index[key] = at
				out.Requests = append(out.Requests, PlannedRequest{Method: key[0], Path: key[1], If: c.condition})
			}
			counts[at] += c.times
			request := &out.Requests[at]
			request.Most = min(max(request.Most, counts[at]), most)
			if !slices.Contains(strings.Split(request.Why, "; "), p.Why) {
				request.Why = strings.TrimPrefix(request.Why+"; "+p.Why, "; ")
			}
		}
		out.Most = min(max(out.Most, len(c.probes)*c.times), most)
	}
	m.run.use(kind.Name).most = out.Most
	if out.Most > 0 {
		m.plan.Probes = append(m.plan.Probes, out)
		m.plan.Most += out.Most
	}
}
