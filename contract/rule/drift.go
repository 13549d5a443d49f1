package rule

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
)

// A status code that the description does not document is not drift here: where it is
// wrong a rule of the status family reports it, and where it is acceptable (404 for an
// unknown id, 401, 429) the report's coverage shows it.

// driftNames limits how many unknown names of one type are told apart: otherwise, names
// that are data would make a finding each.
const driftNames = 20

// knownProperties reports properties that the description does not contain.
func knownProperties() Checker {
	return drift(func(u observation.Unknown) bool { return !u.Open }, "a property of ")
}

// knownNames reports keys that the description does not list where it lists keys but
// allows others.
func knownNames() Checker {
	return drift(func(u observation.Unknown) bool { return u.Open }, "a name of ")
}

func drift(concerns func(observation.Unknown) bool, what string) Checker {
	names := map[string][]string{}
	return Checker{See: func(x *observation.Observation, say *Recorder) {
		r := x.Reading
		if r.Response == nil || len(r.Syntax) > 0 {
			return
		}
		found := false
		ids := recordIDs(r)
		for _, u := range r.Unknown {
			if !concerns(u) {
				continue
			}
			found = true
			key := u.Owner + "." + u.Name
			if !slices.Contains(names[u.Owner], u.Name) {
				if len(names[u.Owner]) == driftNames {
					key = u.Owner + ", and more"
				} else {
					names[u.Owner] = append(names[u.Owner], u.Name)
				}
			}
			b := Break{
				Expected: what + u.Owner + " that the description contains", Got: strconv.Quote(u.Name),
				Pointer: u.Pointer, Record: ids(u.Pointer), Key: key,
				Causes: []string{"names of " + u.Owner, "name " + u.Name},
			}
			if u.Like != "" {
				b.Got += fmt.Sprintf(", perhaps for %q, which is absent", u.Like)
				b.Causes = append(b.Causes, finding.Renamed+u.Owner)
			}
			say.Broke(b)
		}
		if !found {
			say.Kept()
		}
	}}
}
