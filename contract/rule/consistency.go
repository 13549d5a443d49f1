package rule

import (
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// rounding is by how much two representations of the same time may differ.
const rounding = time.Second

// listAndSingleAgree compares a job in the list with the same job by its id.
// If the job may have changed in between, it compares only what never changes, and that a
// final state stays.
func listAndSingleAgree() Checker {
	type pair struct{ list, single sighting }
	seen := map[string]pair{}
	return Checker{See: func(x *observation.Observation, say *Recorder) {
		var slim *exchange.Exchange
		home, told := x.Home()
		if !told {
			return
		}
		for _, r := range x.Distinct() {
			if say.over() {
				return
			}
			at := home + r.ID()
			known, was := seen[at]
			if !was && len(seen) == maxRemembered {
				continue
			}
			if slim == nil {
				slim = x.Slim()
			}
			now := sighting{Record: r, in: slim}
			switch x.Role {
			case observation.RoleGet:
				if known.list.in != nil && known.list.in.Before(x.Exchange) {
					agree(known.list, now, known.list.Final(), say)
				}
				known.single = now
			case observation.RoleList:
				if known.single.in != nil && known.single.in.Before(x.Exchange) {
					still := known.list.in != nil && known.list.in.Before(known.single.in) &&
						reflect.DeepEqual(known.list.Fields, r.Fields)
					agree(known.single, now, known.single.Final() || still, say)
				}
				known.list = now
			}
			seen[at] = known
		}
	}}
}

func agree(before, now sighting, still bool, say *Recorder) {
	places := now.Jobs.Fixed
	if still {
		places = append(places[:len(places):len(places)], now.Jobs.Moving()...)
	}
	single, list := "GET by id", "the list"
	first, then := single, list
	if now.Jobs.Role(before.in.Probe.Operation) == observation.RoleList {
		first, then = list, single
	}
	say.about(now.ID())
	var differ []jobs.Pointer
	for _, at := range places {
		// A list may be shorter than the single job.
		if !before.There(at) || !now.There(at) || sameValue(before.Value(at), now.Value(at), rounding) {
			continue
		}
		differ = append(differ, at)
	}
	if len(differ) == 0 {
		say.Kept()
		return
	}
	// One disagreement is the reason for the others.
	at := differ[0]
	got := fmt.Sprintf("%s in %s (response %d), %s in %s (response %d)",
		show(before, at), first, before.in.Number, show(now, at), then, now.in.Number)
	if len(differ) > 1 {
		got += "; also different: " + names(differ[1:])
	}
	now.broke(say, before, at, "the same "+observation.Name(at)+" in both", got)
}

// names are what reports call some places.
func names(places []jobs.Pointer) string {
	var all []string
	for _, at := range places {
		all = append(all, observation.Name(at))
	}
	return strings.Join(all, ", ")
}

// life is what a rule on lists remembers of one collection.
type life struct {
	ever  map[string]*exchange.Exchange // the first that showed it
	fresh map[string]bool               // which were new then
	last  map[string]sighting
	in    *exchange.Exchange
}

// steadyList makes a rule on what a list must not do between two polls: show a job again
// that it had left out, or show one under another id. New jobs and any order are allowed,
// and so is a job that does not come back.
func steadyList(judge func(l *life, now map[string]sighting, say *Recorder)) func() Checker {
	return func() Checker {
		type list struct{ place, operation, query string }
		lists := map[list]*life{}
		return Checker{See: func(x *observation.Observation, say *Recorder) {
			if _, ok := x.Collection(); !ok && x.Jobs.Only || x.Role != observation.RoleList || x.Status() != http.StatusOK || !x.ShowsEveryID() ||
				x.Probe.Expect.Kind == exchange.Unknown {
				return
			}
			slim := x.Slim()
			now := map[string]sighting{}
			for _, r := range x.Distinct() {
				now[r.ID()] = sighting{Record: r, in: slim}
			}
			at := list{x.Place(), x.Probe.Operation, x.Query}
			l := lists[at]
			if l == nil {
				l = &life{ever: map[string]*exchange.Exchange{}, fresh: map[string]bool{}}
				lists[at] = l
			} else if l.in.Before(x.Exchange) {
				judge(l, now, say)
			}
			l.last, l.in = now, slim
			for id, s := range now {
				if l.ever[id] == nil && len(l.ever) < maxRemembered {
					l.ever[id], l.fresh[id] = slim, say.fresh(slim, s.Record)
				}
			}
		}}
	}
}

func listedStaysListed(l *life, now map[string]sighting, say *Recorder) {
	back := false
	for id, s := range now {
		// A response that overlaps with the first one to show it need not show it yet.
		shown := l.ever[id]
		if _, there := l.last[id]; !there && shown != nil && shown.Before(l.in) {
			back = true
			say.Broke(Break{
				Expected: "in every list since it was first shown, or in no later list",
				Got:      fmt.Sprintf("missing in response %d, back in response %d", l.in.Number, s.in.Number),
				Pointer:  s.Pointer, Record: id, Key: "back",
				Late: l.fresh[id] && say.within(shown, s.in), Against: l.in,
			})
		}
	}
	if !back && len(now) > 0 {
		say.Kept()
	}
}

func keepsID(l *life, now map[string]sighting, say *Recorder) {
	changed := false
	gone := goneByBirth(l.last, now)
	left := maxCompared
	for id, s := range now {
		if _, there := l.last[id]; there || !s.Has(s.Jobs.Created) {
			continue
		}
		for _, was := range gone[birth(s)] {
			if left--; left < 0 || say.over() {
				say.rule.limit = fmt.Sprintf("compared only %d pairs of %s of one list", maxCompared, exchange.Plural(s.Jobs.Noun))
				return
			}
			before := l.last[was]
			if !sameJob(before, s) {
				continue
			}
			changed = true
			say.Broke(Break{
				Expected: before.as(s.Jobs.ID, "id "+was), Got: "id " + id + ", with everything else unchanged",
				Pointer: s.Pointer + s.Jobs.ID, Record: was, Key: "id", Against: before.in, Value: id,
			})
		}
	}
	if !changed && len(now) > 0 {
		say.Kept()
	}
}

// maxCompared is how many pairs of jobs are compared for one list.
const maxCompared = 200_000

// goneByBirth returns the ids that a list has shown and does not show now, by the creation
// time of their jobs: only those created at the same time can be the same.
func goneByBirth(last, now map[string]sighting) map[string][]string {
	gone := map[string][]string{}
	for id, s := range last {
		if _, still := now[id]; !still {
			gone[birth(s)] = append(gone[birth(s)], id)
		}
	}
	return gone
}

// birth returns when a job was created, in a form that can be compared.
func birth(s sighting) string {
	if at, ok := s.Time(s.Jobs.Created); ok {
		return stamp(at)
	}
	text, _ := s.Text(s.Jobs.Created)
	return text
}

// sameJob reports whether two jobs with different ids have everything else in common that
// never changes. A single value is not enough: others may have it too.
func sameJob(a, b sighting) bool {
	common := 0
	for _, at := range a.Jobs.Fixed {
		known := !observation.HasInvalid(a.Value(at)) && !observation.HasInvalid(b.Value(at))
		if !known || !sameValue(a.Value(at), b.Value(at), 0) {
			return false
		}
		if a.Has(at) {
			common++
		}
	}
	return common > 1
}

// oneCollection: a job belongs to the collection in whose list it was shown.
func oneCollection() Checker {
	home := map[string]observation.Collection{}
	shown := map[observation.Collection]*exchange.Exchange{} // the first list that showed jobs
	created := map[string]string{}                           // when
	listed := map[observation.Collection]bool{}
	return Checker{See: func(x *observation.Observation, say *Recorder) {
		d, ok := x.Collection()
		if !ok || len(x.Jobs.Owners) == 0 {
			return // of a job that does not name its owner, nobody knows that it has only one
		}
		if !x.Jobs.Only {
			d = x.Jobs.Owned(d)
		}
		if x.Role == observation.RoleList && len(x.Records()) > 0 {
			listed[d] = true
			if shown[d] == nil {
				shown[d] = x.Slim()
			}
		}
		records := x.Distinct()
		if x.Role == observation.RoleGet && x.Reading != nil && listed[d] {
			records = x.Reading.Distinct // also where the probe expects that it is not found
		}
		for _, r := range records {
			if say.over() {
				return
			}
			first, known := home[r.ID()]
			switch {
			case !known && x.Role != observation.RoleList:
			case !known && len(home) < maxRemembered:
				home[r.ID()] = d
				created[r.ID()] = birth(sighting{Record: r})
			case known && first != d && !r.Jobs.Job.Form.UUID() && created[r.ID()] != birth(sighting{Record: r}):
				// Each collection may count its own jobs.
			case known && first != d:
				say.Broke(Break{
					Expected: "only in " + r.Jobs.Collection + " " + first.Last(), Got: "in " + r.Jobs.Collection + " " + d.Last() + " as well",
					Pointer: r.Pointer + r.Jobs.ID, Record: r.ID(), Key: "id", Against: shown[first],
				})
			case known:
				say.Kept()
			}
		}
	}}
}

// sameResponse: a repeated request gets the same kind of response. Failures have
// their own rules, and responses that break another rule are left out; so is the status code
// by which a job shows its state.
func sameResponse() Checker {
	first := map[string]*exchange.Exchange{}
	differ := map[string]*exchange.Exchange{}
	see := func(x *observation.Observation, say *Recorder) {
		status := x.Status()
		if x.Fault != nil || x.Allowed() || status == 0 || status >= 500 || status == http.StatusTooManyRequests ||
			x.Probe.Expect.Kind == exchange.WellFormed || x.Role == observation.RoleGet && x.Jobs.Responds(status) {
			return
		}
		if x.Probe.Expect.Kind == exchange.Either && status != http.StatusUnprocessableEntity && !unknownHere(status) {
			return // see validationIs422
		}
		request := x.Request.Method + " " + x.Request.Path + " " + fmt.Sprint(x.Request.Header) +
			string(x.Request.Body)
		before, known := first[request]
		switch {
		case !known && len(first) < maxAmbiguous:
			first[request] = x.Slim()
		case known && x.Request.Method != http.MethodPost && kindOf(before.Status()) != kindOf(status):
			if differ[request] == nil {
				differ[request] = x.Slim()
			}
		case known:
			say.Kept()
		}
	}
	end := func(say *Recorder) {
		for request, x := range differ {
			before := first[request]
			if say.rule.faulty[x.Number] || say.rule.faulty[before.Number] {
				continue
			}
			say.Broke(Break{
				Expected: before.StatusText() + ", as in response " + strconv.Itoa(before.Number), Got: x.StatusText(),
				Exchange: x, Key: "kind", Against: before,
			})
		}
	}
	return Checker{See: see, End: end}
}

// kindOf returns what responses of one kind have in common: the first digit of a status
// code below 400, the whole code otherwise.
func kindOf(status int) int {
	if status < 400 {
		return status / 100
	}
	return status
}
