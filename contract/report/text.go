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

// Report is a Reporter.
func (s TextStyle) Report(w io.Writer, r *Report) error {
	var b bytes.Buffer
	known := false
	for i, f := range r.Findings {
		if f.Known != nil && !known {
			known = true
			b.WriteString("known failures, which do not fail the run:\n\n")
		}
		fmt.Fprintf(&b, "%d. %s %s\n", i+1, s.paint(f.Severity, Label(f)), f.Rule)
		for _, line := range Lines(f) {
			fmt.Fprintf(&b, "   %s\n", line)
		}
		b.WriteString("\n")
	}
	s.rules(&b, r)
	s.probes(&b, r)
	s.coverage(&b, r)
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "note: %s\n", display.Line(note))
	}
	if r.Unfinished != "" {
		fmt.Fprintf(&b, "unfinished: %s\n", display.Line(r.Unfinished))
	}
	writeInternal(&b, r)
	s.closing(&b, r)
	_, err := w.Write(b.Bytes())
	return err
}

// Label returns "known", or the severity of a finding.
func Label(f *finding.Finding) string {
	if f.Known != nil {
		return "known"
	}
	return f.Severity.String()
}

// Lines returns a finding as lines of a label and a text each. Text from outside is
// escaped, so that it can neither begin a line nor end one.
func Lines(f *finding.Finding) []string {
	lines := []string{f.Sentence}
	add := func(label, text string) {
		if text != "" {
			lines = append(lines, fmt.Sprintf("%-10s%s", label, display.Line(text)))
		}
	}
	add("source", f.Source.String())
	add("why", f.Why)
	add("expected", display.Excerpt(f.Expected, exchange.ExcerptLength))
	add("got", display.Excerpt(f.Got, exchange.ExcerptLength))
	add("at", where(f))
	add("in", f.Exchange.From)
	add("seen", seen(f))
	add("minimized", f.Shrunk.String())
	add("response", f.Excerpt)
	if f.Known != nil {
		add("known", accepted(f.Known))
	}
	add("reproduce", f.Curl)
	return lines
}

// numbered returns a finding as text with its number, by which others refer to it, for
// formats that do not show the findings in their order.
func numbered(number int, f *finding.Finding) string {
	return strings.Join(append(Lines(f), fmt.Sprintf("%-10s%d", "finding", number)), "\n")
}

// where returns the first places, and how many there are.
func where(f *finding.Finding) string {
	if f.Places[0].Pointer == "" && f.Places[0].Record == "" {
		return ""
	}
	text := f.Places[0].String()
	var more []string
	for _, p := range f.Places[1:] {
		if p.Pointer != f.Places[0].Pointer && !slices.Contains(more, p.Pointer) {
			more = append(more, p.Pointer)
		}
	}
	if len(more) > 0 {
		text += ", and " + strings.Join(more, ", ")
	}
	if f.Count > 1 {
		text += fmt.Sprintf("; %d times in total", f.Count)
	}
	return text
}

func seen(f *finding.Finding) string {
	noun := "response"
	if f.Exchange != nil && f.Exchange.Response == nil {
		noun = "request" // none got a response
	}
	text := fmt.Sprintf("in %d of %s", f.Responses, exchange.Count(f.Of, noun))
	if len(f.Operations) > 0 {
		text += " of " + strings.Join(f.Operations, ", ")
	}
	return text
}

func (s TextStyle) rules(b *bytes.Buffer, r *Report) {
	nothing := r.ByOutcome(rule.RulePassed)+r.ByOutcome(rule.RuleBroken) == 0
	for _, result := range r.Rules {
		if result.Outcome == rule.RuleSkipped && !nothing && !r.Recorded || s.Verbose {
			line := fmt.Sprintf("%-13s %-30s %s", outcomeText[result.Outcome], result.ID, result.Skipped())
			b.WriteString(display.Line(strings.TrimRight(line, " ")) + "\n")
		}
	}
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

func (s TextStyle) closing(b *bytes.Buffer, r *Report) {
	c := r.Counts
	fmt.Fprintf(b, "%s, %s, %d info, %d known\n",
		exchange.Count(c.Errors, "error"), exchange.Count(c.Warnings, "warning"), c.Infos, c.Known)
	fmt.Fprintf(b, "%s: %d passed, %d failed, %d skipped, %d off\n",
		exchange.Count(len(r.Rules), "rule"), r.ByOutcome(rule.RulePassed), r.ByOutcome(rule.RuleBroken),
		r.ByOutcome(rule.RuleSkipped), r.ByOutcome(rule.RuleOff))
	fmt.Fprintf(b, "%s, %s, %s seen",
		exchange.Count(c.Requests, "request"), exchange.Count(c.Responses, "response"), exchange.Count(c.Records, r.Noun()))
	if !r.Recorded {
		fmt.Fprintf(b, ", seed %d, %s", r.Seed, r.Duration.Round(time.Millisecond))
	}
	b.WriteString("\n")
	severity := map[Verdict]finding.Severity{
		Passed: finding.Info, Broken: finding.Error, NotChecked: finding.Warning,
	}[r.Verdict]
	fmt.Fprintf(b, "%s %s%s\n", s.paint(severity, string(r.Verdict)), display.Line(r.Target), display.Line(r.but()))
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
	for _, op := range r.Coverage.Operations {
		for _, status := range op.Statuses {
			if !status.Documented {
				fmt.Fprintf(b, "%-13s %s returned %d in %d of %d\n",
					"undocumented", display.Line(op.ID), status.Status, status.Responses, op.Requests)
			}
		}
	}
	for _, gap := range r.Coverage.Gaps {
		fmt.Fprintf(b, "%-13s %s\n", "unseen", display.Line(gap))
	}
	fmt.Fprintf(b, "%-13s %s\n", "coverage", display.Line(r.Coverage.String()))
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
