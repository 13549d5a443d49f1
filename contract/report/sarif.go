package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/ringer-api/ringer/contract/defect"
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas/display"
)

// SARIF writes the report in the Static Analysis Results Interchange Format,
// version 2.1.0, as code scanning services read it: they refuse a whole document because
// of one location that is not a file of the repository. A finding's location is the file
// that contains its exchange, or else the API description, or else ringer.yaml; the
// logical location is the request with the JSON pointer. Known failures are suppressed
// results.
func SARIF(w io.Writer, r *Report) error {
	log, err := sarif.New(sarif.Version210)
	if err != nil {
		return err
	}
	run := sarif.NewRunWithInformationURI("ringer", defect.Homepage)
	for _, result := range r.Rules {
		addSARIFRule(run, r.words, result)
	}
	leftOut := addSARIFResults(run, r)
	ended := r.Started.Add(r.Duration)
	invocation := run.AddInvocation(r.Unfinished == "" && len(r.Internal) == 0)
	invocation.StartTimeUTC, invocation.EndTimeUTC = &r.Started, &ended
	invocation.ExitCodeDescription = ptr(string(r.Verdict) + r.summary())
	addSARIFInternal(invocation, r)
	if leftOut > 0 {
		invocation.ToolExecutionNotifications = append(invocation.ToolExecutionNotifications, sarif.NewNotification().
			WithLevel("warning").WithMessage(sarif.NewTextMessage(exchange.Count(leftOut, "more finding")+" are in the other reports")))
	}
	log.AddRun(run)
	var b bytes.Buffer
	if err := log.PrettyWrite(&b); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err = w.Write(display.JSON(b.Bytes()))
	return err
}

// GitHub shows the worst 5,000 results of a run, and refuses documents of more than 10 MB
// after gzip, so texts stay below that even where they cannot be compressed.
const (
	maxSARIFResults = 5000
	maxSARIFText    = 8 << 20
)

// addSARIFResults adds the findings, the worst first, and returns how many it has left out.
func addSARIFResults(run *sarif.Run, r *Report) (leftOut int) {
	text := 0
	for i, f := range r.Findings { // in the order in which one would mend them
		result := sarifResult(i+1, f, r)
		size := len(*result.Message.Text) + len(*result.Message.Markdown)
		if i == maxSARIFResults || text+size > maxSARIFText {
			return len(r.Findings) - i
		}
		text += size
		run.AddResult(result)
	}
	return 0
}

func addSARIFRule(run *sarif.Run, words rule.Words, result rule.Result) {
	known := rule.Find(result.ID)
	if known == nil { // a report of another version
		known = &rule.Rule{ID: result.ID, Sentence: result.Sentence, Source: result.Source}
	}
	explained := words.Of(*known)
	known = &explained
	help := explained.Explanation()
	run.AddRule(known.ID).
		WithName(pascal(known.ID)).
		WithDescription(known.Sentence).
		WithFullDescription(sarif.NewMultiformatMessageString(strings.TrimSpace(known.Sentence + " " + known.Why))).
		WithHelp(sarif.NewMultiformatMessageString(help).WithMarkdown(fenced(help))).
		WithDefaultConfiguration(&sarif.ReportingConfiguration{
			Level: sarifLevel(result.Severity), Enabled: ptr(result.Severity != finding.Off),
		}).
		WithProperties(sarif.Properties{"tags": []string{"contract", string(known.Source.Kind)}})
}

func sarifResult(number int, f *finding.Finding, r *Report) *sarif.Result {
	lines := r.numbered(number, f)
	at := sarif.NewLocation().WithLogicalLocations([]*sarif.LogicalLocation{
		sarif.NewLogicalLocation().WithName(f.Rule + " in " + strings.Join(f.Operations, ", ")).
			WithFullyQualifiedName(f.Request() + "#" + f.Places[0].Pointer).WithKind("resource"),
	})
	at.WithPhysicalLocation(sarifPlace(f, r.description))
	result := sarif.NewRuleResult(f.Rule).WithLevel(sarifLevel(f.Severity)).
		WithMessage(sarif.NewTextMessage(lines).WithMarkdown(fenced(lines)))
	result.AddLocation(at)
	result.OccurrenceCount = ptr(uint(f.Count))
	result.WithPartialFingerPrints(map[string]any{"ringerFinding/v1": Digest(f.Key)})
	if f.Known != nil {
		// This library writes null for what is not set, which the format refuses.
		result.Suppressions = []*sarif.Suppression{{
			Kind: "external", Status: ptr("accepted"), Justification: &f.Known.Reason,
			Location: sarif.NewLocation(), Guid: ptr(guid(f.Key)),
		}}
	}
	return result
}

// sarifPlace returns the position of a finding in a file of the repository.
func sarifPlace(f *finding.Finding, description string) *sarif.PhysicalLocation {
	name, line, column := repositoryFile(f.File()), f.Places[0].Line, f.Places[0].Column
	if name == "" {
		name, line, column = cmp.Or(repositoryFile(description), "ringer.yaml"), 0, 0
	}
	region := sarif.NewRegion().WithStartLine(max(line, 1)).WithStartColumn(max(column, 1))
	file := sarif.NewSimpleArtifactLocation((&url.URL{Path: name}).String())
	return sarif.NewPhysicalLocation().WithArtifactLocation(file).WithRegion(region)
}

// repositoryFile returns a file's name relative to the repository, which is assumed to be
// the folder where the check runs; "" for a file elsewhere.
func repositoryFile(name string) string {
	if filepath.IsAbs(name) {
		here, err := os.Getwd()
		if err != nil {
			return ""
		}
		if name, err = filepath.Rel(here, name); err != nil {
			return ""
		}
	}
	switch {
	case name == exchange.UnnamedFile, name == "standard input", strings.Contains(name, "://"), !filepath.IsLocal(name):
		return ""
	}
	return filepath.ToSlash(filepath.Clean(name))
}

func sarifLevel(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "error"
	case finding.Warning:
		return "warning"
	case finding.Info:
		return "note"
	}
	return "none"
}

// pascal returns a rule's id as SARIF names rules, such as StatusNoServerError.
func pascal(id string) string {
	words := strings.FieldsFunc(id, func(c rune) bool { return c == '.' || c == '-' })
	for i, word := range words {
		words[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, "")
}

// Digest returns a hash of a text as 32 hexadecimal digits.
func Digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// guid returns a UUID made from the hash of a text.
func guid(text string) string {
	d := Digest(text)
	return d[:8] + "-" + d[8:12] + "-5" + d[13:16] + "-8" + d[17:20] + "-" + d[20:]
}

func ptr[V any](v V) *V { return &v }
