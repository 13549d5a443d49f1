package contract

// rules are all the promises, at a glance. A family lives in rules_FAMILY.go;
// its functions say how a promise is judged, this table what it is.
var rules = []Rule{
	{
		ID: "wire.answered", Severity: Error, stage: transit, judge: answered,
		Sentence: "Every request gets an HTTP answer.",
		Why:      "A client that gets none cannot tell a lost request from a lost answer.",
		Source:   Source{Framework, "RFC 9112"}, Needs: "a connection",
	},
	{
		ID: "wire.complete", Severity: Error, stage: transit, judge: ofExchange(complete),
		Sentence: "A body is as long as its header announces.",
		Why:      "A shorter body is cut data; a longer one spoils the next answer on the connection.",
		Source:   Source{Framework, "RFC 9112 section 6"}, Needs: "an answer",
	},
	{
		ID: "wire.bounded", Severity: Error, stage: transit, judge: ofExchange(bounded),
		Sentence: "An answer ends, in time and within a sane size.",
		Why:      "A client that reads to the end hangs, or runs out of memory.",
		Source:   Source{Inferred, "bounds of the check"}, Needs: "an answer",
	},
	{
		ID: "wire.encoding", Severity: Error, stage: transit, judge: ofExchange(encoded),
		Sentence: "A content coding is one that was offered, and can be undone.",
		Why:      "A client cannot read the body at all.",
		Source:   Source{Framework, "RFC 9110 section 8.4"}, Needs: "an answer",
	},
	{
		ID: "wire.content-type", Severity: Error, stage: form, judge: ofExchange(contentType),
		Sentence: "JSON is announced as application/json.",
		Why:      "Clients choose by it how to read the body.",
		Source:   Source{Documented, "docs line 11: application/json"}, Needs: "a documented answer",
	},
	{
		ID: "wire.json", Severity: Error, stage: syntax, judge: ofExchange(strictJSON),
		Sentence: "A body is one JSON text: whole, UTF-8, no name twice, nothing behind it.",
		Why:      "Parsers differ in what they forgive, so clients differ in what they see.",
		Source:   Source{Documented, "docs line 11: application/json"}, Needs: "a documented answer",
	},
	{
		ID: "status.no-server-error", Severity: Error, stage: status, judge: ofExchange(noServerError),
		Sentence: "No request makes the service fail (5xx).",
		Why:      "A 5xx tells a client nothing it could act on.",
		Source:   Source{Documented, "docs lines 8 and 9: 200 and 422"}, Needs: "an answer",
	},
	{
		ID: "status.documented", Severity: Error, stage: status, judge: documentedStatus,
		Sentence: "An operation answers with a status that is documented for it.",
		Why:      "Clients have no branch for any other.",
		Source:   Source{Documented, "docs lines 8 and 9: 200 and 422"}, Needs: "an answer to valid ids",
	},
	{
		ID: "status.valid-accepted", Severity: Error, stage: status, judge: ofExchange(validAccepted),
		Sentence: "Valid ids are not refused as invalid.",
		Why:      "The client did nothing wrong and cannot mend it.",
		Source:   Source{Documented, "docs line 143: Validation Error"}, Needs: "an answer to valid ids",
	},
	{
		ID: "status.invalid-refused", Severity: Error, stage: status, judge: ofExchange(invalidRefused),
		Sentence: "Invalid ids are not served.",
		Why:      "A mistyped id looks like a dataset without executions.",
		Source:   Source{Documented, "docs line 143: Validation Error"}, Needs: "an answer to an invalid id",
	},
	{
		ID: "status.validation-is-422", Severity: Error, stage: status, judge: validationIs422,
		Sentence: "Invalid input is answered with 422, not with another refusal.",
		Why:      "Clients recognise invalid input by the status.",
		Source:   Source{Documented, "docs line 143: Validation Error"}, Needs: "an answer to an invalid id",
	},
	{
		ID: "status.wrong-method", Severity: Error, stage: status, judge: ofExchange(wrongMethod),
		Sentence: "A method that is not documented is not served.",
		Why:      "What is served by accident is used, and then cannot be taken back.",
		Source:   Source{Framework, "405 Method Not Allowed"}, Needs: "an answer to a wrong method",
	},
	{
		ID: "status.unknown-path", Severity: Error, stage: status, judge: ofExchange(unknownPath),
		Sentence: "A path that is not documented is not served.",
		Why:      "A mistyped address looks like an answer.",
		Source:   Source{Framework, "404 Not Found"}, Needs: "an answer to an unknown path",
	},
	{
		ID: "schema.body", Severity: Error, stage: schema, judge: ofExchange(keepsSchema),
		Sentence: "A body keeps the schema of its operation and status.",
		Why:      "Generated clients fail on it; for an unknown value of a closed enum they have no branch.",
		Source:   Source{Documented, "the JSON Schemas"}, Needs: "a documented answer that is JSON",
	},
	{
		ID: "error.loc", Severity: Error, stage: meaning, judge: ofExchange(namesWrongInputs),
		Sentence: "A 422 names the inputs that are wrong, all of them and no others.",
		Why:      "Forms mark the field that loc names.",
		Source:   Source{Documented, "docs line 156: loc"}, Needs: "a 422 that keeps its schema",
	},
	{
		ID: "error.message", Severity: Warning, stage: meaning, judge: ofExchange(saysSomething),
		Sentence: "Each problem of a 422 has a msg and a type that say something.",
		Why:      "They are all that a person gets to read.",
		Source:   Source{Documented, "docs lines 169 and 170: msg and type"}, Needs: "a 422 that keeps its schema",
	},
	{
		ID: "record.times-in-order", Severity: Warning, stage: meaning, judge: ofRecord(timesInOrder),
		Sentence: "An execution is created, then started, then ended, and not updated before it was created.",
		Why:      "Durations become negative, and sorting by time lies.",
		Source:   Source{Inferred, "time"}, Needs: "an execution with two times",
	},
	{
		ID: "record.unique-ids", Severity: Error, stage: meaning, judge: ofExchange(uniqueIDs),
		Sentence: "No two executions of a list have the same id.",
		Why:      "Lists are kept by id: one of the two is never shown.",
		Source:   Source{Documented, "docs line 89: Unique identifier"}, Needs: "a list of two executions",
	},
	{
		ID: "lifecycle.final-stays-final", Severity: Error, stage: memory, judge: finalStaysFinal,
		Sentence: "An execution that has ended keeps its state.",
		Why:      "Clients stop polling at a final state, and never learn of another.",
		Source:   Source{Inferred, "job states"}, Needs: "an ended execution, seen twice",
	},
	{
		ID: "drift.property", Severity: Info, stage: meaning, judge: knownProperties,
		Sentence: "A body has the properties that the description knows.",
		Why: "Clients may ignore what they do not know, but somebody should know that it is there: " +
			"the service has moved on, or shows what it should not.",
		Source: Source{Documented, "the JSON Schemas, which are open"}, Needs: "a documented answer that is JSON",
		Breaks: `{"job_name": "eval_dataset_job", "status": "SUCCESS", "partitions": {}, "project_id": "7d1a0f5e-1111-4222-8333-444455556666"}`,
		Keeps:  `{"job_name": "eval_dataset_job", "status": "SUCCESS", "partitions": {}}`,
	},
	{
		ID: "drift.name", Severity: Info, stage: meaning, judge: knownNames,
		Sentence: "Partitions and metrics have the names that the description lists.",
		Why: "The description leaves these names open, so a new one breaks nothing; but a client that " +
			"looks for the known ones does not show it.",
		Source: Source{Documented, "PartitionNames and EvalMetric"}, Needs: "a documented answer that is JSON",
		Breaks: `{"eval_metrics": {"TOXICITY": {"passing": true}}}`,
		Keeps:  `{"eval_metrics": {"RELEVANCY": {"passing": true}}}`,
	},
}
