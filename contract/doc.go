// Package contract is the judge: it asks an implementation of the API and says
// which promises its answers break.
//
// The two calls most people need:
//
//	report, err := contract.Check(ctx, contract.Target{URL: url, Datasets: datasets})
//	contract.Run(t, contract.Target{URL: url, Datasets: datasets}) // in a test: a subtest a rule
//
// for traffic that passes anyway, an http.RoundTripper, and for answers that
// somebody kept (HAR, JSON lines, a body), a reader:
//
//	client.Transport = contract.Watch(http.DefaultTransport, func(f contract.Finding) { ... })
//	report, err := contract.JudgeFile(ctx, contract.File{Name: name, From: reader}, contract.Target{})
//
// # How it flows
//
// A [Target] is validated, then asked phase by phase: [Probe]s go over the wire and
// become [Exchange]s. What an exchange shows is read once, into an observation, and
// the judge asks every [Rule] about it, stage by stage. What a rule says becomes
// [Finding]s. The [Report] holds them, and [Reporter]s write it. Check, in check.go,
// is that paragraph as code; run.go sends a phase and has it judged.
//
// # Where to look
//
// In this package, the one that knows a whole Target (settings.go hands each of the
// others its own part of it):
//
//	check.go          the flow; run.go a phase of it, discover.go datasets that nobody named
//	plan.go           what a run may send; plan_make.go makes it of the phases themselves
//	budget.go         what is left out for want of requests or time; throttle.go 429s
//	create.go         what needs leave to write, one thing after the other; created.go what
//	                  was started, and the bound for that; cleanup.go cancels it
//	minimize.go       the smallest request that still shows a finding; minimize_id.go its id
//	judge_file.go     what somebody kept; watch.go traffic that passes anyway
//	save.go           findings as scenarios of the mock
//	version.go        by which description answers are judged
//	testing.go        a subtest a rule; exit.go the exit codes
//	api.go            the names of the packages below
//
// Below it, each of which knows only those after it:
//
//	report        what a check says; known.go what is accepted, one file a form
//	recorded      archives, JSON lines and bodies as exchanges; match.go what a request asks
//	rule          table.go the promises, FAMILY.go how they are judged, judge.go who asks
//	              them, precedence.go which break hides which, reachability.go whether the
//	              service could be asked at all, ambiguous.go refusals settled at the end
//	probe         plan.go what is asked, in phases; learned.go what earlier answers taught
//	coverage      what of the description was seen
//	observation   what a body says: reading.go, record.go one execution, undocumented.go
//	              names that the description does not know
//	finding       a broken promise as data; excerpt.go what is shown of an answer
//	defect        a panic of ours costs the part that it is in and no more
//	wire          one file a protocol
//	exchange      requests, answers and faults as data; secret.go what replaces secrets,
//	              origin.go what of an exchange that others made was kept, curl.go
//
// A new promise is an entry in the table and a function in the file of its family:
// ofExchange when one answer tells, ofRecord when one execution tells, a function that
// returns a Checker when it takes several exchanges (documentedStatus, finalStaysFinal).
// It says Kept or Broke for everything it examined and nothing for what does not concern
// it, so that a report can say what a green run is worth. A rule never parses. What is
// seen, rather than judged, is a listener that the judge shows every exchange: Counts,
// Reachability, coverage. A value that a closed enum does not know is no unknown name but
// a broken schema. A new form of the report is a Reporter; it formats what the Report
// holds and decides nothing.
//
// # What can be relied on
//
// Nothing is sent that writes unless Target.AllowWrites says so, and nothing that [Plan]
// does not list. Nothing is
// sent again unseen, except after a 429, which is counted. An honest
// implementation that differs in taste has no finding of severity Warning or
// above. Secrets, as package recording knows them, are in no Exchange of a Report and in
// no report. A rule's id and a
// finding's key are stable between runs and versions.
//
// What cannot be asked is no finding but a [NotCheckedError]; a target that is none is
// a [UsageError]; a defect of ringer's own is an [InternalError] beside the rest of
// the report.
package contract
