package report

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/coverage"
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas/display"
)

// Reporter writes a report in one format. It does not change the report, and returns the
// writer's error.
type Reporter func(w io.Writer, r *Report) error

// Text writes the report for people, without colours.
func Text(w io.Writer, r *Report) error { return TextStyle{}.Report(w, r) }

// TextStyle is how the report for people looks. The zero value is that of Text.
type TextStyle struct {
	Colour  bool // ANSI colours
	Verbose bool // list every rule, also those that passed
}

// Report is a Reporter. The verdict comes first, then the findings in the order in which one
// would mend them, then what was not examined.
func (s TextStyle) Report(w io.Writer, r *Report) error {
	var b bytes.Buffer
	s.verdict(&b, r, r.summary())
	if r.Unfinished != "" {
		fmt.Fprintf(&b, "unfinished: %s\n", display.Line(r.Unfinished))
	}
	writeInternal(&b, r)
	known := false
	for i, f := range r.Findings {
		if f.Known != nil && !known {
			known = true
			b.WriteString("\nknown failures, which do not fail the run:\n")
		}
		b.WriteString("\n")
		s.finding(&b, r, i+1, f)
	}
	b.WriteString("\n")
	s.rules(&b, r)
	s.probes(&b, r)
	s.coverage(&b, r)
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "note: %s\n", display.Line(note))
	}
	s.closing(&b, r)
	_, err := w.Write(b.Bytes())
	return err
}

// verdict writes the verdict and what to add to it.
func (s TextStyle) verdict(b *bytes.Buffer, r *Report, more string) {
	severity := map[Verdict]finding.Severity{
		Passed: finding.Info, Broken: finding.Error, NotChecked: finding.Warning,
	}[r.Verdict]
	fmt.Fprintf(b, "%s %s%s\n", s.paint(severity, string(r.Verdict)), display.Line(r.Target), display.Line(more))
}

