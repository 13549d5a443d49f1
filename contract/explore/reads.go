package explore

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// How many requests of one operation there are: for single jobs, for lists of jobs, which
// may be below several parents, and for all others.
const (
	mostJobs  = 6
	mostLists = 4
	mostOther = 2
	// many is from how many operations on the others are asked once.
	many = 60
)

// most is how often an operation is asked for what exists.
func (m *Map) most(o *operation) int {
	switch {
	case o.jobs != nil && o.place.Role == jobs.ListRole:
		return max(1, mostLists/m.alike(o))
	case o.jobs != nil && (o.place.Role == jobs.GetRole || o.place.Role == jobs.StatusGetRole):
		return max(1, mostJobs/m.alike(o))
	case o.jobs != nil && o.place.Role == jobs.ResultsRole:
		return mostOther
	case len(m.all) > many || len(o.slots) == 0:
		return 1
	}
	return mostOther
}

// alike is how many operations do the same with the same jobs.
func (m *Map) alike(o *operation) (n int) {
	for _, other := range m.all {
		if other.jobs == o.jobs && other.place.Role == o.place.Role {
			n++
		}
	}
	return n
}

// Lists are the requests of operations that need no id.
func (k *Known) Lists() (all []exchange.Probe) {
	for _, o := range k.m.reads() {
		if len(o.slots) == 0 {
			all = append(all, k.read(o, choice{sure: true}))
		}
	}
	return k.plan(all)
}

// HasLists reports whether there is an operation that needs no id.
func (k *Known) HasLists() bool {
	return slices.ContainsFunc(k.m.reads(), func(o *operation) bool { return len(o.slots) == 0 })
}

// Listed are the requests for what the service has shown to exist, of operations that were
// not asked before.
func (k *Known) Listed(settle time.Duration) (all []exchange.Probe) {
	for _, o := range k.m.reads() {
		if len(o.slots) == 0 || k.asked[o.ID] > 0 {
			continue
		}
		choices := k.choices(o.slots, k.m.most(o))
		if o.place.Role != jobs.GetRole && o.place.Role != jobs.StatusGetRole {
			choices = k.below(o.slots, k.m.most(o))
		}
		for _, c := range choices {
			if c.sure {
				p := k.read(o, c)
				p.Fresh = c.tuple.fresh(settle)
				all = append(all, p)
			}
		}
	}
	return k.plan(all)
}

// Others are the requests of operations that were not asked before, with values that the
// description has, or made-up ones.
func (k *Known) Others() (all []exchange.Probe) {
	for _, o := range k.m.reads() {
		if k.asked[o.ID] > 0 || len(o.slots) == 0 {
			continue
		}
		all = append(all, k.read(o, k.anyChoice(o)))
		k.tried[o.ID] = true
	}
	return all
}

// anyChoice are values for all slots, made up where none is known.
func (k *Known) anyChoice(o *operation) choice {
	c := choice{}
	for i, s := range o.slots {
		value := invented(s.param)
		if own := k.own(s, 1); len(own) > 0 {
			value = own[0].values[0]
		} else if found := k.pick(s.key, 1); len(found) > 0 && i > 0 {
			value = found[0].values[len(found[0].values)-1]
		}
		c.values = append(c.values, value)
	}
	return c
}

// plan counts the requests of each operation.
func (k *Known) plan(all []exchange.Probe) []exchange.Probe {
	for _, p := range all {
		k.asked[p.Operation]++
	}
	return all
}

// read is a request that only reads, with what is required besides the slots.
func (k *Known) read(o *operation, c choice) exchange.Probe {
	p := exchange.Probe{ID: o.ID, Operation: o.ID, Inputs: o.inputs(c), Query: o.query(c), Why: o.why()}
	sure := k.require(o, &p) && c.sure
	if o.searches() && o.Request != nil { // an empty filter selects everything
		p.Body = []byte("{}")
		p.Header = append(p.Header, exchange.Field{Name: "Content-Type", Value: "application/json"})
		sure = sure && o.Body != nil && len(o.Body.Validate(p.Body)) == 0
	}
	p.Expect.Kind = exchange.WellFormed
	if sure && o.mustServe(c) && !o.searches() { // a service may want a filter that says something
		p.Expect.Kind = exchange.Served
	}
	if types := o.successes(); len(types) > 0 && !slices.ContainsFunc(types, schemas.IsJSON) {
		p.Header = append(p.Header, exchange.Field{Name: "Accept", Value: "*/*"})
	}
	return p
}

