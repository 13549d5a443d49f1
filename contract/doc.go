// Package contract checks an implementation of the API: it sends requests and reports
// which rules the responses break.
//
// The two calls most people need:
//
//	report, err := contract.Check(ctx, contract.Target{URL: url, Datasets: datasets})
//	contract.Run(t, contract.Target{URL: url, Datasets: datasets}) // in a test: a subtest for each rule
//
// There is an http.RoundTripper that checks a client's own traffic, and a reader for
// recorded responses (HAR, JSON lines, a body):
//
//	client.Transport = contract.Watch(http.DefaultTransport, func(f contract.Finding) { ... })
//	report, err := contract.JudgeFile(ctx, contract.File{Name: name, From: reader}, contract.Target{})
//
// # How it flows
//
// A [Target] is validated, then [Probe]s are sent, phase by phase, and become
// [Exchange]s. Each is parsed once, into an observation, and the judge checks every
// [Rule] on it, stage by stage. Broken rules become [Finding]s. The [Report] contains
// them, and [Reporter]s write it. Check, in check.go, is that paragraph as code; run.go
// sends a phase and has the judge check its responses.
//
// # Where to look
//
// This package is the only one that knows a whole Target; settings.go gives each of the
// others its own part of it:
//
//	check.go          the flow; run.go a phase of it, discover.go finds
//	                  collections of jobs
//	plan.go           what a run may send; plan_make.go makes it of the phases themselves
//	budget.go         what is left out because of limits; throttle.go handles 429
//	create.go         requests that start jobs, one after the other; created.go what
//	                  was started, and its limit; cleanup.go cancels it
//	minimize.go       the smallest request that still shows a finding; minimize_id.go its id
//	judge_file.go     recorded responses; watch.go a client's own traffic
//	save.go           findings as scenarios of the mock
//	version.go        the description by which responses are checked
//	about.go          which API it is, and what is known of it
//	testing.go        a subtest for each rule; exit.go the exit codes
//	api.go            the names of the packages below
//
// The packages below; each knows only those after it:
//
//	llamacloud    what is particular to the built-in API, and no description says
//	report        the result of a check, one file per format; known.go known failures
//	recorded      archives, JSON lines and bodies as exchanges; match.go their operations
//	rule          table.go the rules, FAMILY.go how they are checked, judge.go what runs
//	              them, precedence.go which finding hides which, reachability.go whether the
//	              service could be reached at all, ambiguous.go responses that are decided
//	              at the end
//	probe         plan.go the requests, in phases; learned.go what earlier responses show
//	coverage      which parts of the description were seen
//	observation   a parsed body: reading.go, record.go one job, jobs.go
//	              what is known of the jobs of an API, undocumented.go names that the
//	              description does not contain
//	finding       a broken rule as data; excerpt.go what is shown of a response
//	defect        a panic in ringer costs only the part of the run that it is in
//	wire          one file per protocol
//	exchange      requests, responses and faults as data; secret.go replaces secrets,
//	              origin.go exchanges that the check has not made itself, curl.go
//
// A new rule is an entry in the table and a function in the file of its family: ofExchange
// if it needs one response, ofRecord if it needs one job, a function that returns a
// Checker if it needs several exchanges (documentedStatus, finalStaysFinal). It records
// Kept or Broke for everything that it checks, and nothing for what it does not apply to,
// so that a report can show how much a passed run is worth. A rule never parses. What is
// only recorded, not checked, is a listener to which the judge passes every exchange:
// Counts, Reachability, coverage. An unknown value of a closed enum is not an unknown
// name: it violates the schema. A new format of the report is a Reporter; it formats what
// the Report contains and decides nothing.
//
// # Guarantees
//
// Nothing is sent that writes unless Target.AllowWrites is set, and nothing that [Plan] does
// not list. No request is repeated silently, except after a 429, which is counted. A correct implementation that differs
// only in what the description leaves open has no finding of severity Warning or above.
// Secrets, as package recording recognizes them, are in no Exchange of a Report and in no
// report. A rule's id and a finding's key are stable between runs and versions.
//
// A service that cannot be checked is not a finding but a [NotCheckedError]; an invalid
// target is a [UsageError]; a bug of ringer is an [InternalError], together with the rest
// of the report.
package contract
