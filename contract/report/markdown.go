package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas/display"
)

// maxShown is how many findings the formats for web pages show in full.
const maxShown = 50

// Markdown writes the report as GitHub-flavoured Markdown, for a job's summary or a
// comment. Text from the service is formatted as code, so that it cannot contain markup.
func Markdown(w io.Writer, r *Report) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "## Contract %s\n\n%s\n\n", r.Verdict, code(r.Target+r.summary()))
	if r.Unfinished != "" {
		fmt.Fprintf(&b, "**Unfinished:** %s\n\n", code(r.Unfinished))
	}
	writeMarkdownInternal(&b, r)
	b.WriteString(markdownCounts(r) + "\n\n")
	if len(r.Findings) > 0 {
		b.WriteString(markdownOverview(r) + "\n\n")
	}
	for i, f := range r.Findings {
		if i == maxShown {
			fmt.Fprintf(&b, "%d more findings are in the other reports.\n\n", len(r.Findings)-maxShown)
			break
		}
		writeMarkdownFinding(&b, r, i+1, f)
	}
	writeMarkdownNotes(&b, r)
	_, err := w.Write(b.Bytes())
	return err
}

func markdownCounts(r *Report) string {
	t := table.NewWriter()
	t.AppendHeader(table.Row{"errors", "warnings", "info", "known",
		"rules passed", "failed", "skipped", "requests", exchange.Plural(r.Noun()) + " seen", "time"})
	c := r.Counts
	t.AppendRow(table.Row{c.Errors, c.Warnings, c.Infos, c.Known, r.ByOutcome(rule.RulePassed), len(r.FailedRules()),
		r.ByOutcome(rule.RuleSkipped), c.Requests, c.Records, r.Duration.Round(time.Millisecond)})
	return t.RenderMarkdown()
}

func markdownOverview(r *Report) string {
	t := table.NewWriter()
	t.AppendHeader(table.Row{"", "", "rule", "expected", "got", "seen"})
	for i, f := range r.Findings {
		if i == maxShown {
			break
		}
		t.AppendRow(table.Row{i + 1, Label(f), code(f.Rule), code(display.Excerpt(f.Expected, exchange.ExcerptLength)),
			code(got(f)), code(seen(f))})
	}
	return t.RenderMarkdown()
}

// got is what was got instead, of all that a finding stands for.
func got(f *finding.Finding) string {
	all := []string{f.Got}
	for _, a := range f.Alike[:min(len(f.Alike), maxAlike)] {
		all = append(all, a.Got)
	}
	return display.Excerpt(strings.Join(all, ", "), exchange.ExcerptLength)
}

func writeMarkdownFinding(b *bytes.Buffer, r *Report, number int, f *finding.Finding) {
	fmt.Fprintf(b, "<details><summary>%d. %s %s</summary>\n\n", number, Label(f), f.Rule)
	b.WriteString(fenced(strings.Join(r.Lines(f), "\n")))
	b.WriteString("\n</details>\n\n")
}

func writeMarkdownNotes(b *bytes.Buffer, r *Report) {
	var lines []string
	for _, note := range r.Notes {
		lines = append(lines, "note: "+note)
	}
	if r.Coverage != nil && r.Counts.Responses > 0 {
		for _, gap := range r.Coverage.Gaps {
			lines = append(lines, "unseen: "+gap)
		}
		lines = append(lines, "coverage: "+r.Coverage.String())
	}
	for _, line := range lines {
		fmt.Fprintf(b, "- %s\n", code(line))
	}
}

// code returns a text as a code span, in which nothing is markup.
func code(s string) string {
	if s == "" {
		return ""
	}
	s = display.Line(strings.Join(strings.Fields(s), " "))
	fence := strings.Repeat("`", longestRun(s)+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// fenced returns a text as a code block that the text cannot end.
func fenced(s string) string {
	fence := strings.Repeat("`", max(3, longestRun(s)+1))
	return fence + "text\n" + display.Text(s) + "\n" + fence + "\n"
}

// longestRun returns the length of the longest sequence of backticks.
func longestRun(s string) int {
	longest, run := 0, 0
	for _, c := range s {
		if c != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