// Changes writes how a report differs from an earlier run: a line with the verdict, then what
// is new in full, and the others in a line each.
func (s TextStyle) Changes(w io.Writer, r *Report, c Changes) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s ", finding.Second(r.Started))
	more := fmt.Sprintf(": %d new, %d gone, %d still there", len(c.New), len(c.Gone), len(c.Still))
	if len(c.NotExamined) > 0 {
		more += fmt.Sprintf(", %d not examined", len(c.NotExamined))
	}
	s.verdict(&b, r, more)
	if r.Unfinished != "" {
		fmt.Fprintf(&b, "unfinished: %s\n", display.Line(r.Unfinished))
	}
	writeInternal(&b, r)
	for _, n := range c.New {
		b.WriteString("new    ")
		s.finding(&b, r, n, r.Findings[n-1])
	}
	tell := func(word, text string) { fmt.Fprintf(&b, "%-6s %s\n", word, display.Line(text)) }
	for _, f := range c.Gone {
		tell("gone", f.String())
	}
	for _, f := range c.NotExamined {
		tell("?", f.String()+": its rule was not examined")
	}
	for _, n := range c.Still {
		f := r.Findings[n-1]
		tell("still", fmt.Sprintf("%d. %s %s%s", n, Label(f), f.Rule, spot(f)))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// Explain writes everything about the finding with a number, from 1, and what can be done
// about it.
func (s TextStyle) Explain(w io.Writer, r *Report, number int) error {
	var b bytes.Buffer
	s.Verbose = true
	f := r.Findings[number-1]
	s.finding(&b, r, number, f)
	var l lines
	l.add("severity", r.weighed(f))
	l.add("hides", strings.Join(r.hiddenBehind(number), ", "))
	l.add("rule", "ringer rules "+f.Rule+" explains it, with a response that fails it and one that passes")
	if f.Known == nil {
		l.add("accept", "ringer check --known "+known(f.Rule, f.Key))
		for _, a := range f.Alike[:min(len(f.Alike), maxAlike)] {
			l.add("", "--known "+known(a.Rule, a.Key))
		}
	}
	for _, line := range l {
		fmt.Fprintf(&b, "   %s\n", line)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// finding writes a finding; if verbose, with everything about it.
func (s TextStyle) finding(b *bytes.Buffer, r *Report, number int, f *finding.Finding) {
	fmt.Fprintf(b, "%d. %s %s%s: %s\n", number, s.paint(f.Severity, Label(f)), f.Rule, display.Line(spot(f)), display.Line(f.Sentence))
	lines := facts(f, s.Colour)
	if s.Verbose {
		lines = append(lines, r.background(f)...)
	}
	for _, line := range lines {
		fmt.Fprintf(b, "   %s\n", line)
	}
}

// Label returns "known", or the severity of a finding.
func Label(f *finding.Finding) string {
	if f.Known != nil {
		return "known"
	}
	return f.Severity.String()
}

// probes writes the requests by kind of probe, if verbose.
func (s TextStyle) probes(b *bytes.Buffer, r *Report) {
	for _, kind := range r.Probes {
		if s.Verbose {
			fmt.Fprintf(b, "%-13s %s: %d of at most %s, %d left out\n",
				"sent", kind.Name, kind.Sent, exchange.Count(kind.Planned, "request"), kind.LeftOut)
		}
	}
}

// outcomeText has the outcomes of rules as people read them.
var outcomeText = map[rule.Outcome]string{
	rule.RulePassed: "passed", rule.RuleBroken: "failed", rule.RuleSkipped: "skipped", rule.RuleOff: "off",
}

// closing writes the numbers of the run, and the verdict again when findings stand between
// it and the end.
func (s TextStyle) closing(b *bytes.Buffer, r *Report) {
	c := r.Counts
	failed := len(r.FailedRules())
	fmt.Fprintf(b, "%s: %d passed, %d failed, ", exchange.Count(len(r.Rules), "rule"), r.ByOutcome(rule.RulePassed), failed)
	if other := r.ByOutcome(rule.RuleBroken) - failed; other > 0 {
		fmt.Fprintf(b, "%d with findings that do not fail the check, ", other)
	}
	fmt.Fprintf(b, "%d skipped, %d off\n", r.ByOutcome(rule.RuleSkipped), r.ByOutcome(rule.RuleOff))
	fmt.Fprintf(b, "%s, %s, %s", exchange.Count(c.Requests, "request"), exchange.Count(c.Responses, "response"), r.seenJobs())
	if !r.Recorded {
		fmt.Fprintf(b, ", seed %d, %s", r.Seed, r.Duration.Round(time.Millisecond))
	}
	b.WriteString("\n")
	for _, kind := range r.Jobs {
		fmt.Fprintf(b, "%-13s %s seen, %s about jobs examined\n", "jobs",
			display.Line(exchange.Count(kind.Records, kind.Name)), exchange.Count(kind.Rules, "rule"))
	}
	if len(r.Findings) > 0 {
		s.verdict(b, r, r.summary())
	}
}

// seenJobs says how many jobs were seen.
func (r *Report) seenJobs() string {
	c := r.Counts
	hidden := func(result rule.Result) bool {
		return len(result.HiddenBy) > 0 && strings.HasPrefix(result.ID, "record.")
	}
	switch {
	case c.Records == 0 && slices.ContainsFunc(r.Rules, hidden):
		return "no " + r.Noun() + " could be read, because of the findings"
	case c.Jobs == 0 || c.Jobs == c.Records:
		return exchange.Count(c.Records, r.Noun()) + " seen"
	}
	return fmt.Sprintf("%s seen, %s in all", exchange.Count(c.Jobs, r.Noun()), exchange.Count(c.Records, "time"))
}

// coverage writes the coverage; if verbose, with every place.
func (s TextStyle) coverage(b *bytes.Buffer, r *Report) {
	if r.Coverage == nil || r.Counts.Responses == 0 || r.emptyRun() && !s.Verbose {
		return
	}
	for _, t := range r.Coverage.Types {
		if s.Verbose && t.Seen > 0 {
			writeType(b, t)
		}
	}
	if s.Verbose {
		writeGaps(b, r.Coverage)
	}
	fmt.Fprintf(b, "%-13s %s\n", "coverage", display.Line(r.Coverage.String()))
}

// writeGaps writes what was seen and is not documented, and what is and was not seen.
func writeGaps(b *bytes.Buffer, c *coverage.Summary) {
	for _, op := range c.Operations {
		for _, status := range op.Statuses {
			if !status.Documented {
				fmt.Fprintf(b, "%-13s %s returned %d in %d of %d\n",
					"undocumented", display.Line(op.ID), status.Status, status.Responses, op.Requests)
			}
		}
	}
	for _, gap := range c.Gaps {
		fmt.Fprintf(b, "%-13s %s\n", "unseen", display.Line(gap))
	}
}

func writeType(b *bytes.Buffer, t coverage.Type) {
	for _, p := range t.Places {
		var forms []string
		for _, f := range p.Forms {
			forms = append(forms, fmt.Sprintf("%s %d", f.Name, f.Seen))
		}
		fmt.Fprintf(b, "%-13s %-44s %s\n", "seen", display.Line(t.Name+p.Place), display.Line(strings.Join(forms, ", ")))
	}
}

// paint colours a word if the style has colours.
func (s TextStyle) paint(severity finding.Severity, word string) string {
	if !s.Colour {
		return word
	}
	code := map[finding.Severity]string{finding.Error: "31;1", finding.Warning: "33;1", finding.Info: "32;1"}[severity]
	return "\x1b[" + code + "m" + word + "\x1b[0m"
}
