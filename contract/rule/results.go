package rule

import (
	"fmt"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func uniqueResults(x *observation.Observation, say *Recorder) {
	results, ok := x.Results()
	if !ok || len(results) < 2 || x.Jobs.Results.Key == "" || x.Jobs.Results.Job == "" && !x.Jobs.OfOne {
		return
	}
	type key struct{ job, key string }
	noun := x.Jobs.KeyNoun()
	first := map[key]string{}
	unique := true
	for _, r := range results {
		key := key{r.Job, r.Key}
		if r.Job == "" || r.Key == "" {
			unique = false // as far as one can tell
			continue
		}
		if place, seen := first[key]; seen {
			unique = false
			say.Broke(Break{
				Expected: "one result per " + noun, Got: fmt.Sprintf("%s %s again, as at %s", noun, r.Key, place),
				Pointer: r.Pointer + x.Jobs.Results.Key, Record: r.Job, Key: noun,
			})
			continue
		}
		first[key] = r.Pointer
	}
	if unique {
		say.Kept()
	}
}

func resultsBelong(x *observation.Observation, say *Recorder) {
	c, ok := x.Collection()
	results, served := x.Results()
	if !ok || !served {
		return
	}
	for _, r := range results {
		for _, owner := range x.Jobs.Results.Owners {
			p, _ := x.Jobs.Parameter(owner.Parameter)
			got, want := r.Owner(owner.At, p.Form), x.Jobs.Value(c, p.Name)
			if p.Name == x.Jobs.Job.Name {
				want, _ = x.AskedID()
			}
			switch got {
			case "":
				continue
			case want:
				say.Kept()
				continue
			}
			say.Broke(Break{
				Expected: want + ", the requested " + p.Noun(), Got: got,
				Pointer: r.Pointer + owner.At, Record: r.Job, Key: p.Name,
			})
		}
	}
}

// resultsFollow reports at the end of the run: results may be received before the list
// that contains their jobs.
func resultsFollow() Checker {
	type collection struct {
		succeeded bool
		ended     time.Time // when the first has succeeded; zero when one does not say
		empty     *exchange.Exchange
		filled    bool
		noun      string
		results   string // the operation that returns results
	}
	seen := map[observation.Collection]*collection{}
	of := func(x *observation.Observation) *collection {
		d, _ := x.Collection()
		if seen[d] == nil {
			seen[d] = &collection{noun: x.Jobs.Noun, results: x.Jobs.Result}
		}
		return seen[d]
	}
	see := func(x *observation.Observation, _ *Recorder) {
		if results, ok := x.Results(); ok {
			shown := len(results) + x.Reading.Hidden
			of(x).filled = of(x).filled || shown > 0
			if shown == 0 {
				of(x).empty = x.Slim()
			}
		}
		if x.Role == observation.RoleList && x.Status() == http.StatusOK {
			for _, r := range x.Records() {
				if at, _ := r.Time(r.Jobs.Ended); r.Kind() == jobs.Succeeded && x.Jobs.Creator.HasResults(r) {
					if d := of(x); !d.succeeded || at.Before(d.ended) {
						d.succeeded, d.ended = true, at
					}
				}
			}
		}
	}
	end := func(say *Recorder) {
		for _, d := range seen {
			switch {
			case d.filled && d.succeeded:
				say.keptBy(&exchange.Exchange{Probe: exchange.Probe{Operation: d.results}})
			case d.empty != nil && d.succeeded && !d.filled && d.empty.When().Sub(d.ended) >= say.rule.settle:
				say.Broke(Break{
					Expected: "results, as " + exchange.A(d.noun) + " has succeeded", Got: "none", Exchange: d.empty, Key: "none",
				})
			}
		}
	}
	return Checker{See: see, End: end}
}
