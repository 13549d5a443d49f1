package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/schemas/display"
)

// maxAnnotations is how many annotations GitHub shows of one step and kind. All together stay
// within it, so that none that a reader needs is missing.
const maxAnnotations = 10

// GitHub writes the findings as workflow commands, which GitHub Actions shows as annotations
// of the run, the worst first. It shows ten of a step, so the last one says how many more
// findings there are. A run that was cut short, or could check nothing, is an error as well.
func GitHub(w io.Writer, r *Report) error {
	var b bytes.Buffer
	left := maxAnnotations - annotateInternal(&b, r)
	if r.Verdict == NotChecked && len(r.Internal) == 0 {
		why := append([]string{cmp.Or(r.Unfinished, "nothing was checked")}, r.Notes...)
		annotate(&b, "error ", "contract not checked", strings.Join(why, "\n"))
		left--
	}
	var notes []string
	if (r.Verdict != NotChecked || len(r.Internal) > 0) && len(r.Notes) > 0 {
		notes = r.Notes
		left--
	}
	if r.Verdict == Passed {
		annotate(&b, "notice ", "contract passed", r.Target+r.summary())
		left--
	}
	annotateFindings(&b, r, left)
	if len(notes) > 0 {
		annotate(&b, "notice ", "contract notes", strings.Join(notes, "\n"))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// annotateFindings writes the findings, the worst first, in no more annotations than most.
func annotateFindings(b *bytes.Buffer, r *Report, most int) {
	findings, number := slices.Clone(r.Findings), map[*finding.Finding]int{}
	for i, f := range r.Findings {
		number[f] = i + 1
	}
	slices.SortStableFunc(findings, func(a, b *finding.Finding) int { return r.weight(b) - r.weight(a) })
	if len(findings) > most {
		most-- // for the last one
	}
	for i, f := range findings {
		if i >= most {
			more := findings[i:]
			kind := []string{"notice ", "notice ", "warning ", "error "}[r.weight(more[0])]
			annotate(b, kind, "contract", exchange.Count(len(more), "more finding")+", which are in the log and in the job's summary")
			break
		}
		kind := []string{"notice", "notice", "warning", "error"}[r.weight(f)]
		title := f.Rule
		if f.Known != nil {
			title += " (known)"
		}
		annotate(b, kind+annotated(f), title, r.numbered(number[f], f))
	}
}

// weight returns the level of a finding's annotation, from 0 to 3.
func (r *Report) weight(f *finding.Finding) int {
	if f.Known != nil {
		return 0
	}
	return int(f.Severity)
}

// annotated returns the properties that place an annotation in the file that contains the
// exchange.
func annotated(f *finding.Finding) string {
	place := f.Places[0]
	if f.File() == "" || place.Line == 0 {
		return " "
	}
	return fmt.Sprintf(" file=%s,line=%d,col=%d,", asProperty.Replace(display.Line(f.File())), place.Line, place.Column)
}

var (
	asValue    = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	asProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// annotate writes one workflow command. It escapes the text, so that it ends neither the
// command nor a property of it.
func annotate(b *bytes.Buffer, command, title, text string) {
	fmt.Fprintf(b, "::%stitle=%s::%s\n", command, asProperty.Replace(display.Line(title)), asValue.Replace(display.Text(text)))
}
