package rule

import (
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// Created is a job that the check has started, as the response to the create request shows
// it.
type Created struct {
	sighting
	Requested []byte // the body of that request
	home      string // where it was created, as far as the request tells
}

// CreatedBy returns the job in the response to a create request of the check; false when
// there is none.
func CreatedBy(x *observation.Observation) (Created, bool) {
	kind := x.Probe.Expect.Kind
	if x.Role != observation.RoleCreate || kind != exchange.Served && kind != exchange.Unknown && kind != exchange.WellFormed || !exchange.Success(x.Status()) ||
		x.Reading == nil {
		return Created{}, false
	}
	home, _ := x.Home()
	b := Created{sighting: sighting{in: x.Slim()}, Requested: x.Probe.Body, home: home}
	switch id := x.CreatedID(); {
	case len(x.Reading.Records) == 1:
		b.Record = x.Reading.Records[0]
	case len(x.Reading.Records) == 0 && id != "": // the response has no more than its id
		b.Record = x.Jobs.Named(id)
	}
	return b, b.ID() != ""
}

// at reports whether a response may show the job: each collection of an API may count its own.
func (b Created) at(x *observation.Observation) bool {
	home, told := x.Home()
	return x.Jobs.Only || told && home == b.home
}

// beginnings are the jobs that the check has started in a run, by id.
type beginnings map[string]Created

// followUp makes a rule of a function that compares a job started by the check with each
// response that shows it, the response to the create request first.
func followUp(judge func(b Created, now sighting, say *Recorder)) func() Checker {
	return func() Checker {
		all := beginnings{}
		return Checker{See: func(x *observation.Observation, say *Recorder) {
			if b, ok := CreatedBy(x); ok && len(all) < maxAmbiguous {
				all[b.ID()] = b
				judge(b, b.sighting, say)
				return
			}
			for _, r := range x.Distinct() {
				if b, ours := all[r.ID()]; ours && b.at(x) {
					judge(b, sighting{Record: r, in: x.Exchange}, say)
				}
			}
		}}
	}
}

// requestEchoed compares what was requested with what the job contains.
func requestEchoed(b Created, now sighting, say *Recorder) {
	wrong, compared := now.Jobs.Creator.Echo(b.Requested, now.Record)
	switch {
	case wrong != nil:
		say.Broke(Break{
			Expected: wrong.Expected, Got: wrong.Got, Pointer: now.Pointer + wrong.At, Record: now.ID(), Key: wrong.Key,
			Against: b.in,
		})
	case compared:
		say.Kept()
	}
}

// responseAgrees compares a job with the response to the create request.
func responseAgrees(b Created, now sighting, say *Recorder) {
	for _, at := range now.Jobs.Fixed {
		if slices.Contains(now.Jobs.Requested, at) || !b.Has(at) || !now.Has(at) ||
			sameValue(b.Value(at), now.Value(at), rounding) {
			continue
		}
		now.broke(say, b.sighting, at, b.as(at, show(b.sighting, at)), show(now, at))
		return
	}
	if b.Final() && !now.Invalid(now.Jobs.Status) && b.Status() != now.Status() {
		now.broke(say, b.sighting, now.Jobs.Status, b.as(now.Jobs.Status, b.Status()), now.Status())
		return
	}
	say.Kept()
}

// beginningsShown reports at the end of the run: a job may appear a little late.
func beginningsShown() Checker {
	type looks struct {
		missing int
		last    *exchange.Exchange
		seen    bool
	}
	type spot struct{ id, operation string }
	all := beginnings{}
	seen := map[spot]*looks{}
	see := func(x *observation.Observation, say *Recorder) {
		if b, ok := CreatedBy(x); ok && len(all) < maxAmbiguous {
			all[b.ID()] = b
		}
		for id, b := range all {
			if !b.at(x) || !looksFor(x, id, b) {
				continue
			}
			at := spot{id, x.Probe.Operation}
			if seen[at] == nil {
				seen[at] = &looks{}
			}
			if _, shown := x.Shows(id); shown {
				seen[at].seen = true
				say.Kept()
			} else {
				seen[at].missing++
				seen[at].last = x.Slim()
			}
		}
	}
	end := func(say *Recorder) {
		for _, id := range slices.Sorted(maps.Keys(all)) {
			for _, operation := range []string{all[id].Jobs.List, all[id].Jobs.Get} {
				if l := seen[spot{id, operation}]; l != nil && !l.seen && say.settled(all[id].in, l.last, l.missing) {
					say.Broke(Break{
						Expected: "the " + all[id].Jobs.Noun + " " + id + ", which was started",
						Got:      fmt.Sprintf("%s without it, %d times", l.last.StatusText(), l.missing),
						Record:   id, Exchange: l.last, Key: "shown", Against: all[id].in,
					})
				}
			}
		}
	}
	return Checker{See: see, End: end}
}

// looksFor reports whether a response should show a job: it is the list of its collection,
// or the response to a request for its id.
func looksFor(x *observation.Observation, id string, b Created) bool {
	if !asks(x, b) || x.Probe.Expect.Kind != exchange.Served {
		return false
	}
	switch x.Role {
	case observation.RoleList:
		return x.Status() == http.StatusOK && x.Reading.Response != nil &&
			len(x.Reading.Syntax) == 0 && x.ShowsEveryID()
	case observation.RoleGet:
		asked, _ := x.AskedID()
		return asked == id && (x.Status() == http.StatusNotFound || x.Status() == http.StatusOK && x.ShowsEveryID())
	}
	return false
}