// why is what a request shows.
func (o *operation) why() string {
	switch o.place.Role {
	case jobs.ListRole:
		return "the list of " + exchange.Plural(o.noun())
	case jobs.GetRole, jobs.StatusGetRole:
		return exchange.A(o.noun()) + " that was shown is found"
	case jobs.ResultsRole:
		return "the results of " + exchange.A(o.noun())
	}
	return "what is documented is served"
}

// mustServe reports whether the operation has to serve what exists. Whether there is anything
// below it, such as a log or a result, nobody knows.
func (o *operation) mustServe(c choice) bool {
	if len(o.slots) == 0 {
		return o.place.Role == jobs.ListRole
	}
	switch o.place.Role {
	case jobs.ListRole:
		return true
	case jobs.GetRole:
		return len(c.tuple.values) > 0 && !c.tuple.guessed || c.values != nil && strings.HasPrefix(c.values[0], "{")
	}
	return false
}

// own are parameters that other settings send.
var own = []string{"authorization", "cookie", "accept", "content-type", "content-length", "host", "user-agent"}

// require adds what an operation requires in the query and the header, and reports whether
// all of it is known to be valid.
func (k *Known) require(o *operation, p *exchange.Probe) bool {
	sure := true
	for _, param := range o.Parameters {
		if !param.Required || param.In != "query" && param.In != "header" || p.Query.Get(param.Name) != "" {
			continue
		}
		if param.In == "header" && (slices.Contains(own, strings.ToLower(param.Name)) || k.sends(param.Name)) {
			continue
		}
		value, known := k.valueOf(param)
		sure = sure && known
		if param.In == "header" {
			p.Header = append(p.Header, exchange.Field{Name: param.Name, Value: value})
			continue
		}
		p.Query = append(p.Query, exchange.PathParam{Name: param.Name, Value: value})
		if o.jobs != nil && slices.ContainsFunc(o.jobs.Scope, func(s observation.Parameter) bool { return s.Name == param.Name }) {
			p.Inputs = p.Inputs.With(param.Name, value)
		}
	}
	return sure
}

// sends reports whether the user's credentials or header fields have a field of that name.
func (k *Known) sends(name string) bool {
	return slices.ContainsFunc(k.m.config.Credentials.Headers, func(h exchange.Header) bool { return strings.EqualFold(h.Name, name) })
}

// valueOf is a value for a required parameter, and whether a service has to accept it.
func (k *Known) valueOf(p schemas.Parameter) (value string, sure bool) {
	s := slot{key: "?" + p.Name, name: p.Name, in: p.In, param: p}
	if all := k.own(s, 1); len(all) > 0 {
		kind, _ := typeOf(p)
		return all[0].values[0], all[0].sure || kind == "boolean" || kind == "integer" && len(examplesOf(p)) > 0
	}
	if k.foreseen {
		return "{" + p.Name + "}", true
	}
	kind, _ := typeOf(p)
	return invented(p), kind == "boolean"
}

// Pages are the requests for the next pages of lists.
func (k *Known) Pages() (all []exchange.Probe) {
	for _, o := range k.m.reads() {
		if r := o.place.Resource; k.foreseen && o.place.Role == jobs.ListRole && r.Pagination != nil && r.Pagination.Cursor != "" && r.Pagination.Next != "" {
			p := k.read(o, k.foreseenChoice(o))
			p.ID, p.Why = o.ID+".page", "the next page of a list is served"
			p.Query = append(p.Query, exchange.PathParam{Name: r.Pagination.Cursor, Value: "{" + r.Pagination.Cursor + "}"})
			all = append(all, p)
		} else if p := k.pages[o.ID]; p.ID != "" {
			all = append(all, p)
		}
	}
	return k.plan(all)
}

func (k *Known) foreseenChoice(o *operation) choice {
	if all := k.choices(o.slots, 1); len(all) > 0 {
		return all[0]
	}
	return k.anyChoice(o)
}

// Again are the requests of one more look at the jobs of each kind: their lists, two of them
// that may still change, and one that has ended. Turn counts the looks from 0.
func (k *Known) Again(turn int, settle time.Duration) (all []exchange.Probe) {
	for _, o := range k.m.reads() {
		if o.jobs == nil || k.asked[o.ID] == 0 && !k.foreseen {
			continue
		}
		switch o.place.Role {
		case jobs.ListRole:
			if cs := k.choices(o.slots, mostLists); len(cs) > 0 {
				all = append(all, k.again(o, cs[turn/2%len(cs)], settle))
			}
		case jobs.GetRole, jobs.StatusGetRole:
			cs := k.choices(o.slots, mostJobs)
			moving := slices.DeleteFunc(slices.Clone(cs), func(c choice) bool { return c.tuple.kind.Final() })
			ended := slices.DeleteFunc(slices.Clone(cs), func(c choice) bool { return !c.tuple.kind.Final() })
			if k.foreseen {
				ended = moving
			}
			if len(moving) > 0 {
				all = append(all, k.again(o, moving[turn%len(moving)], settle))
			}
			if len(ended) > 0 {
				all = append(all, k.again(o, ended[turn/2%len(ended)], settle))
			}
		}
	}
	return k.plan(all)
}

