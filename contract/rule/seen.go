package rule

import (
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
)

// shownJobs are the jobs that a run has shown, at most finding.MaxHeld.
type shownJobs struct {
	times map[string]int  // how often each was shown
	own   map[string]bool // those of the collections that are checked
}

// countShown counts how often each job was shown.
func (j *Judge) countShown(x *observation.Observation) {
	shown := j.shown[x.Jobs]
	if shown == nil {
		shown = &shownJobs{map[string]int{}, map[string]bool{}}
		j.shown[x.Jobs] = shown
	}
	for _, r := range x.Records() {
		if _, known := shown.times[r.ID()]; r.ID() == "" || !known && len(shown.times) == finding.MaxHeld {
			continue
		}
		shown.times[r.ID()]++
		if kind := x.Probe.Expect.Kind; kind == exchange.Served || kind == "" {
			shown.own[r.ID()] = true
		}
	}
}

// OwnJobs is how many different jobs the collections that are checked have shown.
func (j *Judge) OwnJobs() (n int) {
	for _, shown := range j.shown {
		n += len(shown.own)
	}
	return n
}

// tellSeen says how much of a run showed a finding: which responses, of which operations,
// and which jobs.
func (j *Judge) tellSeen(s *ruleState, f *finding.Finding) {
	j.tellJobs(s, f)
	f.Pattern, f.In, f.OneIn, f.Values = "", nil, 0, f.Tally.String()
	if f.Responses > len(f.Shown) {
		return
	}
	var all []finding.Moment
	var shares []finding.Share
	for _, operation := range f.Operations {
		examined, complete := s.examinedIn(f, operation)
		if !complete {
			return
		}
		all = append(all, examined...)
		shares = append(shares, j.share(s, f, operation, examined))
	}
	byStatus := s.rule.family() != "status"
	f.Pattern = finding.Pattern(all, f.Shown, j.moments, byStatus)
	switch {
	case len(shares) == 1:
		f.Pattern = shares[0].Pattern
	case f.Pattern == "":
		f.In = shares
	}
	if !finding.Varies(all, f.Shown) {
		return
	}
	f.OneIn = j.oneIn(s, f, all)
	irregular := func(share finding.Share) bool { return share.Pattern == "" || share.Pattern == finding.Intermittent }
	switch {
	case f.Pattern != "" && f.Pattern != finding.Intermittent, f.OneIn < 2:
	case slices.ContainsFunc(shares, irregular):
		f.Pattern = finding.Intermittent + ": the same request does not always show it (numbers " + finding.Numbers(f.Shown) + ")"
	default:
		f.Pattern = "regularly, but not each time"
	}
}

// examinedIn are the responses of an operation that could have shown a finding; false when
// not all of them are known.
func (s *ruleState) examinedIn(f *finding.Finding, operation string) (all []finding.Moment, complete bool) {
	for kind := range f.Requests {
		if kind.Operation() != operation {
			continue
		}
		if len(s.moments[kind]) < s.examined[kind] {
			return nil, false
		}
		all = append(all, s.moments[kind]...)
	}
	return all, true
}

// share says in which responses of an operation a finding was seen.
func (j *Judge) share(s *ruleState, f *finding.Finding, operation string, examined []finding.Moment) finding.Share {
	share := finding.Share{Operation: operation, Of: len(examined), Request: j.requestOf(operation)}
	var shown []int
	for _, m := range examined {
		if slices.Contains(f.Shown, m.Number) {
			shown = append(shown, m.Number)
		}
	}
	share.Seen = len(shown)
	if s.rule.stage == memory && share.Seen < share.Of {
		share.Pattern = finding.Rhythm(j.successes(operation), shown)
	}
	if share.Pattern == "" {
		share.Pattern = finding.Pattern(examined, shown, j.moments, s.rule.family() != "status")
	}
	switch {
	case share.Pattern != "":
	case share.Of >= 10 && 10*share.Seen >= 9*share.Of:
		share.Pattern = "nearly every response"
	case finding.Varies(examined, shown):
		share.Pattern = finding.Intermittent
	}
	return share
}

// oneIn is how many responses to the same requests there are for one that showed a finding.
func (j *Judge) oneIn(s *ruleState, f *finding.Finding, examined []finding.Moment) int {
	if s.rule.stage != memory {
		return (len(examined) + f.Responses/2) / f.Responses
	}
	var of []finding.Moment // some had nothing to be compared with
	for _, operation := range f.Operations {
		of = append(of, j.successes(operation)...)
	}
	targets := map[string]bool{}
	for _, m := range of {
		if slices.Contains(f.Shown, m.Number) {
			targets[m.Target] = true
		}
	}
	n := 0
	for _, m := range of {
		if targets[m.Target] {
			n++
		}
	}
	return (n + f.Responses/2) / f.Responses
}

// successes are the responses of an operation with a status code of success.
func (j *Judge) successes(operation string) (all []finding.Moment) {
	for _, m := range j.moments {
		if m.Kind.Operation() == operation && exchange.Success(m.Status) {
			all = append(all, m)
		}
	}
	return all
}

// requestOf is the method and the path of an operation, as the description has them.
func (j *Judge) requestOf(operation string) string {
	if op := j.description.Operation(operation); op != nil {
		return op.Method + " " + op.Path
	}
	return ""
}

// tellJobs says how many jobs showed a finding, and whether they always did. Of those that
// the rule has compared where it says so, else of the collections that are checked. Ids that
// change tell nothing of how many jobs there are.
func (j *Judge) tellJobs(s *ruleState, f *finding.Finding) {
	f.Jobs, f.JobsOf, f.Throughout = 0, 0, false
	shown := j.shown[j.Resources.Of(f.Exchange.Probe.Operation)]
	if s.rule.ID == "lifecycle.keeps-id" || len(f.Records) == finding.MaxHeld || shown == nil || len(shown.times) == finding.MaxHeld {
		return
	}
	of := shown.own
	if len(s.compared) > 0 {
		of = s.compared
	}
	times := 0
	for id := range f.Records {
		times += shown.times[id]
		if of[id] {
			f.Jobs++
		}
	}
	if f.Jobs > 0 {
		f.JobsOf = len(of)
	}
	f.Throughout = s.rule.stage != memory && times == f.Count
}
