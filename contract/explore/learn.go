package explore

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Learn takes from a response what later requests need: ids, and the next page of a list.
func (k *Known) Learn(x *observation.Observation) {
	o := k.m.byID[x.Probe.Operation]
	if o == nil || x.Response == nil || x.Probe.HTTPMethod() != o.Method {
		return
	}
	if x.Status() == http.StatusNotFound && x.Probe.Expect.Kind == exchange.Served && o.jobs != nil && o.place.Role == jobs.GetRole && len(k.lost) < maxLost {
		k.lost = append(k.lost, x.Probe)
	}
	if !exchange.Success(x.Status()) {
		return
	}
	switch x.Probe.Expect.Kind {
	case exchange.Served, exchange.WellFormed, exchange.Unknown:
	default:
		return
	}
	k.Served = true
	body := x.Reading.Value
	if o.place.Role == jobs.CreateRole {
		k.learnCreated(o, x)
		return
	}
	if body == nil {
		return
	}
	k.learnResource(o, x, body)
	if o.Method == http.MethodGet || o.searches() {
		k.learnBelow(o, x, body)
		k.learnPage(o, x, body)
	}
	k.learnNames(body, 0)
}

// learnCreated takes the id of what was created.
func (k *Known) learnCreated(o *operation, x *observation.Observation) {
	id := x.CreatedID()
	if r := o.place.Resource; r != nil && id != "" {
		for _, s := range k.m.shows[r.Name] {
			k.addTuple(s, x, x.Reading.Value, id, tuple{})
		}
	}
}

// learnResource takes the ids of the resource that the operation shows.
func (k *Known) learnResource(o *operation, x *observation.Observation, body any) {
	r := o.place.Resource
	if r == nil || r.ID == nil || o.place.Role != jobs.ListRole && o.place.Role != jobs.GetRole {
		return
	}
	name, ids := jobs.Of(o.Operation), observation.NewIDReader(r.ID)
	at := r.Record[name]
	if o.place.Role == jobs.ListRole && !strings.HasSuffix(at, "/-") && r.Pagination != nil && at == "" {
		at = r.Pagination.Items + "/-"
	}
	for _, record := range recordsAt(body, at) {
		where := r.ID.At
		id := ""
		if where != "" {
			id = ids.ID(textOf(at1(record, where)))
		}
		if id == "" {
			continue
		}
		t := k.jobOf(x, record)
		for _, s := range k.m.shows[r.Name] {
			values := k.addTuple(s, x, record, id, t)
			if o.place.Role == jobs.ListRole && len(k.old) < maxOld {
				k.old[s.key+"\x00"+strings.Join(values, "\x00")] = true
			}
		}
	}
}

// jobOf is what the record of a job shows besides its id.
func (k *Known) jobOf(x *observation.Observation, fields any) (t tuple) {
	for _, r := range x.Records() {
		if own, ok := fields.(map[string]any); ok && x.Jobs.Resource != nil && textOf(at1(own, x.Jobs.ID)) == observation.Text(r.Value(x.Jobs.ID)) {
			t.state, t.kind = r.Status(), r.Kind()
			t.created, _ = r.Time(x.Jobs.Created)
			t.listed = x.When()
		}
	}
	return t
}

// addTuple adds an id with the values of the slots before it, and returns all of them.
func (k *Known) addTuple(s slot, x *observation.Observation, record any, id string, t tuple) []string {
	own := k.valuesOf(s, x.Probe.Inputs, record, id)
	t.values = own.values
	t.guessed = own.guessed || x.Probe.Expect.Kind != exchange.Served || k.m.byID[x.Probe.Operation].place.Role == jobs.GetRole
	k.add(s.key, t)
	return t.values
}

// valuesOf are an id and the values of the slots before it: those of a request, or those that
// the record repeats.
func (k *Known) valuesOf(s slot, in exchange.Inputs, record any, id string) (t tuple) {
	for _, o := range k.m.all {
		i := slices.IndexFunc(o.slots, func(own slot) bool { return own.key == s.key })
		if i < 0 {
			continue
		}
		for _, before := range o.slots[:i] {
			value := in.Get(before.name)
			if fields, ok := record.(map[string]any); ok && value == "" {
				value, t.guessed = textOf(fields[before.name]), true
			}
			t.values = append(t.values, value)
		}
		t.values = append(t.values, id)
		return t
	}
	return t
}