func (k *Known) again(o *operation, c choice, settle time.Duration) exchange.Probe {
	p := k.read(o, c)
	p.ID += ".again"
	p.Why = "the same a little later: jobs may have moved on, but not back"
	p.Fresh = c.tuple.fresh(settle)
	return p
}

// Turns is how often the jobs are looked at again: less often when there are many kinds.
func (m *Map) Turns() int {
	each := 0
	for _, o := range m.reads() {
		if o.jobs == nil {
			continue
		}
		switch o.place.Role {
		case jobs.ListRole:
			each++
		case jobs.GetRole, jobs.StatusGetRole:
			each += 2
		}
	}
	return max(3, min(12, 60/max(1, each)))
}

// Routes are requests for what is not documented: a path, and a method that no operation has
// and that changes nothing.
func (k *Known) Routes() (all []exchange.Probe) {
	for _, o := range k.m.reads() {
		if o.place.Role != jobs.ListRole || o.jobs == nil && len(all) > 0 {
			continue
		}
		cs := k.choices(o.slots, 1)
		if len(cs) == 0 {
			continue
		}
		p := k.read(o, cs[0])
		p.ID, p.Method, p.Expect = o.ID+".PROPFIND", "PROPFIND", exchange.Expect{Kind: exchange.NoMethod}
		p.Why = "a method that is not documented is not served"
		all = append(all, p)
		if path := o.Path + "/ringer-no-such-path/none"; !k.m.routes(path) {
			p.ID, p.Method, p.Suffix = "unknown-path", http.MethodGet, "/ringer-no-such-path/none"
			p.Expect, p.Why = exchange.Expect{Kind: exchange.NoRoute}, "a path that is not documented is not served"
			all = append(all, p)
		}
	}
	return all
}

// routes reports whether a documented path may match another.
func (m *Map) routes(path string) bool {
	want := strings.Split(path, "/")
	return slices.ContainsFunc(m.all, func(o *operation) bool {
		have := strings.Split(o.Path, "/")
		if strings.HasSuffix(o.Path, "}") && len(have) < len(want) && cmp.Compare(len(have), 2) <= 0 {
			return true // it may stand for the rest of the path
		}
		if len(have) != len(want) {
			return false
		}
		for i := range have {
			if have[i] != want[i] && !strings.Contains(have[i], "{") {
				return false
			}
		}
		return true
	})
}

// WithoutCredentials are requests without a credential, with an empty and with a wrong one;
// none unless the right one was accepted.
func (k *Known) WithoutCredentials(wrong []Credential) (all []exchange.Probe) {
	if !k.m.config.Credentials.Any() || !k.Served {
		return nil
	}
	kinds := map[*observation.Jobs]bool{}
	for _, o := range k.m.reads() {
		open := len(o.Security) == 0 || slices.ContainsFunc(o.Security, func(r schemas.Requirement) bool { return len(r) == 0 })
		if open || k.asked[o.ID] == 0 && !k.foreseen || o.place.Role != jobs.ListRole && o.place.Role != jobs.GetRole || o.jobs != nil && kinds[o.jobs] {
			continue
		}
		if len(all) >= 3*len(wrong) {
			break
		}
		cs := k.choices(o.slots, 1)
		if len(cs) == 0 {
			continue
		}
		kinds[o.jobs] = true
		for _, w := range wrong {
			p := k.read(o, cs[0])
			p.ID, p.Why, p.Header = o.ID+".credential-"+w.Name, w.Why, append(w.Header, p.Header...)
			p.Anonymous, p.Expect = true, exchange.Expect{Kind: exchange.Unauthorized}
			all = append(all, p)
		}
	}
	return all
}

// Credential is a header without a valid credential.
type Credential struct {
	Name, Why string
	Header    []exchange.Field
}

// NotAsked are the ids of the operations that only read and were not asked, and all that only
// read and are wanted.
func (k *Known) NotAsked() (missing []string, all int) {
	for _, o := range k.m.all {
		if o.Method != http.MethodGet {
			continue
		}
		all++
		if k.asked[o.ID] == 0 && !k.tried[o.ID] {
			missing = append(missing, o.ID)
		}
	}
	return missing, all
}
