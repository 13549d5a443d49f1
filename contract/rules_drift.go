package contract

import (
	"slices"
	"strconv"
)

// A status that the description does not know is no drift here: where it is no
// honest answer a rule of the status family has it, and where it is one (404 for
// an unknown id, 401, 429) the report's coverage tells it.

// driftNames bounds how many unknown names of one type are told apart: names
// made of data would else be a finding each.
const driftNames = 20

// knownProperties tells of properties that the description does not know.
func knownProperties() judgement {
	return drift(func(u unknown) bool { return !u.open }, "a property of ")
}

// knownNames tells of names that the description lists but leaves open.
func knownNames() judgement {
	return drift(func(u unknown) bool { return u.open }, "a name of ")
}

func drift(concerns func(unknown) bool, what string) judgement {
	names := map[string][]string{}
	return judgement{see: func(x *observation, say *ruling) {
		r := x.reading
		if r.response == nil || len(r.syntax) > 0 {
			return
		}
		found := false
		ids := recordIDs(r)
		for _, u := range r.unknown {
			if !concerns(u) {
				continue
			}
			found = true
			key := u.owner + "." + u.name
			if !slices.Contains(names[u.owner], u.name) {
				if len(names[u.owner]) == driftNames {
					key = u.owner + ", and more"
				} else {
					names[u.owner] = append(names[u.owner], u.name)
				}
			}
			say.broke(Break{
				Expected: what + u.owner + " that the description knows", Got: strconv.Quote(u.name),
				Pointer: u.pointer, Record: ids(u.pointer), Key: key,
			})
		}
		if !found {
			say.kept()
		}
	}}
}
