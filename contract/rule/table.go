package rule

import (
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
)

// rules is the table of all rules: what each of them requires. The functions that check
// them are in one file per family.
var rules = []Rule{
	{
		ID: "wire.answered", Severity: finding.Error, stage: transit, Begin: hasResponse,
		Sentence: "Every request gets an HTTP response.",
		Why:      "A client that gets none cannot tell a lost request from a lost response.",
		Source:   framework("RFC 9112"), Needs: "a connection",
	},
	{
		ID: "wire.complete", Severity: finding.Error, stage: transit, Begin: ofExchange(complete),
		Sentence: "A body is as long as its header announces.",
		Why:      "A shorter body is truncated data; a longer one corrupts the next response on the connection.",
		Source:   framework("RFC 9112 section 6"), Needs: "a response",
	},
	{
		ID: "wire.bounded", Severity: finding.Error, stage: transit, Begin: ofExchange(bounded),
		Sentence: "A response ends within the time and size limits of the check.",
		Why:      "A client that reads to the end hangs, or runs out of memory.",
		Source:   inferred("bounds of the check"), Needs: "a response",
	},
	{
		ID: "wire.encoding", Severity: finding.Error, stage: transit, Begin: ofExchange(encoded),
		Sentence: "The Content-Encoding is one that the request accepts, and the body decodes.",
		Why:      "A client cannot read the body at all.",
		Source:   framework("RFC 9110 section 8.4"), Needs: "a response",
	},
	{
		ID: "wire.content-type", Severity: finding.Error, stage: form, Begin: ofExchange(contentType),
		Sentence: "A JSON body has Content-Type application/json.",
		Why:      "Clients choose their parser by it.",
		Source:   documented("the media types of the responses"), Needs: "a documented response",
	},
	{
		ID: "wire.json", Severity: finding.Error, stage: syntax, Begin: ofExchange(strictJSON),
		Sentence: "A body is one complete JSON text in UTF-8, without duplicate names or trailing data.",
		Why:      "Parsers tolerate different mistakes, so clients see different data.",
		Source:   documented("the media types of the responses"), Needs: "a documented response",
	},
	{
		ID: "status.no-server-error", Severity: finding.Error, stage: status, Begin: ofExchange(noServerError),
		Sentence: "No request makes the service fail (5xx).",
		Why:      "A client cannot act on a 5xx.",
		Source:   documented("the responses of the operations"), Needs: "a response",
	},
	{
		ID: "status.documented", Severity: finding.Error, stage: status, Begin: documentedStatus,
		Sentence: "An operation returns a documented status code.",
		Why:      "Clients do not handle any other.",
		Source:   documented("the responses of the operations"), Needs: "a response to valid ids",
	},
	{
		ID: "status.valid-accepted", Severity: finding.Error, stage: status, Begin: ofExchange(validAccepted),
		Sentence: "Valid ids are not refused as invalid.",
		Why:      "The client did nothing wrong and cannot fix it.",
		Source:   documented("the parameters of the operations"), Needs: "a response to valid ids",
	},
	{
		ID: "status.odd-accepted", Severity: finding.Info, stage: status, Begin: ofExchange(unusualAccepted),
		Sentence: "An id is accepted in every form that the framework reads.",
		Why:      "A client that has an id in capitals, or without hyphens, gets an error.",
		Source:   framework("the forms of ids that FastAPI reads"), Needs: "a response to an id in an unusual form",
	},
	{
		ID: "status.invalid-refused", Severity: finding.Error, stage: status, Begin: ofExchange(invalidRefused),
		Sentence: "A request with an invalid id or an invalid body is refused.",
		Why:      "A mistyped id looks like an empty list.",
		Source:   documented("the parameters of the operations"), Needs: "a response to invalid input",
	},
	{
		ID: "status.validation-is-422", Severity: finding.Error, stage: status, Begin: validationIs422,
		Sentence: "Invalid input gets the status code of a refusal, not another error status.",
		Why:      "Clients recognize invalid input by the status code.",
		Source:   documented("the responses of the operations"), Needs: "a response to an invalid id",
	},
	{
		ID: "status.wrong-method", Severity: finding.Error, stage: status, Begin: ofExchange(wrongMethod),
		Sentence: "A method that is not documented is not served.",
		Why:      "Clients start to use what is served by accident, and then it cannot be removed.",
		Source:   framework("405 Method Not Allowed"), Needs: "a response to a wrong method",
	},
	{
		ID: "status.unknown-path", Severity: finding.Error, stage: status, Begin: ofExchange(unknownPath),
		Sentence: "A path that is not documented is not served.",
		Why:      "A mistyped URL looks like a valid endpoint.",
		Source:   framework("404 Not Found"), Needs: "a response to an unknown path",
	},
	{
		ID: "schema.body", Severity: finding.Error, stage: schema, Begin: ofExchange(keepsSchema),
		Sentence: "A body conforms to the schema of its operation and status code.",
		Why:      "Generated clients fail on it; they do not handle unknown values of a closed enum.",
		Source:   documented("the JSON Schemas"), Needs: "a documented response that is JSON",
	},
	{
		ID: "error.loc", Severity: finding.Error, stage: meaning, Begin: ofExchange(namesWrongInputs),
		Sentence: "A refusal that names inputs names the wrong ones, all of them and no others.",
		Why:      "Forms mark the field that loc names.",
		Source:   documented("the responses of the operations"), Needs: "a refusal that is documented to name the inputs",
		fields: []role{roleProblems},
	},
	{
		ID: "error.message", Severity: finding.Warning, stage: meaning, Begin: ofExchange(hasMessage),
		Sentence: "Each problem of a refusal has a message and a type.",
		Why:      "They are the only explanation a person gets.",
		Source:   documented("the responses of the operations"), Needs: "a refusal that is documented to name the inputs",
		fields: []role{roleProblems},
	},
	{
		ID: "record.times-in-order", Severity: finding.Warning, stage: meaning, Begin: updatesInOrder,
		Sentence: "A job is created, then started, then ended, and not updated before it was created.",
		Why:      "Durations become negative, and sorting by time is wrong.",
		Source:   inferred("time"), Needs: "a job with two times",
		fields: []role{roleCreated, roleStarted, roleUpdated, roleEnded},
	},
	{
		ID: "record.times-possible", Severity: finding.Warning, stage: meaning, Begin: ofRecord(timesPossible),
		Sentence: "Times are those of jobs: in this age, and not in the future.",
		Why:      "Lists sorted by time have it first or last for ever, and durations are of hours or years.",
		Source:   inferred("time"), Needs: "a job with a time",
		fields: []role{roleMoments},
	},
	{
		ID: "record.time-units", Severity: finding.Warning, stage: meaning, Begin: timeUnits,
		Sentence: "The times of one property are all in seconds or all in milliseconds.",
		Why:      "Some jobs seem to be a thousand times older than others.",
		Source:   inferred("time"), Needs: "two jobs with a time that is a number",
		fields: []role{roleMoments},
	},
	{
		ID: "record.unique-ids", Severity: finding.Error, stage: meaning, Begin: ofExchange(uniqueIDs),
		Sentence: "No two jobs of a list have the same id.",
		Why:      "Clients store lists by id: one of the two is never shown.",
		Source:   inferred("ids"), Needs: "a list of two jobs",
		fields: []role{roleID},
	},
	{
		ID: "record.id-asked-for", Severity: finding.Error, stage: meaning, Begin: ofExchange(requestedID),
		Sentence: "GET by id returns the job with that id.",
		Why:      "A page shows another job's state.",
		Source:   inferred("ids"), Needs: "a job, fetched by its id",
		fields: []role{roleID},
	},
	{
		ID: "record.final-has-end", Severity: finding.Warning, stage: meaning, Begin: ofRecord(finalHasEnd),
		Sentence: "A job in a final state has an end time.",
		Why:      "A finished job seems to be running, and its duration keeps growing.",
		Source:   inferred("job states"), Needs: "an ended job with a time of its start or end",
		fields: []role{roleStatus, roleStarted, roleEnded},
	},
	{
		ID: "record.pending-has-no-end", Severity: finding.Warning, stage: meaning, Begin: ofRecord(pendingHasNoEnd),
		Sentence: "A job that has not ended has no end time.",
		Why:      "Clients that check the time see it as finished, clients that check the state do not.",
		Source:   inferred("job states"), Needs: "a job that has not ended",
		fields: []role{roleStatus, roleEnded},
	},
	{
		ID: "record.error-has-message", Severity: finding.Warning, stage: meaning, Begin: ofRecord(errorHasMessage),
		Sentence: "A failed job has the reason of its failure.",
		Why:      "There is no error to show or to search for.",
		Source:   inferred("job states"), Needs: "a failed job with a time of its start or end",
		fields: []role{roleStatus, roleError, roleStarted, roleEnded, roleDetails},
	},
	{
		ID: "record.success-has-no-error", Severity: finding.Warning, stage: meaning, Begin: ofRecord(successHasNoError),
		Sentence: "A job that has succeeded has no error.",
		Why:      "Clients that check the error see it as failed, clients that check the state do not.",
		Source:   inferred("job states"), Needs: "a job that has succeeded",
		fields: []role{roleStatus, roleError, roleDetails},
	},
	{
		ID: "record.ended-has-start", Severity: finding.Warning, stage: meaning, Begin: endedHasStart,
		Sentence: "A job that has succeeded has the time of its start, where jobs have one.",
		Why:      "Its duration cannot be shown, and it seems never to have run.",
		Source:   inferred("job states"), Needs: "a job that has succeeded, with a time of its end",
		fields: []role{roleStatus, roleStarted, roleEnded},
	},
	{
		ID: "record.parents-end", Severity: finding.Error, stage: meaning, Begin: parentsEnd,
		Sentence: "No job is its own parent, nor that of its parents.",
		Why:      "Clients that follow parents up to the first never come to an end.",
		Source:   inferred("jobs"), Needs: "a job that names its parent",
		fields: []role{roleID, roleParent},
	},
	{
		ID: "record.exact-integers", Severity: finding.Info, stage: meaning, Begin: ofRecord(exactIntegers),
		Sentence: "Integers are between -(2^53-1) and 2^53-1.",
		Why:      "JavaScript, and whatever reads numbers as it does, gets another integer.",
		Source:   framework("RFC 8259 section 6"), Needs: "a job",
	},
	{
		ID: "record.attempts-counted", Severity: finding.Warning, stage: meaning, Begin: ofRecord(attemptsCounted),
		Sentence: "Counters are not negative, and attempts are not 0 once the job has started.",
		Why:      "Statistics based on it are wrong.",
		Source:   inferred("counters"),
		Needs:    "a job with a counter",
		fields:   []role{roleCounters, roleStarted},
	},
	{
		ID: "record.partitions-match", Severity: finding.Error, stage: meaning, Begin: ofRecord(ownersMatch),
		Sentence: "The owner that a job names is the requested one.",
		Why:      "One customer sees what belongs to another.",
		Source:   inferred("ownership"), Needs: "a job that names its owner",
		fields: []role{roleOwner},
	},
	{
		ID: "results.unique-questions", Severity: finding.Warning, stage: meaning, Begin: ofExchange(uniqueResults),
		Sentence: "A job has each of its results once.",
		Why:      "Whoever adds them up counts one twice.",
		Source:   inferred("results"), Needs: "two results",
		fields: []role{roleKey},
	},
	{
		ID: "results.belong", Severity: finding.Info, stage: meaning, Begin: ofExchange(resultsBelong),
		Sentence: "Results name the requested owner.",
		Why:      "One customer sees what belongs to another.",
		Source:   inferred("ownership"), Needs: "a result",
		fields: []role{roleResultOwner},
	},
	{
		ID: "results.follow-success", Severity: finding.Info, stage: memory, Begin: resultsFollow,
		Sentence: "A collection in which a job has succeeded has results.",
		Why:      "Clients fetch results as soon as a job has succeeded.",
		Source:   inferred("results"), Needs: "a job that has succeeded, and has results for certain",
		fields: []role{roleStatus, roleInput},
	},
	{
		ID: "lifecycle.final-stays-final", Severity: finding.Error, stage: memory, Begin: follow(observation.Record.Final, finalStaysFinal),
		Sentence: "A job that has ended keeps its state.",
		Why:      "Clients stop polling at a final state, and never learn of another.",
		Source:   inferred("job states"), Needs: "an ended job, seen twice",
		fields: []role{roleID, roleStatus},
	},
	{
		ID: "lifecycle.keeps-identity", Severity: finding.Error, stage: memory, Begin: follow(anyRecord, keepsIdentity),
		Sentence: "A job keeps what never changes.",
		Why:      "Clients store them with the id, and what they have stored is then wrong.",
		Source:   inferred("jobs"), Needs: "a job, seen twice",
		fields: []role{roleID},
	},
	{
		ID: "lifecycle.keeps-id", Severity: finding.Error, stage: memory, Begin: steadyList(keepsID),
		Sentence: "A job keeps its id.",
		Why:      "Clients that poll for it never find it again.",
		Source:   inferred("ids"), Needs: "a list with valid ids, seen twice",
		fields: []role{roleID, roleCreated},
	},
	{
		ID: "lifecycle.attempts-grow", Severity: finding.Warning, stage: memory, Begin: follow(has(roleCounters), countersGrow),
		Sentence: "Counters never decrease.",
		Why:      "A client that waits for a number misses it.",
		Source:   inferred("counters"), Needs: "a job with a counter, seen twice",
		fields: []role{roleID, roleCounters},
	},
	{
		ID: "lifecycle.updates-grow", Severity: finding.Warning, stage: memory, Begin: follow(has(roleUpdated), updatesGrow),
		Sentence: "The time of the last update never becomes earlier.",
		Why:      "Clients that keep the newest version keep the wrong one.",
		Source:   inferred("time"), Needs: "a job with the time of its last update, seen twice",
		fields: []role{roleID, roleUpdated},
	},
	{
		ID: "lifecycle.started-stays", Severity: finding.Warning, stage: memory, Begin: follow(has(roleStarted), startStays),
		Sentence: "The time of the start is never removed; a retry may change it.",
		Why:      "A running job seems to be waiting again.",
		Source:   inferred("time"), Needs: "a started job, seen twice",
		fields: []role{roleID, roleStarted},
	},
	{
		ID: "lifecycle.updates-told", Severity: finding.Warning, stage: memory, Begin: updatesTold,
		Sentence: "What changes in a job changes the time of its last update.",
		Why:      "Clients that fetch only what was updated never see the change.",
		Source:   inferred("time"), Needs: "a job with the time of its last update, seen twice",
		fields: []role{roleID, roleUpdated, roleStatus},
	},
	{
		ID: "lifecycle.ended-stays", Severity: finding.Warning, stage: memory, Begin: follow(observation.Record.Final, endedStays),
		Sentence: "A job that has ended keeps its times, its owner, and what it was created with.",
		Why:      "What was stored or billed when it ended is then wrong.",
		Source:   inferred("jobs"), Needs: "an ended job, seen twice",
		fields: []role{roleID, roleStatus, roleStarted, roleEnded},
	},
	{
		ID: "lifecycle.listed-stays-listed", Severity: finding.Warning, stage: memory, Begin: steadyList(listedStaysListed),
		Sentence: "A job does not disappear from a list and come back.",
		Why:      "Clients treat a missing job as deleted, and all jobs as ended when the list is empty.",
		Source:   inferred("lists"), Needs: "a list with valid ids, seen twice",
		fields: []role{roleID},
	},
	{
		ID: "exchange.list-and-single-agree", Severity: finding.Error, stage: memory, Begin: listAndSingleAgree,
		Sentence: "The list and GET by id return the same data of a job, unless it changed in between.",
		Why:      "Clients use both, and keep whichever came last.",
		Source:   inferred("consistency"), Needs: "a job of a list, fetched by its id",
		fields: []role{roleID},
	},
	{
		ID: "exchange.one-dataset", Severity: finding.Error, stage: memory, Begin: oneCollection,
		Sentence: "No job of one collection appears under another.",
		Why:      "One customer sees what belongs to another.",
		Source:   inferred("ownership"), Needs: "a job, seen twice",
		fields: []role{roleID},
	},
	{
		ID: "exchange.same-answer", Severity: finding.Warning, stage: memory, Begin: sameResponse,
		Sentence: "A repeated request gets the same kind of response.",
		Why:      "A request that fails only sometimes is harder to debug than one that always fails.",
		Source:   inferred("consistency"), Needs: "a request, sent twice",
	},
	{
		ID: "exchange.not-cached", Severity: finding.Warning, stage: meaning, Begin: ofExchange(notCached),
		Sentence: "A job that has not ended is not shown from a cache.",
		Why:      "Clients that poll see an old state again and again.",
		Source:   framework("RFC 9111"), Needs: "a job that has not ended",
		fields: []role{roleStatus},
	},
	{
		ID: "write.parameters-echoed", Severity: finding.Error, stage: memory, Begin: followUp(requestEchoed),
		Sentence: "A job has what it was created with.",
		Why:      "It does something other than was requested, at the client's cost.",
		Source:   inferred("jobs"), Needs: "a job that was started, and repeats the request",
		fields: []role{roleID, roleInput},
	},
	{
		ID: "write.answer-agrees", Severity: finding.Error, stage: memory, Begin: followUp(responseAgrees),
		Sentence: "Later responses agree with the response to the request that started the job.",
		Why:      "Clients keep the first response, and it describes another job.",
		Source:   inferred("consistency"), Needs: "a job that was started",
		fields: []role{roleID},
	},
	{
		ID: "write.shown", Severity: finding.Error, stage: memory, Begin: beginningsShown,
		Sentence: "A job that was started is in the list, and is found by its id.",
		Why:      "Clients poll for it, and never see it.",
		Source:   inferred("jobs"), Needs: "a job that was started",
		fields: []role{roleID},
	},
	{
		ID: "write.once", Severity: finding.Error, stage: memory, Begin: createdOnce,
		Sentence: "A request creates one job.",
		Why:      "The second one costs money, and nobody waits for it.",
		Source:   inferred("jobs"), Needs: "a job that was started with a text of its own, in a list",
		fields: []role{roleID, roleInput},
	},
	{
		ID: "results.one-a-question", Severity: finding.Warning, stage: memory, Begin: oneForEach,
		Sentence: "A job that has succeeded has one result for each that was requested, and no others.",
		Why:      "Whoever adds them up gets fewer than were requested, or others.",
		Source:   inferred("results"), Needs: "a job that was started and has succeeded",
		fields: []role{roleID, roleStatus, roleKey},
	},
	{
		ID: "auth.required", Severity: finding.Error, stage: status, Begin: ofExchange(refusesUnauthenticated),
		Sentence: "A request without the right credential is refused.",
		Why:      "Anybody can read the data.",
		Source:   inferred("a credential was given to the check"),
		Needs:    "a credential, and a response without it",
	},
	{
		ID: "auth.no-leak", Severity: finding.Error, stage: status, Begin: refusesWithoutData,
		Sentence: "A response that refuses access contains no data.",
		Why:      "Anybody can read the data, regardless of the status code.",
		Source:   inferred("a credential was given to the check"),
		Needs:    "a credential, a refusal without it, and a job seen with it",
		fields:   []role{roleID},
	},
	{
		ID: "drift.property", Severity: finding.Info, stage: meaning, Begin: knownProperties,
		Sentence: "A body has only properties that the description contains.",
		Why: "Clients may ignore other properties, but somebody should know of them: the service is newer " +
			"than its description, or shows what it should not.",
		Source: documented("the JSON Schemas, which allow other properties"), Needs: "a documented response that is JSON",
	},
	{
		ID: "drift.name", Severity: finding.Info, stage: meaning, Begin: knownNames,
		Sentence: "An object has only keys that the description lists, where it lists any.",
		Why: "The description allows other names, so a new one breaks nothing; but a client that " +
			"looks only for the known ones does not show it.",
		Source: documented("the types that list keys"), Needs: "a documented response that is JSON",
	},
}

func documented(where string) finding.Source {
	return finding.Source{Kind: finding.Documented, Where: where}
}

func framework(where string) finding.Source {
	return finding.Source{Kind: finding.Framework, Where: where}
}

func inferred(where string) finding.Source {
	return finding.Source{Kind: finding.Inferred, Where: where}
}
