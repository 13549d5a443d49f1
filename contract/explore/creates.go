package explore

import (
	"encoding/json"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Body is the body of a request with its media type.
type Body struct {
	Type    string
	Content []byte
	// Given reports whether the user gave it, so that the service has to accept it.
	Given bool
}

// Create is one way to create jobs of a kind.
type Create struct {
	Jobs *observation.Jobs
	// Start creates a job, Refused must not.
	Start   exchange.Probe
	Refused []exchange.Probe
}

// Creates are the requests that create a job of each kind, with bodies from the function
// body; why says of the other kinds why nothing can be created.
func (k *Known) Creates(body func(*schemas.Operation) (Body, bool)) (all []Create, why []string) {
	for _, j := range k.m.config.Resources.All {
		reason := "the description has no operation that creates one"
		found := false
		for _, o := range k.m.creating(j) {
			var c Create
			if c, reason = k.createBy(o, body); reason == "" {
				all, found = append(all, c), true
				break
			}
		}
		if !found {
			why = append(why, "no "+j.Noun+" was created: "+reason)
		}
	}
	return all, why
}

// creating are the operations that create jobs of a kind, the usual one first.
func (m *Map) creating(j *observation.Jobs) (all []*operation) {
	for _, o := range m.all {
		if o.jobs != j || o.place.Role != jobs.CreateRole || o.Method != http.MethodPost && o.Method != http.MethodPut || !m.wanted(o) {
			continue
		}
		if o.ID == j.Create {
			all = append([]*operation{o}, all...)
		} else {
			all = append(all, o)
		}
	}
	return all
}

// createBy creates a job by one operation; why says why it cannot.
func (k *Known) createBy(o *operation, body func(*schemas.Operation) (Body, bool)) (c Create, why string) {
	cs := k.choices(o.slots, 1)
	if len(cs) == 0 || !cs[0].sure {
		return c, "no value of " + o.slots[len(o.slots)-1].name + " is known for " + o.ID
	}
	b, ok := body(o.Operation)
	if !ok {
		return c, "no body is known for " + o.ID
	}
	return k.create(o, cs[0], b), ""
}

func (k *Known) create(o *operation, c choice, b Body) Create {
	p := exchange.Probe{ID: o.ID + ".start", Operation: o.ID, Inputs: o.inputs(c), Query: o.query(c), Body: b.Content,
		Why: exchange.A(o.jobs.Noun) + " is created, and watched to its end"}
	sure := k.require(o, &p)
	if b.Content != nil {
		p.Header = append(p.Header, exchange.Field{Name: "Content-Type", Value: b.Type})
	}
	p.Expect = exchange.Expect{Kind: exchange.WellFormed}
	if b.Given && sure {
		p.Expect = exchange.Expect{Kind: exchange.Served, Also: []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusConflict, http.StatusTooManyRequests}}
	}
	return Create{Jobs: o.jobs, Start: p, Refused: refusedBodies(o, p, b)}
}

// refusedBodies are requests like one that creates, with a body that the description does not
// allow. They are sent only where the description says that there are refusals.
func refusedBodies(o *operation, p exchange.Probe, b Body) (all []exchange.Probe) {
	if o.Request == nil || !o.Request.Required || !o.refuses() || !schemas.IsJSON(b.Type) || o.Body == nil {
		return nil
	}
	add := func(name string, content []byte, wrong string) {
		bad := p
		bad.ID, bad.Body = o.ID+".bad-"+name, content
		bad.Why = "a body that the description does not allow is refused"
		bad.Expect = exchange.Expect{Kind: exchange.Refused, Wrong: []exchange.Input{{In: "body", Name: wrong}}}
		bad.Expect.Also = append(slices.Clone(refusals), http.StatusUnsupportedMediaType)
		all = append(all, bad)
	}
	add("json", []byte(`{"`), "")
	var members map[string]json.RawMessage
	if json.Unmarshal(b.Content, &members) != nil || members == nil {
		return all
	}
	for _, property := range o.Body.Node().Properties {
		if !property.Required || members[property.Name] == nil {
			continue
		}
		for _, wrong := range []struct {
			name  string
			value json.RawMessage
		}{{"without", nil}, {"wrong-type", json.RawMessage(`{"ringer":[]}`)}} {
			other := map[string]json.RawMessage{}
			for name, value := range members {
				other[name] = value
			}
			delete(other, property.Name)
			if wrong.value != nil {
				other[property.Name] = wrong.value
			}
			text, _ := json.Marshal(other)
			if len(o.Body.Validate(text)) > 0 {
				add(wrong.name+"-"+property.Name, text, property.Name)
			}
		}
		break // one property shows whether any is read
	}
	return all
}

// Looks are the requests of one look at a job that was created: for a list, and by its id. Of
// what the API does not have, the probe has no operation.
func (k *Known) Looks(j *observation.Jobs, created exchange.Probe, id string) (list, single exchange.Probe) {
	for _, o := range k.m.all {
		if o.jobs != j || o.Method != http.MethodGet {
			continue
		}
		switch {
		case o.place.Role == jobs.ListRole && list.Operation == "":
			if c, ok := follow(o, created.Inputs); ok {
				list = k.read(o, c)
				list.ID, list.Why = j.Create+".list", exchange.A(j.Noun)+" that was started is in the list"
				if len(list.Query) > 0 { // it shows only what the query selects
					list.Expect.Kind = exchange.WellFormed
				}
			}
		case (o.place.Role == jobs.GetRole || o.place.Role == jobs.StatusGetRole) && single.Operation == "" && len(o.slots) > 0:
			if c, ok := k.single(o, created.Inputs, id); ok {
				single = k.read(o, c)
				single.ID, single.Why = j.Create+".get", exchange.A(j.Noun)+" that was started can be fetched by its id"
				single.Expect = exchange.Expect{Kind: exchange.Served, Also: []int{http.StatusNotFound}}
			}
		}
	}
	return list, single
}

// single are the values that name a job for an operation.
func (k *Known) single(o *operation, in exchange.Inputs, id string) (choice, bool) {
	s, ok := o.naming(o.place.Resource)
	if !ok {
		return choice{}, false
	}
	if c, ok := follow(o, in.With(s.name, id)); ok {
		return c, true
	}
	for _, t := range k.tuples[s.key] {
		if t.values[len(t.values)-1] == id && len(t.values) == len(o.slots) {
			return choice{values: t.values, sure: true, tuple: t}, true
		}
	}
	return choice{}, false
}

// follow fills the slots of an operation with inputs of another.
func follow(o *operation, in exchange.Inputs) (choice, bool) {
	c := choice{sure: true}
	for _, s := range o.slots {
		value := in.Get(s.name)
		if value == "" {
			return choice{}, false
		}
		c.values = append(c.values, value)
	}
	return c, true
}

// Results are the requests for what a job that was created has for a result.
func (k *Known) Results(j *observation.Jobs, single exchange.Probe) (all []exchange.Probe) {
	for _, o := range k.m.all {
		if o.jobs != j || o.Method != http.MethodGet || o.place.Role != jobs.ResultsRole || len(all) == mostOther {
			continue
		}
		if c, ok := follow(o, single.Inputs); ok {
			p := k.read(o, c)
			p.ID, p.Why = o.ID+".ended", "the results of "+exchange.A(j.Noun)+" that has ended"
			all = append(all, p)
		}
	}
	return all
}
