package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas/display"
)

// rules writes the rules that were not examined, by reason; if verbose, all rules.
func (s TextStyle) rules(b *bytes.Buffer, r *Report) {
	if s.Verbose {
		for _, result := range r.Rules {
			line := fmt.Sprintf("%-13s %-30s %s", outcomeText[result.Outcome], result.ID, result.Skipped())
			b.WriteString(display.Line(strings.TrimRight(line, " ")) + "\n")
		}
		return
	}
	nothing := r.ByOutcome(rule.RulePassed)+r.ByOutcome(rule.RuleBroken) == 0
	reasons := r.skipped()
	if len(reasons) == 0 || nothing {
		return
	}
	fmt.Fprintf(b, "not examined: %d of %s (-v lists all)\n", r.ByOutcome(rule.RuleSkipped), exchange.Count(len(r.Rules), "rule"))
	for i, reason := range reasons {
		if i == maxReasons {
			fmt.Fprintf(b, "%4d  for %s\n", sum(reasons[i:]), exchange.Count(len(reasons)-i, "other reason"))
			break
		}
		fmt.Fprintf(b, "%4d  %s\n", len(reason.rules), display.Line(reason.String()))
	}
}

const (
	// maxReasons is how many reasons are told, maxNamed how many rules are named for each.
	maxReasons = 4
	maxNamed   = 3
)

// skippedFor is why some rules were not examined.
type skippedFor struct {
	reason string
	plain  bool // the reason says which rules these are
	rules  []string
}

// String returns the reason and the first rules.
func (s skippedFor) String() string {
	if s.plain {
		return s.reason
	}
	named := s.rules[:min(len(s.rules), maxNamed)]
	text := s.reason + ": " + strings.Join(named, ", ")
	if more := len(s.rules) - len(named); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func sum(reasons []skippedFor) (n int) {
	for _, s := range reasons {
		n += len(s.rules)
	}
	return n
}

// skipped are the reasons why rules were not examined: hidden ones first, then by how many
// rules they concern.
func (r *Report) skipped() []skippedFor {
	var all []skippedFor
	for _, result := range r.Rules {
		if result.Outcome != rule.RuleSkipped {
			continue
		}
		reason, plain := r.whySkipped(result)
		at := slices.IndexFunc(all, func(s skippedFor) bool { return s.reason == reason })
		if at < 0 {
			at = len(all)
			all = append(all, skippedFor{reason: reason, plain: plain})
		}
		all[at].rules = append(all[at].rules, result.ID)
	}
	hidden := func(s skippedFor) int {
		if strings.HasPrefix(s.reason, "may be hidden") {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(all, func(a, b skippedFor) int {
		if h := hidden(b) - hidden(a); h != 0 {
			return h
		}
		return len(b.rules) - len(a.rules)
	})
	return all
}

// whySkipped is why a rule was not examined, in the words of a reader, and what to do. plain
// reports that the reason says which rules these are.
func (r *Report) whySkipped(result rule.Result) (reason string, plain bool) {
	family, _, _ := strings.Cut(result.ID, ".")
	switch {
	case len(result.HiddenBy) > 0:
		var by []string
		for _, h := range result.HiddenBy {
			by = append(by, h.String())
		}
		return "may be hidden by " + strings.Join(by, ", "), false
	case r.Recorded:
	case family == "write", result.ID == "results.one-a-question":
		return fmt.Sprintf("no %s was started; --allow-writes lets a check start some", r.Noun()), true
	case family == "auth":
		return "no credential was given, or no request was refused because it had none; --token-env NAME gives one", true
	}
	if strings.HasPrefix(result.Reason, "needs ") && !strings.HasSuffix(result.Reason, " twice") {
		return result.Reason + ", which no response had", false
	}
	return result.Reason, false
}
