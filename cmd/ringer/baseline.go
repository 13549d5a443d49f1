package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/reporting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/contract"
)

// baselineDays is for how long a new entry of a baseline is accepted.
const baselineDays = 30

// baselineFlags say whether a run writes its baseline. They are no settings: in a file
// or in the environment, they would make every run renew what it has to hold up.
type baselineFlags struct {
	update bool
	until  string
}

func (f *baselineFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.update, "update-baseline", false,
		"write the findings that fail this run to the --baseline file")
	flags.StringVar(&f.until, "baseline-until", "",
		fmt.Sprintf("last day of entries that --update-baseline adds or renews;\nthe default is in %d days", baselineDays))
	verb.NameValue(cmd, "baseline-until", "DATE")
	verb.NameValue(cmd, "update-baseline", "")
	for _, name := range []string{"update-baseline", "baseline-until"} {
		flags.Lookup(name).Annotations[verb.HelpGroup] = []string{"Rules"}
	}
	verb.Complete(cmd, "baseline-until", nil)
}

// baseline is a run's baseline, nil without one.
type baseline struct {
	*reporting.Baseline
	update bool
	until  time.Time // last moment of new entries
}

// openBaseline reads the baseline before the run. One that is not updated becomes a part
// of what the target is known to fail.
func (a *app) openBaseline(c setting.Contract, f baselineFlags, target *contract.Target) (*baseline, error) {
	until, err := a.baselineUntil(f)
	switch {
	case err != nil:
		return nil, err
	case c.Baseline == "" && f.update:
		return nil, output.Usage("--update-baseline needs --baseline, which names the file",
			"such as --baseline ringer-baseline.yaml --update-baseline")
	case c.Baseline == "":
		return nil, nil
	case c.Baseline == "-":
		return nil, output.Usage("baseline - is not a file: standard input cannot be written back",
			"such as --baseline ringer-baseline.yaml")
	}
	file, err := reporting.OpenBaseline(c.Baseline, f.update)
	if err != nil {
		return nil, err
	}
	if err := file.CheckReports(c.Reports); err != nil {
		file.Discard()
		return nil, err
	}
	if !f.update {
		target.Known = append(target.Known, file.Known...)
	}
	return &baseline{file, f.update, until}, nil
}

// baselineUntil is the last moment of new entries.
func (a *app) baselineUntil(f baselineFlags) (time.Time, error) {
	if f.until == "" {
		return setting.EndOfDay(a.now().UTC().AddDate(0, 0, baselineDays).Format(time.DateOnly))
	}
	until, err := setting.EndOfDay(f.until)
	switch {
	case !f.update:
		return until, output.Usage("--baseline-until needs --update-baseline, which writes entries with this date",
			"dates of entries that are there can be edited in the file")
	case err != nil:
		return until, output.Usage(fmt.Sprintf("--baseline-until %q: %v", f.until, err), "write it as year-month-day")
	case until.Before(a.now()):
		return until, output.Usage(fmt.Sprintf("--baseline-until %q is past: want today or a later day", f.until),
			fmt.Sprintf("without it entries end in %d days", baselineDays))
	}
	return until, nil
}

// discard removes an unfinished file.
func (b *baseline) discard() {
	if b != nil {
		b.Discard()
	}
}

// finish updates the run's baseline, writes its reports, and turns its result into the
// command's error.
func (a *app) finish(report *contract.Report, checked error, c setting.Contract, files []reporting.File, b *baseline) error {
	var told string
	var unwritten error
	if b != nil && b.update && report != nil {
		report, told, unwritten = b.updateFrom(report, checked == nil, a.now())
	}
	if report != nil {
		err := a.report(report, c, files)
		a.stderr.Text(told)
		if err != nil {
			return err
		}
	}
	if unwritten != nil {
		return unwritten
	}
	return conclusion(report, checked)
}

// updateFrom writes the baseline. It returns the report as the baseline makes it, and
// what to say. After an error, and after a run that was not complete, the file is as it
// was, and so is the report.
func (b *baseline) updateFrom(report *contract.Report, complete bool, now time.Time) (*contract.Report, string, error) {
	updated, result := report.WithBaseline(b.Known, b.until, now)
	if !complete || updated.Verdict != contract.Passed {
		return report, fmt.Sprintf("baseline %s is not written: the check is not complete", b.Name), nil
	}
	if err := b.Write(result.Known); err != nil {
		return report, "", err
	}
	return updated, b.told(result), nil
}

// told says what was written.
func (b *baseline) told(r contract.Baseline) string {
	until := " (until " + b.until.Format(time.DateOnly) + ")"
	added, kept := fmt.Sprintf("%d added", r.Added), fmt.Sprintf("%d kept", r.Kept)
	if r.Added > 0 {
		added += until
	}
	if r.NotExamined > 0 {
		kept += fmt.Sprintf(" (%d of rules that were not examined)", r.NotExamined)
	}
	parts := []string{added, kept, fmt.Sprintf("%d removed", r.Removed)}
	if r.Renewed > 0 {
		parts = append(parts, fmt.Sprintf("%d past their date renewed%s", r.Renewed, until))
	}
	return fmt.Sprintf("wrote baseline %s with %s: %s", b.Name, output.Count(len(r.Known), "known failure"), strings.Join(parts, ", "))
}