// learnBelow takes ids from a list that the job model does not have: what the path of another
// operation continues with.
func (k *Known) learnBelow(o *operation, x *observation.Observation, body any) {
	key := strings.TrimSuffix(keyOf(o.Path), "/") + "/{}"
	var below slot
	for _, other := range k.m.all {
		if i := slices.IndexFunc(other.slots, func(s slot) bool { return s.key == key }); i >= 0 && len(k.tuples[key]) == 0 {
			below = other.slots[i]
		}
	}
	if below.name == "" {
		return
	}
	for _, element := range elementsOf(body) {
		id := textOf(element)
		if fields, ok := element.(map[string]any); ok {
			id = idOf(fields, below.name)
		}
		values := []string{}
		for _, s := range o.slots {
			values = append(values, x.Probe.Inputs.Get(s.name))
		}
		if id != "" {
			k.add(key, tuple{values: append(values, id)})
		}
	}
}

// idOf is the id of an object for a parameter: the property of that name, or one that names
// an id.
func idOf(fields map[string]any, parameter string) string {
	for _, want := range []string{plain(parameter), "id", "uuid", "key", "name", "slug"} {
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			if plain(name) == want && textOf(fields[name]) != "" {
				return textOf(fields[name])
			}
		}
	}
	return ""
}

// elementsOf are the elements of a list, which is the body itself or one of its members.
func elementsOf(body any) []any {
	switch body := body.(type) {
	case []any:
		return body[:min(len(body), maxLoose)]
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(body)) {
			if list, ok := body[name].([]any); ok && len(list) > 0 {
				return list[:min(len(list), maxLoose)]
			}
		}
	}
	return nil
}

// learnPage remembers how the next page of a list is requested.
func (k *Known) learnPage(o *operation, x *observation.Observation, body any) {
	r := o.place.Resource
	if r == nil || r.Pagination == nil || o.place.Role != jobs.ListRole || len(x.Probe.Query) > len(o.query(choice{})) {
		return
	}
	p := r.Pagination
	if p.Cursor == "" || p.Next == "" || k.pages[o.ID].ID != "" {
		return
	}
	if more := at1(body, p.More); p.More != "" && more != true {
		return
	}
	next := textOf(at1(body, p.Next))
	if next == "" || strings.Contains(next, "://") || strings.HasPrefix(next, "/") || o.parameter("query", p.Cursor).Name == "" {
		return
	}
	probe := x.Probe
	probe.ID, probe.Why = o.ID+".page", "the next page of a list is served"
	probe.Query = append(slices.Clone(probe.Query), exchange.PathParam{Name: p.Cursor, Value: next})
	k.pages[o.ID] = probe
}

// maxDepth bounds how deep names are looked for in a body.
const maxDepth = 8

// learnNames takes the values of properties that have the name of a parameter.
func (k *Known) learnNames(v any, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if k.m.names[plain(name)] {
				k.addLoose(plain(name), textOf(v[name]))
			}
			k.learnNames(v[name], depth+1)
		}
	case []any:
		for _, element := range v[:min(len(v), maxLoose)] {
			k.learnNames(element, depth+1)
		}
	}
}

// recordsAt are the values at a place in a body; "-" stands for each element of an array.
func recordsAt(v any, at jobs.Pointer) []any {
	all := []any{v}
	for _, token := range document.SplitPointer(at) {
		var next []any
		for _, v := range all {
			if list, ok := v.([]any); ok && token == "-" {
				next = append(next, list[:min(len(list), maxTuples)]...)
			} else if fields, ok := v.(map[string]any); ok && fields[token] != nil {
				next = append(next, fields[token])
			}
		}
		all = next
	}
	return all
}

// at1 is the first value at a place.
func at1(v any, at jobs.Pointer) any {
	if all := recordsAt(v, at); len(all) > 0 && at != "" {
		return all[0]
	}
	return nil
}
