package contract

import (
	"io"

	"github.com/ringer-api/ringer/contract/coverage"
	"github.com/ringer-api/ringer/contract/defect"
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/llamacloud"
	"github.com/ringer-api/ringer/contract/recorded"
	"github.com/ringer-api/ringer/contract/report"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/contract/wire"
)

// The types of the packages below that users of this one need.
type (
	// Dataset names a collection of the built-in API.
	Dataset = llamacloud.Dataset
	// Header is a header sent with every request, Secret a value that is sent and never
	// shown, TLS which certificates to trust.
	Header = exchange.Header
	Secret = exchange.Secret
	TLS    = wire.TLS

	// Probe is a planned request, Exchange a request with its response.
	Probe     = exchange.Probe
	Inputs    = exchange.Inputs
	PathParam = exchange.PathParam
	Input     = exchange.Input
	Expect    = exchange.Expect
	Kind      = exchange.Kind
	Exchange  = exchange.Exchange
	Request   = exchange.Request
	Response  = exchange.Response
	Field     = exchange.Field
	Fault     = exchange.Fault
	FaultKind = exchange.FaultKind

	// Rule is one requirement on responses, Source where it comes from.
	Rule   = rule.Rule
	Source = finding.Source
	Origin = finding.Origin
	// Severity is how serious a finding is.
	Severity = finding.Severity
	// Finding is a broken rule, KnownFailure accepts findings for now.
	Finding      = finding.Finding
	Place        = finding.Place
	Shrunk       = finding.Shrunk
	KnownFailure = finding.KnownFailure

	// Report is the result of a check, Coverage which parts of the description it has seen,
	// Baseline the known failures that accept its findings.
	Report     = report.Report
	Baseline   = report.Baseline
	Verdict    = report.Verdict
	ProbeCount = report.ProbeCount
	RuleResult = rule.Result
	Hiding     = rule.Hiding
	Outcome    = rule.Outcome
	Counts     = rule.Counts
	Coverage   = coverage.Summary
	// The parts of a Coverage, by operation and by type.
	OperationCoverage = coverage.Operation
	StatusCoverage    = coverage.Status
	TypeCoverage      = coverage.Type
	PlaceCoverage     = coverage.Place
	Form              = coverage.Form
	// Reporter writes a report in one format.
	Reporter  = report.Reporter
	TextStyle = report.TextStyle

	// File is a file of recorded responses.
	File = recorded.File

	// UsageError reports that a Target is invalid, NotCheckedError that it could not be
	// checked, InternalError that ringer itself has a bug.
	UsageError      = exchange.UsageError
	NotCheckedError = exchange.NotCheckedError
	InternalError   = defect.Error
)

// The severities.
const (
	Off     = finding.Off
	Default = finding.Default
	Info    = finding.Info
	Warning = finding.Warning
	Error   = finding.Error
)

// Where a rule comes from.
const (
	Documented = finding.Documented
	Framework  = finding.Framework
	Inferred   = finding.Inferred
)

// The kinds of responses that a probe expects.
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

// Why a request got no complete response.
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

// The verdicts of a report, and the outcomes of a rule.
const (
	Passed     = report.Passed
	Broken     = report.Broken
	NotChecked = report.NotChecked

	RulePassed  = rule.RulePassed
	RuleBroken  = rule.RuleBroken
	RuleSkipped = rule.RuleSkipped
	RuleOff     = rule.RuleOff
)

// The types of files, in addition to the names of the description's types.
const (
	FileArchive = recorded.FileArchive
	FileLines   = recorded.FileLines
	FileList    = recorded.FileList
	FileResults = recorded.FileResults
)

const (
	// DefaultMaxFile and DefaultMaxEntries limit a file that does not set its own limits.
	DefaultMaxFile    = recorded.DefaultMaxFile
	DefaultMaxEntries = recorded.DefaultMaxEntries
	// MaxPlaces is how many places a finding names.
	MaxPlaces = finding.MaxPlaces
	// RequireRecords, in Target.Require, stands for "at least one job was seen".
	RequireRecords = report.RequireRecords
	// ReportVersion is the version of the report's JSON format.
	ReportVersion = report.ReportVersion
	// ReportingDefects is a sentence on what to do about an InternalError.
	ReportingDefects = defect.ReportingDefects
)

// Rules returns every rule, in the order in which reports show them and in the words of the
// built-in API. The caller may change the slice.
func Rules() []Rule { return rule.Rules(Target{}.words()) }

// ParseSeverity parses "off", "default", "info", "warning" or "error".
func ParseSeverity(name string) (Severity, error) { return finding.ParseSeverity(name) }

// Text writes the report for people, without colours.
func Text(w io.Writer, r *Report) error { return report.Text(w, r) }

// JSON writes the report as one indented JSON document (see ReportVersion and
// ReportSchema).
func JSON(w io.Writer, r *Report) error { return report.JSON(w, r) }

// ReportSchema returns the JSON Schema (2020-12) of what JSON writes. The caller may change
// the slice.
func ReportSchema() []byte { return report.ReportSchema() }

// JUnit writes the report as JUnit XML: a test case for each rule.
func JUnit(w io.Writer, r *Report) error { return report.JUnit(w, r) }

// SARIF writes the report as code scanning services read it, version 2.1.0.
func SARIF(w io.Writer, r *Report) error { return report.SARIF(w, r) }

// History is what the last runs of a check have found, PastRun one of them; see History.Tell
// and Report.ChangesSince.
type (
	History = report.History
	PastRun = report.Run
)

// RunOf returns what a run has found, as a History keeps it.
func RunOf(r *Report) PastRun { return report.RunOf(r) }

// ReadHistory reads a history from JSON. Unknown and duplicate names are errors.
func ReadHistory(data []byte) (*History, error) { return report.ReadHistory(data) }

// Docs names the documentation page whose lines the built-in API's rules have as sources.
const Docs = llamacloud.Docs

// ReadReport reads a report that JSON has written; see TextStyle.Explain. Unknown and
// duplicate names are errors.
func ReadReport(from io.Reader) (*Report, error) { return report.Read(from) }

// CTRF writes the report in the Common Test Report Format, as JSON.
func CTRF(w io.Writer, r *Report) error { return report.CTRF(w, r) }

// Markdown writes the report for a pull request or the summary of a build.
func Markdown(w io.Writer, r *Report) error { return report.Markdown(w, r) }

// GitHub writes the findings as workflow commands of GitHub Actions.
func GitHub(w io.Writer, r *Report) error { return report.GitHub(w, r) }
