package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
)

// arrange makes one finding of those that have one cause, and puts them in the order in
// which one would mend them: known failures last, the more serious first, and of those the
// ones that keep more rules from being examined, then as the rules are. What refers to
// findings by their numbers follows.
func (r *Report) arrange() {
	before := r.Findings
	stands := map[*finding.Finding]*finding.Finding{}
	hides := map[int]int{}
	for _, result := range r.Rules {
		for _, h := range result.HiddenBy {
			hides[h.Finding]++
		}
	}
	weight := map[*finding.Finding]int{}
	all := []*finding.Finding{}
	for _, group := range byCause(before) {
		whole := merged(group)
		for _, f := range group {
			stands[f] = whole
			weight[whole] += hides[slices.Index(before, f)+1]
		}
		all = append(all, whole)
	}
	known := func(f *finding.Finding) int {
		if f.Known != nil {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(all, func(f, o *finding.Finding) int {
		return cmp.Or(cmp.Compare(known(f), known(o)), cmp.Compare(o.Severity, f.Severity), cmp.Compare(weight[o], weight[f]))
	})
	r.Findings = all
	r.renumber(func(n int) int { return slices.Index(all, stands[before[n-1]]) + 1 })
}

// separate undoes the merging of findings, for what decides about each of them.
func (r *Report) separate() {
	before := r.Findings
	all := []*finding.Finding{}
	first := map[int]int{}
	for i, f := range before {
		first[i+1] = len(all) + 1
		if len(f.Parts) == 0 {
			all = append(all, f)
			continue
		}
		for _, part := range f.Parts {
			own := *part
			all = append(all, &own)
		}
	}
	r.Findings = all
	r.renumber(func(n int) int { return first[n] })
}

// renumber changes the numbers by which rules refer to findings.
func (r *Report) renumber(number func(int) int) {
	r.Rules = slices.Clone(r.Rules)
	for i := range r.Rules {
		var hiding []rule.Hiding
		for _, h := range r.Rules[i].HiddenBy {
			if h.Finding > 0 {
				h.Finding = number(h.Finding)
			}
			if !slices.Contains(hiding, h) {
				hiding = append(hiding, h)
			}
		}
		slices.SortStableFunc(hiding, func(a, b rule.Hiding) int { return cmp.Compare(a.Finding, b.Finding) })
		r.Rules[i].HiddenBy = hiding
	}
}

// byCause groups findings that share a cause, in the order of the first of each group. Those
// that another known failure accepts, or that have another severity, stay apart.
func byCause(findings []*finding.Finding) [][]*finding.Finding {
	var groups [][]*finding.Finding
	for _, f := range findings {
		at := -1
		for i := 0; i < len(groups) && (at < 0 || !slices.Contains(f.Causes, finding.Rest)); i++ {
			if !slices.ContainsFunc(groups[i], func(o *finding.Finding) bool { return sameCause(f, o) }) {
				continue
			}
			if at < 0 {
				at = i
				continue
			}
			groups[at] = append(groups[at], groups[i]...) // f joins the two
			groups = slices.Delete(groups, i, i+1)
			i--
		}
		if at < 0 {
			groups = append(groups, []*finding.Finding{f})
		} else {
			groups[at] = append(groups[at], f)
		}
	}
	return groups
}

func sameCause(f, o *finding.Finding) bool {
	switch {
	case f.Known != o.Known:
		return false
	case f.Key == o.Key+" late", o.Key == f.Key+" late": // sometimes it may only have been late
		return true
	case f.Severity != o.Severity:
		return slices.ContainsFunc(f.Causes, func(cause string) bool {
			return strings.HasPrefix(cause, finding.Renamed) && slices.Contains(o.Causes, cause)
		})
	}
	if f.Rule == o.Rule && slices.Contains(f.Causes, finding.Rest) {
		return true
	}
	return slices.ContainsFunc(f.Causes, func(cause string) bool { return slices.Contains(o.Causes, cause) })
}

// olderVersion is where to look first when several values of a job go back together.
const olderVersion = "these values go back together, so some responses show an older version of the whole job: look for a copy of the data that " +
	"is behind, such as a cache or a replica that some requests reach; if no later response shows the newer version again, look for what overwrites it"

// merged is the finding that stands for a group.
func merged(group []*finding.Finding) *finding.Finding {
	if len(group) == 1 {
		return group[0]
	}
	group = slices.Clone(group)
	slices.SortStableFunc(group, func(f, o *finding.Finding) int { return cmp.Compare(o.Severity, f.Severity) })
	whole := *group[0]
	whole.Alike, whole.Consequences = slices.Clone(whole.Alike), slices.Clone(whole.Consequences)
	whole.Parts = group
	together := true
	for _, f := range group[1:] {
		whole.StandFor(f)
		together = together && strings.HasPrefix(f.Rule, "lifecycle.")
	}
	if rules := whole.Rules(); together && len(rules) > 1 && strings.HasPrefix(whole.Rule, "lifecycle.") {
		whole.Fix = olderVersion
	}
	return &whole
}
