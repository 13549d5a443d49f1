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
// A [Target] is validated, then asked phase by phase: [Probe]s go through the
// transport and become [Exchange]s. The judge is shown each exchange as it comes,
// reads its body once, and asks every [Rule], stage by stage. What a rule says
// becomes [Finding]s. The [Report] holds them, and [Reporter]s write it. Check, in
// check.go, is that paragraph as code.
//
// # Where things go
//
//   - A new promise is an entry in the table of rules.go and a function in
//     rules_FAMILY.go: ofExchange when one answer tells, ofRecord when one
//     execution tells, a function that returns a judgement when it takes several
//     exchanges (documentedStatus, finalStaysFinal). It calls kept or broke for
//     everything it examined and nothing for what does not concern it, so that
//     a report can say what a green run is worth.
//   - Which break hides which is decided in precedence.go, nowhere else.
//   - What the body says is read in reading.go; a rule never parses.
//   - A new question is a Probe in probes.go, in one of the phases there. What
//     later phases may learn from earlier answers is in harvest.go.
//   - What needs leave to write is asked by writes.go, one thing after the
//     other, with the probes of probes_writes.go; its rules are in
//     rules_write*.go.
//   - What a request that is not ours asks, in traffic or in a file, is said by
//     recognise.go, what was kept of them by kept.go. They reach the judge
//     through watch.go and file.go; file_FORM.go reads one form of file.
//   - What is seen, rather than judged, is a listener beside the judge, shown
//     every exchange once it has been read: access.go says whether the service
//     could be asked at all, coverage.go what a green run is worth.
//   - By which description answers are judged, ours or that of a service that has
//     moved on, is settled in version.go.
//   - Names that the description does not know are found in drift.go. A value
//     that a closed enum does not know is no drift but a broken schema.
//   - Datasets that nobody named are found in discover.go.
//   - A panic of ours costs the part that it is in and no more: see survive in
//     internal_error.go.
//   - What is asked again once the findings are there is in shrink.go: the
//     smallest request that still shows one. shrink_id.go decides what is tried.
//   - What becomes of findings later is known.go (accepted for a while) and
//     save.go (kept as scenarios of the mock).
//   - A new form of the report is a Reporter in report_FORM.go. It formats
//     what the Report holds and decides nothing.
//   - What goes over the wire is transport*.go: one file a protocol.
//
// # What can be relied on
//
// Nothing is sent that writes unless Target.AllowWrites says so. Nothing is
// sent again unseen, except after a 429, which is counted. An honest
// implementation that differs in taste has no finding of severity Warning or
// above. Secrets, as package recording knows them, are in no Exchange of a Report and in
// no report. A rule's id and a
// finding's key are stable between runs and versions.
//
// What cannot be asked is no finding but an [AskError]; a target that is none is
// a [UsageError]; a defect of ringer's own is an [InternalError] beside the rest of
// the report.
package contract
