package observation

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Collection names a collection of jobs by the values of the path parameters in Jobs.Scope,
// in canonical form.
type Collection string

const separator = "\x00"

// CollectionOf returns the collection that the inputs of a request name, as far as they are
// known; false when one of them is missing or cannot be an id.
func (j *Jobs) CollectionOf(in exchange.Inputs) (Collection, bool) {
	values, known := make([]string, len(j.Scope)), true
	for i, p := range j.Scope {
		id, ok := p.Form.Canonical(in.Get(p.Name))
		values[i], known = id, known && ok
	}
	return Collection(strings.Join(values, separator)), known
}

// Last is the value of the last of its parameters.
func (c Collection) Last() string { return string(c)[strings.LastIndex(string(c), separator)+1:] }

// Value returns the value of a parameter of a collection.
func (j *Jobs) Value(c Collection, parameter string) string {
	values := strings.Split(string(c), separator)
	for i, p := range j.Scope {
		if p.Name == parameter && i < len(values) {
			return values[i]
		}
	}
	return ""
}

// Inputs returns the inputs that name the same collection as others, and no job.
func (j *Jobs) Inputs(in exchange.Inputs) exchange.Inputs {
	out := make(exchange.Inputs, len(j.Scope), len(j.Scope)+1)
	for i, p := range j.Scope {
		out[i] = exchange.PathParam{Name: p.Name, Value: in.Get(p.Name)}
	}
	return out
}

// Owned is a collection without the parameters that its jobs do not repeat.
func (j *Jobs) Owned(c Collection) Collection {
	values := strings.Split(string(c), separator)
	for i, p := range j.Scope {
		if i < len(values) && !slices.ContainsFunc(j.Owners, func(o Owner) bool { return o.Parameter == p.Name }) {
			values[i] = ""
		}
	}
	return Collection(strings.Join(values, separator))
}
