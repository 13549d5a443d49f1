package world

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Scope names a collection: a resource, and the values of the path parameters that say
// which of its collections it is. It is comparable.
type Scope struct {
	Resource string
	Params   Params
}

// String returns the scope as a log shows it.
func (s Scope) String() string {
	if s.Params == (Params{}) {
		return s.Resource
	}
	return s.Resource + " of " + s.Params.String()
}

// Key names a job of the collection in a Store.
func (s Scope) Key(id string) string { return s.Resource + "\x00" + s.Params.text + id }

// KeyText is a key as a log shows it.
func KeyText(key string) string { return strings.ReplaceAll(key, "\x00", " ") }

// Params are path parameters and their values, in order. They are comparable; the zero value
// has none.
type Params struct{ text string }

// With returns the parameters followed by one more.
func (p Params) With(name, value string) Params {
	const end = "\x00"
	return Params{p.text + strings.ReplaceAll(name, end, "") + end + strings.ReplaceAll(value, end, "\uFFFD") + end}
}

// All yields the names and values in order.
func (p Params) All(yield func(name, value string) bool) {
	for rest := p.text; rest != ""; {
		var name, value string
		name, rest, _ = strings.Cut(rest, "\x00")
		value, rest, _ = strings.Cut(rest, "\x00")
		if !yield(name, value) {
			return
		}
	}
}

// Get returns the value of a parameter; "" if there is none of that name.
func (p Params) Get(name string) string {
	for n, v := range p.All {
		if n == name {
			return v
		}
	}
	return ""
}

// Includes reports whether other parameters have the same values where these have one.
func (p Params) Includes(other Params) bool {
	for name, value := range p.All {
		if value != "" && other.Get(name) != value {
			return false
		}
	}
	return true
}

// Map returns the values by name.
func (p Params) Map() map[string]string { return maps.Collect(p.All) }

// String returns the parameters as in "a=1 b=2".
func (p Params) String() string {
	var all []string
	for n, v := range p.All {
		all = append(all, n+"="+v)
	}
	return strings.Join(all, " ")
}

// MarshalJSON writes an object with a text for each parameter.
func (p Params) MarshalJSON() ([]byte, error) { return json.Marshal(p.Map()) }

// UnmarshalJSON reads an object of texts. The parameters are in alphabetical order:
// Resource.Scope arranges them.
func (p *Params) UnmarshalJSON(text []byte) error {
	var values map[string]string
	if err := json.Unmarshal(text, &values); err != nil {
		return fmt.Errorf("want an object with a text for each path parameter: %w", err)
	}
	*p = ParamsOf(values)
	return nil
}

// ParamsOf returns parameters in alphabetical order.
func ParamsOf(values map[string]string) Params {
	var p Params
	for _, name := range slices.Sorted(maps.Keys(values)) {
		p = p.With(name, values[name])
	}
	return p
}
