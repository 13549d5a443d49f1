package probe

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// A plan is made before anything is known, by the code that plans the run itself. What
// only responses tell is represented by ids that no service has, which the functions here
// return; Placeholders shows them as names.

// The groups of the ids that represent others. As the second group of a UUID, their letters
// tell upper case from lower case.
const (
	someJob   = "e8ec"
	createdID = "c4ea"
	smallerID = "54a1"
)

// parameterGroup is the group of ids for the values of a parameter of Jobs.Scope.
func parameterGroup(i int) string { return [...]string{"b1be", "da7a", "ba5e", "fa1c"}[i%4] }

var (
	placeholder = regexp.MustCompile(`(?i)5ce0f0ad-?([0-9a-f]{4})-?4000-?8000-?[0-9]{12}`)
	// placeholderInteger has the group as a decimal number.
	placeholderInteger = regexp.MustCompile(`9050([0-9]{5})0[0-9]{6}`)
)

// represents returns an id in a form.
func represents(f observation.Form, group string, number int) string {
	if n, err := strconv.ParseUint(group, 16, 16); err == nil && f.Integer() {
		return fmt.Sprintf("9050%05d0%06d", n, number)
	}
	return fmt.Sprintf("5ce0f0ad-%s-4000-8000-%012d", group, number)
}

// Found represents a collection that the service may list, by its number.
func Found(j *observation.Jobs, number int) exchange.Inputs {
	in := exchange.Inputs{}
	for i, p := range j.Scope {
		in = in.With(p.Name, represents(p.Form, parameterGroup(i), number))
	}
	return in
}

// Created returns the inputs for a job that the check may create.
func Created(j *observation.Jobs, in exchange.Inputs) exchange.Inputs {
	return in.With(j.Job.Name, represents(j.Job.Form, createdID, 0))
}

// Minimized returns a probe with any smaller id instead of its invalid one; false when it
// has none that may be minimized.
func Minimized(p exchange.Probe) (exchange.Probe, bool) {
	if p.InvalidInput == "" {
		return p, false
	}
	p.Inputs = p.Inputs.With(p.InvalidInput, represents(observation.Form{}, smallerID, 0))
	return p, true
}

// Foreseen returns the most that a run may learn: that each of these collections has more
// jobs than a run requests, and that the others have none.
func Foreseen(j *observation.Jobs, collections ...exchange.Inputs) *Learned {
	h := NewLearned(j)
	h.ServedIDs = true
	for i, in := range collections {
		c, _ := j.CollectionOf(in)
		h.bodies[c], _ = j.Creator.Example()
		for n := range takenPerCollection {
			id := represents(j.Job.Form, someJob, i*takenPerCollection+n)
			h.ids[c] = append(h.ids[c], seenJob{id: id, canonical: id})
		}
	}
	return h
}

// Placeholders shows the ids in a path that represent others as names in braces.
func Placeholders(j *observation.Jobs, path string) string {
	names := map[string]string{someJob: strings.ReplaceAll(j.Noun, " ", "_") + "_id", createdID: "created_id", smallerID: "smaller_id"}
	for i, p := range slices.Backward(j.Scope) {
		names[parameterGroup(i)] = p.Name
	}
	path = placeholderInteger.ReplaceAllStringFunc(path, func(id string) string {
		n, _ := strconv.Atoi(placeholderInteger.FindStringSubmatch(id)[1])
		if name := names[fmt.Sprintf("%04x", n)]; name != "" {
			return "{" + name + "}"
		}
		return id
	})
	return placeholder.ReplaceAllStringFunc(path, func(id string) string {
		group := placeholder.FindStringSubmatch(id)[1]
		name := names[strings.ToLower(group)]
		switch {
		case name == "":
			return id
		case !strings.Contains(id, "-"):
			name += " without hyphens"
		case group != strings.ToLower(group):
			name = strings.ToUpper(name)
		}
		return "{" + name + "}"
	})
}
