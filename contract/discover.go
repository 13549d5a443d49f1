package contract

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// The limits of looking for collections: in how many of what is above them, such as the
// projects that they belong to; how many are requested in each; and how many the run then
// uses.
const (
	maxAbove    = 3
	maxPerAbove = 3
	maxFound    = 3
)

// sendAll sends the probes phase by phase. When no collection was named, or those named are
// empty, it looks for others in the lists that the service has of them. Those lists need
// not be in the description, so their responses are not checked. Jobs are never started in
// collections that were not named: see validateCollections.
func (r *run) sendAll(ctx context.Context) error {
	if r.known != nil {
		return r.explore(ctx)
	}
	if len(r.target.Collections) == 0 {
		if err := r.discover(ctx); err != nil {
			return err
		}
	}
	for i, p := range r.kinds.Phases {
		if err := r.sendProbe(ctx, p); err != nil {
			return err
		}
		if i == 0 && r.judge.Reachability.Closed(r.target.service()) {
			return nil
		}
		if i == 0 && r.nothingFound() {
			if err := r.discover(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// nothingFound reports whether the collections are served, and all of them are empty.
func (r *run) nothingFound() bool {
	return r.learned.ServedIDs && !r.target.AllowWrites && !r.found && r.mayDiscover() &&
		!slices.ContainsFunc(r.target.Collections, r.learned.Filled)
}

// mayDiscover reports whether the lists of all that names a collection are known.
func (r *run) mayDiscover() bool {
	scope := r.target.jobs.Scope
	return len(scope) > 0 && !slices.ContainsFunc(scope, func(p observation.Parameter) bool { return p.Lists == "" })
}

// discover adds collections with jobs that the service lists to the target. When none was
// named and none has jobs, it adds an empty one.
func (r *run) discover(ctx context.Context) error {
	r.found = true
	named := r.target.Collections
	found, err := r.listed(ctx)
	if err != nil || len(found) == 0 && len(named) > 0 {
		return err
	}
	if len(found) == 0 {
		return &UsageError{Field: r.target.collectionsField(), Hint: collectionHint(r.target.jobs),
			Problem: "none was named, and the service lists none" + r.unlisted}
	}
	r.setCollections(found)
	err = r.sendProbe(ctx, r.kinds.Found)
	filled := slices.DeleteFunc(slices.Clone(found), func(in Inputs) bool { return !r.learned.Filled(in) })
	use := filled[:min(len(filled), maxFound)]
	if len(use) == 0 && len(named) == 0 {
		use = found[:1]
	}
	r.setCollections(slices.Concat(use, named))
	r.tellFound(len(found), len(filled), use)
	return err
}

func (r *run) setCollections(all []Inputs) { r.target.Collections = all }

// tellFound prepares the report's note on the collections found.
func (r *run) tellFound(found, filled int, use []Inputs) {
	j := r.target.jobs
	text := fmt.Sprintf("%s found by listing %s, %d of them with %s",
		exchange.Count(found, j.Collection), listedInWords(j), filled, exchange.Plural(j.Noun))
	separator := "; checked "
	for _, in := range use {
		text += separator + nameOf(in)
		separator = ", "
	}
	r.foundNote = text
}

// listedInWords names what the service lists on the way to a collection.
func listedInWords(j *observation.Jobs) string {
	if j.Listed != "" {
		return j.Listed
	}
	var nouns []string
	for _, p := range j.Scope {
		nouns = append(nouns, exchange.Plural(p.Noun()))
	}
	return "the service's " + strings.Join(nouns, " and their ")
}

// listed returns collections that the service lists and that were not named.
func (r *run) listed(ctx context.Context) ([]Inputs, error) {
	j := r.target.jobs
	above := []Inputs{{}}
	if !r.mayDiscover() {
		return nil, nil
	}
	for i, p := range j.Scope {
		var below []Inputs
		var err error
		for _, in := range above {
			if err != nil {
				break
			}
			var ids []string
			ids, err = r.listedIDs(ctx, in.Into(p.Lists), p.Form)
			if i == len(j.Scope)-1 {
				ids = ids[:min(len(ids), maxPerAbove)]
			}
			for _, id := range ids {
				below = append(below, in.With(p.Name, id))
			}
		}
		if i == len(j.Scope)-1 {
			return slices.DeleteFunc(below, r.isTarget), err
		}
		if err != nil {
			return nil, err
		}
		above = r.aboveToAsk(below, i+1)
	}
	return nil, nil
}

func (r *run) isTarget(in Inputs) bool {
	c, _ := r.target.jobs.CollectionOf(in)
	return slices.ContainsFunc(r.target.Collections, func(other Inputs) bool {
		d, _ := r.target.jobs.CollectionOf(other)
		return c == d
	})
}

// aboveToAsk is in what is looked for collections: the first n parameters of those that were
// named, and then of those listed.
func (r *run) aboveToAsk(listed []Inputs, n int) []Inputs {
	var all []Inputs
	for _, in := range r.named {
		all = append(all, r.target.jobs.Inputs(in)[:n:n])
	}
	all = append(all, listed...)
	var ask []Inputs
	for _, in := range all[:min(len(all), maxAbove)] {
		if !slices.ContainsFunc(ask, func(other Inputs) bool { return slices.Equal(in, other) }) {
			ask = append(ask, in)
		}
	}
	return ask
}

func (r *run) discovery(path string) Probe {
	return Probe{ID: "discover", Suffix: path, Why: exchange.Plural(r.target.jobs.Collection) + " to look at"}
}

// listedIDs requests a list and returns the ids in it; none when the response is not such a
// list. Only a service that cannot be reached is an error.
func (r *run) listedIDs(ctx context.Context, path string, form observation.Form) ([]string, error) {
	if r.room(r.kinds.Looking.Name) == 0 || r.pace(ctx) != nil {
		return nil, context.Cause(ctx)
	}
	x := r.aside(ctx, r.discovery(path), r.kinds.Looking)
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	if x.Fault != nil && x.Fault.Kind == exchange.Unreachable {
		r.judge.Reachability.See(x)
		return nil, errCancelled
	}
	ids, problem := idsIn(x, form)
	r.unlisted = ""
	if problem != "" {
		r.unlisted = fmt.Sprintf(" (%s: %s)", path, problem)
	}
	return ids, nil
}

// idsIn returns the ids in a list, each once, and why the response is not a list; "" when
// it is one.
func idsIn(x *Exchange, form observation.Form) (ids []string, problem string) {
	if x.Fault != nil {
		return nil, x.Fault.Error()
	}
	if x.Status() != http.StatusOK {
		return nil, x.StatusText()
	}
	entries, ok := entriesOf(x.Response.Content)
	if !ok {
		return nil, "not a list"
	}
	for _, e := range entries {
		id, ok := form.Canonical(fmt.Sprint(e["id"]))
		if _, there := e["id"]; there && ok && !slices.Contains(ids, id) && len(ids) < maxAbove*maxPerAbove {
			ids = append(ids, id)
		}
	}
	return ids, ""
}

// entriesOf returns the objects in a list, which is the body itself or one of its members.
func entriesOf(content []byte) (entries []map[string]any, ok bool) {
	decode := func(text []byte, into any) bool {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		return d.Decode(into) == nil
	}
	if decode(content, &entries) {
		return entries, true
	}
	var members map[string]json.RawMessage
	if !decode(content, &members) {
		return nil, false
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if bytes.HasPrefix(members[name], []byte("[")) && decode(members[name], &entries) {
			return entries, true
		}
	}
	return nil, false
}
