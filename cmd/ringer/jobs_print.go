package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// maxShown is how many operations of a kind the text shows; in a large API a
// hundred operations may create a job.
const maxShown = 8

// writeModel prints a job model as text: a table for each job, then the resources
// that users move, then those without states, then what is uncertain.
func writeModel(out io.Writer, m *jobs.Model) error {
	still := writeResources(out, m.Jobs)
	still = append(still, writeResources(out, m.Resources)...)
	if len(still) > 0 {
		fmt.Fprintf(out, "%s\n\n", wrap("resources without states: "+strings.Join(still, ", "), 100))
	}
	writeDoubts(out, m.Unsure)
	_, err := fmt.Fprintf(out, "%s, %s, %s\n", output.Count(len(m.Jobs), "job"),
		output.Count(len(m.Resources), "other resource"), output.Count(len(m.Unsure), "open question"))
	return err
}

// writeResources prints those that have states and returns the names of the rest.
func writeResources(out io.Writer, list []*jobs.Resource) (still []string) {
	for _, r := range list {
		if r.Moves == "" {
			still = append(still, r.Name)
			continue
		}
		writeResource(out, r)
	}
	return still
}

func writeResource(out io.Writer, r *jobs.Resource) {
	who := "changes by time"
	if r.Moves == jobs.ByOthers {
		who = "changed by users"
	}
	fmt.Fprintf(out, "%s: %s, confidence %.2f\n", r.Name, who, r.Sure)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, row := range rowsOf(r) {
		for i, line := range row.lines {
			label := row.label
			if i > 0 {
				label = ""
			}
			fmt.Fprintf(table, "  %s\t%s\n", label, line)
		}
	}
	_ = table.Flush() // the output remembers its error
	fmt.Fprintln(out)
}

type jobRow struct {
	label string
	lines []string
}

func rowsOf(r *jobs.Resource) []jobRow {
	rows := []jobRow{
		{"create", operations(r, r.Create)}, {"list", operations(r, r.List)},
		{"get", operations(r, r.Get)}, {"get status", operations(r, r.StatusGet)},
		{"update", operations(r, r.Update)}, {"cancel", operations(r, r.Cancel)},
		{"pause", operations(r, r.Pause)}, {"resume", operations(r, r.Resume)},
		{"delete", operations(r, r.Delete)}, {"result", operations(r, r.Results)},
		{"id", idOf(r)}, {"status", textLine(r.Status)}, {"states", statesOf(r)},
		{"times", pairs(r.Times)}, {"progress", textLine(r.Progress)},
	}
	if r.Error != nil {
		rows = append(rows, jobRow{"error", textLine(r.Error.At + " when " + strings.Join(r.Error.When, ", "))})
	}
	for i, why := range r.Inferred {
		label := ""
		if i == 0 {
			label = "evidence"
		}
		rows = append(rows, jobRow{label, []string{why}})
	}
	return rows
}

func textLine(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// operations lists operations with the place of the record in the response, when
// that is not the whole response.
func operations(r *jobs.Resource, list []jobs.Operation) []string {
	var lines []string
	for _, op := range list[:min(len(list), maxShown)] {
		line := string(op)
		if at := r.Record[op]; at != "" {
			line += "  " + at
		} else if r.ID != nil && r.ID.In[op] != "" {
			line += "  id at " + r.ID.In[op]
		}
		lines = append(lines, line)
	}
	if more := len(list) - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more (--format json lists all)", more))
	}
	return lines
}

func idOf(r *jobs.Resource) []string {
	if r.ID == nil {
		return nil
	}
	var said []string
	for _, s := range []struct{ word, text string }{{"", r.ID.At}, {"as ", r.ID.Like}, {"parameter ", r.ID.Parameter}} {
		if s.text != "" {
			said = append(said, s.word+s.text)
		}
	}
	return textLine(strings.Join(said, ", "))
}

func statesOf(r *jobs.Resource) []string {
	var lines []string
	for _, s := range r.States {
		line := s.Name + ": " + string(s.Kind)
		if s.For != "" {
			line += " for " + string(s.For)
		}
		if len(s.Then) > 0 {
			line += ", then " + followers(s.Then)
		}
		lines = append(lines, line)
	}
	return lines
}

func followers(then map[string]int) string {
	names := slices.Sorted(maps.Keys(then))
	slices.SortStableFunc(names, func(a, b string) int { return then[b] - then[a] })
	if len(names) == 1 {
		return names[0]
	}
	var out []string
	for _, name := range names {
		out = append(out, fmt.Sprintf("%s (%d)", name, then[name]))
	}
	return strings.Join(out, " or ")
}

func pairs(places map[string]string) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(places)) {
		out = append(out, name+" "+places[name])
	}
	return textLine(strings.Join(out, ", "))
}

func writeDoubts(out io.Writer, doubts []jobs.Doubt) {
	if len(doubts) == 0 {
		return
	}
	fmt.Fprintf(out, "uncertain; define it in an overlay under %s:\n\n", jobs.Extension)
	for _, d := range doubts {
		fmt.Fprintf(out, "# %s\n# %s\n%s\n", d.What, strings.ReplaceAll(wrap(d.Why, 96), "\n", "\n# "), d.Overlay)
	}
}
