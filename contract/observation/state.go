package observation

import (
	"encoding/json"
	"math/big"
	"reflect"
	"slices"

	"github.com/ringer-api/ringer/schemas/jobs"
)

// state returns the state that a value at Jobs.Status shows; nil when the model has none.
func (j *Jobs) state(v any) *jobs.State {
	if _, invalid := v.(Invalid); invalid {
		return nil
	}
	if text, ok := v.(string); ok && j.states[text] != nil {
		return j.states[text]
	}
	var otherwise *jobs.State
	for _, s := range j.others {
		switch {
		case v == nil && s.Null, v != nil && s.As != nil && contains(v, s.As):
			return s
		case s.Otherwise:
			otherwise = s
		}
	}
	return otherwise
}

// contains reports whether a value is the wanted one, or an object or array with at least
// what the wanted one has.
func contains(v, want any) bool {
	switch want := want.(type) {
	case map[string]any:
		object, ok := v.(map[string]any)
		for name, value := range want {
			ok = ok && contains(object[name], value)
		}
		return ok
	case []any:
		list, ok := v.([]any)
		for _, value := range want {
			found := false
			for _, element := range list {
				found = found || contains(element, value)
			}
			ok = ok && found
		}
		return ok
	case json.Number:
		n, ok := v.(json.Number)
		if !ok {
			return false
		}
		a, known := new(big.Rat).SetString(n.String())
		b, also := new(big.Rat).SetString(want.String())
		return known && also && a.Cmp(b) == 0
	}
	return reflect.DeepEqual(v, want)
}

// Responds reports whether the operation that gets a job responds with a status code in one of
// its states only.
func (j *Jobs) Responds(status int) bool {
	return j.Resource != nil && slices.ContainsFunc(j.Resource.States, func(s *jobs.State) bool { return s.Respond == status })
}
