package explore

import (
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// The limits of what is remembered: ids of one place, values of one name.
const (
	maxTuples = 1000
	maxLoose  = 20
)

// Known are the values that a run knows, from the user and from responses.
type Known struct {
	m *Map
	// tuples are the values of all slots up to one, by its key.
	tuples map[string][]tuple
	// loose are values of properties that have the name of a parameter.
	loose map[string][]string
	// pages are how the next page of a list is requested, by operation.
	pages map[string]exchange.Probe
	// lost are requests for listed jobs that were not found.
	lost []exchange.Probe
	// old are the ids that the service has shown in any list.
	old   map[string]bool
	asked map[string]int  // requests planned for what exists, by operation
	tried map[string]bool // operations that were asked with other values
	// Served reports whether a request was served.
	Served bool
	// foreseen reports whether placeholders stand for what only responses tell.
	foreseen bool
}

// tuple are the values of the slots up to one. State and kind are those of a job, where the
// response shows them.
type tuple struct {
	values          []string
	state           string
	kind            jobs.Kind
	created, listed time.Time
	// guessed reports whether a value is that of a property which only has the name of a
	// parameter.
	guessed bool
}

// NewKnown returns what is known before the first response.
func NewKnown(m *Map) *Known {
	return &Known{m: m, tuples: map[string][]tuple{}, loose: map[string][]string{}, pages: map[string]exchange.Probe{},
		old: map[string]bool{}, asked: map[string]int{}, tried: map[string]bool{}}
}

// Foreseen returns the most that a run may learn: there are values of every parameter.
// Placeholders stand for them: see Placeholders.
func Foreseen(m *Map) *Known {
	k := NewKnown(m)
	k.foreseen, k.Served = true, true
	return k
}

// Placeholders shows a path with names in braces for the values that only responses tell.
func Placeholders(path string) string {
	return strings.NewReplacer("%7B", "{", "%7D", "}").Replace(path)
}

// maxOld bounds Known.old.
const maxOld = 200_000

// MayBeOlder reports whether the job with an id may have existed before a request of the check
// created one: a list has shown it where that was created, or too many to tell.
func (k *Known) MayBeOlder(created exchange.Probe, id string) bool {
	o := k.m.byID[created.Operation]
	if o == nil || o.place.Resource == nil || len(k.old) >= maxOld {
		return true
	}
	return slices.ContainsFunc(k.m.shows[o.place.Resource.Name], func(s slot) bool {
		return k.old[s.key+"\x00"+strings.Join(k.valuesOf(s, created.Inputs, nil, id).values, "\x00")]
	})
}

func (k *Known) add(key string, t tuple) {
	all := k.tuples[key]
	if i := slices.IndexFunc(all, func(o tuple) bool { return slices.Equal(o.values, t.values) }); i >= 0 {
		if t.state != "" {
			all[i].state, all[i].kind = t.state, t.kind
		}
		return
	}
	if len(all) < maxTuples && !slices.Contains(t.values, "") {
		k.tuples[key] = append(all, t)
	}
}

func (k *Known) addLoose(name, value string) {
	if all := k.loose[name]; len(all) < maxLoose && value != "" && len(value) < 200 && !slices.Contains(all, value) {
		k.loose[name] = append(all, value)
	}
}

// pick returns up to most tuples of a place: first one of each state, those that have not
// ended before all others, then others spread evenly.
func (k *Known) pick(key string, most int) []tuple {
	all := k.tuples[key]
	var some []tuple
	has := func(t tuple) bool {
		return slices.ContainsFunc(some, func(o tuple) bool { return slices.Equal(o.values, t.values) })
	}
	seen := map[string]bool{}
	for _, ended := range []bool{false, true} {
		for _, t := range all {
			if len(some) < most && t.state != "" && !seen[t.state] && t.kind.Final() == ended {
				seen[t.state] = true
				some = append(some, t)
			}
		}
	}
	for i := 0; i < most && len(some) < min(most, len(all)); i++ {
		at := i * (len(all) - 1) / max(1, most-1)
		for ; has(all[at]); at = (at + 1) % len(all) {
		}
		some = append(some, all[at])
	}
	return some
}

// choice are the values of all slots of an operation. It is sure when the service has shown
// that they exist.
type choice struct {
	values []string
	sure   bool
	tuple  tuple // of the last slot, where a list has shown it
}

// choices returns up to most choices of values for the slots; none when no value of one of
// them is known.
func (k *Known) choices(slots []slot, most int) []choice {
	if len(slots) == 0 {
		return []choice{{sure: true}}
	}
	last := slots[len(slots)-1]
	if k.foreseen && !k.given(last.name) {
		return k.extend(k.choices(slots[:len(slots)-1], most), slices.Repeat([]choice{{values: []string{"{" + last.name + "}"}, sure: true}}, most), most)
	}
	if found := k.pick(last.key, most); len(found) > 0 && !k.given(last.name) {
		all := make([]choice, len(found))
		for i, t := range found {
			all[i] = choice{t.values, true, t}
		}
		return all
	}
	return k.extend(k.choices(slots[:len(slots)-1], most), k.own(last, most), most)
}

// extend appends values to those of the slots before: as many as there are of either.
func (k *Known) extend(before, own []choice, most int) (all []choice) {
	if len(before) == 0 || len(own) == 0 {
		return nil
	}
	for i := range min(most, max(len(before), len(own))) {
		b, o := before[i%len(before)], own[i%len(own)]
		all = append(all, choice{slices.Concat(b.values, o.values), b.sure && o.sure, tuple{}})
	}
	return all
}

func (k *Known) given(name string) bool {
	return slices.ContainsFunc(k.m.config.Given, func(in exchange.Inputs) bool { return in.Get(name) != "" })
}

// own are values for one slot, whatever those before it are.
func (k *Known) own(s slot, most int) (all []choice) {
	add := func(value string, sure bool) {
		same := func(c choice) bool { return c.values[0] == value }
		if value != "" && len(all) < most && !slices.ContainsFunc(all, same) {
			all = append(all, choice{values: []string{value}, sure: sure})
		}
	}
	for _, in := range k.m.config.Given {
		add(in.Get(s.name), true)
	}
	if len(all) > 0 {
		return all
	}
	for _, value := range k.elsewhere(s, most) {
		add(value, true)
	}
	if len(all) > 0 {
		return all
	}
	for _, value := range enumOf(s.param) {
		add(value, true)
	}
	for _, value := range examplesOf(s.param) {
		add(value, false)
	}
	for _, value := range k.loose[plain(s.name)] {
		add(value, false)
	}
	return all
}

// elsewhere are ids of the resource that a parameter names, shown in another place.
func (k *Known) elsewhere(s slot, most int) (values []string) {
	for _, r := range k.m.config.Model.All() {
		for _, shown := range k.m.shows[r.Name] {
			if plain(shown.name) != plain(s.name) && !observation.NamedAfter(s.name, r.Name) || shown.key == s.key || plain(s.name) == "id" && shown.name == s.name {
				continue
			}
			for _, t := range k.pick(shown.key, most) {
				if id := t.values[len(t.values)-1]; !slices.Contains(values, id) {
					values = append(values, id)
				}
			}
		}
	}
	return values
}

// inputs are the values of an operation's slots by name, in the order of its path.
func (o *operation) inputs(c choice) exchange.Inputs {
	in := exchange.Inputs{}
	for i, s := range o.slots {
		in = in.With(s.name, c.values[i])
	}
	return in
}

// query are the values of those slots that are in the query.
func (o *operation) query(c choice) (query exchange.Inputs) {
	for i, s := range o.slots {
		if s.in == "query" {
			query = append(query, exchange.PathParam{Name: s.name, Value: c.values[i]})
		}
	}
	return query
}

// fresh reports whether a job was created so shortly before its list was returned that not
// all of the service need know it.
func (t tuple) fresh(settle time.Duration) bool {
	return !t.created.IsZero() && t.listed.Sub(t.created) < settle
}

// textOf is a value that can be an id as text; empty for any other.
func textOf(v any) string {
	switch v.(type) {
	case nil, bool, map[string]any, []any, observation.Invalid:
		return ""
	}
	return observation.Text(v)
}

// Map is what the description says.
func (k *Known) Map() *Map { return k.m }
