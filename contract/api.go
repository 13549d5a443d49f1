package contract

import (
	"io"

	"github.com/ringer-api/ringer/contract/coverage"
	"github.com/ringer-api/ringer/contract/defect"
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/recorded"
	"github.com/ringer-api/ringer/contract/report"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/contract/wire"
)

// What the packages below are to users of this one.
type (
	// Dataset names an eval dataset of a pipeline.
	Dataset = exchange.Dataset
	// Header is a header sent with every request, Secret a value that is sent and
	// never shown, TLS whom to trust.
	Header = exchange.Header
	Secret = exchange.Secret
	TLS    = wire.TLS

	// Probe is one thing to ask, Exchange a request with its answer.
	Probe     = exchange.Probe
	Inputs    = exchange.Inputs
	Input     = exchange.Input
	Expect    = exchange.Expect
	Kind      = exchange.Kind
	Exchange  = exchange.Exchange
	Request   = exchange.Request
	Response  = exchange.Response
	Field     = exchange.Field
	Fault     = exchange.Fault
	FaultKind = exchange.FaultKind

	// Rule is a promise, Source who made it.
	Rule   = rule.Rule
	Source = finding.Source
	Origin = finding.Origin
	// Severity is how much a broken rule weighs.
	Severity = finding.Severity
	// Finding is a broken promise, KnownFailure one that is accepted for now.
	Finding      = finding.Finding
	Place        = finding.Place
	Shrunk       = finding.Shrunk
	KnownFailure = finding.KnownFailure

	// Report is what a check found, Coverage what of the description it has seen,
	// Baseline the known failures that accept what was found.
	Report     = report.Report
	Baseline   = report.Baseline
	Verdict    = report.Verdict
	ProbeCount = report.ProbeCount
	RuleResult = rule.Result
	Hiding     = rule.Hiding
	Outcome    = rule.Outcome
	Counts     = rule.Counts
	Coverage   = coverage.Summary
	// What a coverage holds, by operation and by type.
	OperationCoverage = coverage.Operation
	StatusCoverage    = coverage.Status
	TypeCoverage      = coverage.Type
	PlaceCoverage     = coverage.Place
	Form              = coverage.Form
	// Reporter writes a report in one form.
	Reporter  = report.Reporter
	TextStyle = report.TextStyle

	// File is answers that somebody kept.
	File = recorded.File

	// UsageError says that a Target is not one, NotCheckedError that it could not be
	// asked, InternalError that ringer itself is wrong.
	UsageError      = exchange.UsageError
	NotCheckedError = exchange.NotCheckedError
	InternalError   = defect.Error
)

// How much a broken rule weighs.
const (
	Off     = finding.Off
	Default = finding.Default
	Info    = finding.Info
	Warning = finding.Warning
	Error   = finding.Error
)

// Who made a promise.
const (
	Documented = finding.Documented
	Framework  = finding.Framework
	Inferred   = finding.Inferred
)

// The kinds of answers that keep a promise.
const (
	Served       = exchange.Served
	Refused      = exchange.Refused
	Either       = exchange.Either
	Unknown      = exchange.Unknown
	Unauthorized = exchange.Unauthorized
	Hostile      = exchange.Hostile
	NoMethod     = exchange.NoMethod
	NoRoute      = exchange.NoRoute
)

// What keeps an answer from arriving whole.
const (
	Unreachable = exchange.Unreachable
	NoResponse  = exchange.NoResponse
	Malformed   = exchange.Malformed
	Cut         = exchange.Cut
	Overlong    = exchange.Overlong
	Endless     = exchange.Endless
	Undecodable = exchange.Undecodable
	Stopped     = exchange.Stopped
)

// The verdicts of a report, and what may come of a rule.
const (
	Passed     = report.Passed
	Broken     = report.Broken
	NotChecked = report.NotChecked

	RulePassed  = rule.RulePassed
	RuleBroken  = rule.RuleBroken
	RuleSkipped = rule.RuleSkipped
	RuleOff     = rule.RuleOff
)

// What a file can be taken as beside the types' own names.
const (
	FileArchive = recorded.FileArchive
	FileLines   = recorded.FileLines
	FileList    = recorded.FileList
	FileResults = recorded.FileResults
)

const (
	// DefaultMaxFile and DefaultMaxEntries bound a file that does not set its own.
	DefaultMaxFile    = recorded.DefaultMaxFile
	DefaultMaxEntries = recorded.DefaultMaxEntries
	// MaxPlaces is how many places a finding names.
	MaxPlaces = finding.MaxPlaces
	// RequireRecords, in Target.Require, stands for "at least one execution was seen".
	RequireRecords = report.RequireRecords
	// ReportVersion is the version of the report's JSON form.
	ReportVersion = report.ReportVersion
	// ReportingDefects says what to do about an InternalError, in a sentence.
	ReportingDefects = defect.ReportingDefects
)

// Rules lists every rule, in the order in which reports show them. The slice is
// the caller's own.
func Rules() []Rule { return rule.Rules() }

// ParseSeverity reads "off", "info", "warning" or "error".
func ParseSeverity(name string) (Severity, error) { return finding.ParseSeverity(name) }

// Text is the report for people, plain.
func Text(w io.Writer, r *Report) error { return report.Text(w, r) }

// JSON writes the report as one indented JSON document (see ReportVersion and
// ReportSchema).
func JSON(w io.Writer, r *Report) error { return report.JSON(w, r) }

// ReportSchema is the JSON Schema (2020-12) of what JSON writes. The slice is the
// caller's own.
func ReportSchema() []byte { return report.ReportSchema() }

// JUnit writes the report as JUnit XML: a test case a rule.
func JUnit(w io.Writer, r *Report) error { return report.JUnit(w, r) }

// SARIF writes the report as code scanning services read it, version 2.1.0.
func SARIF(w io.Writer, r *Report) error { return report.SARIF(w, r) }

// Markdown writes the report for a pull request or the summary of a build.
func Markdown(w io.Writer, r *Report) error { return report.Markdown(w, r) }

// GitHub writes the findings as workflow commands of GitHub Actions.
func GitHub(w io.Writer, r *Report) error { return report.GitHub(w, r) }
