package llamacloud

import (
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
)

// Docs is the documentation page whose lines the sources name. Its lines are those of the
// page as text, from the title on.
const Docs = `the API reference page "Get Eval Dataset Executions"`

// words are the texts of rules that name the API: its fields, its documentation, and
// examples of its responses. The other texts are those of the table of rules.
var words = rule.Words{
	"wire.content-type": {
		Source: finding.Source{Kind: finding.Documented, Where: "docs line 11: application/json"},
	},
	"wire.json": {
		Source: finding.Source{Kind: finding.Documented, Where: "docs line 11: application/json"},
	},
	"status.no-server-error": {
		Source: finding.Source{Kind: finding.Documented, Where: "docs lines 8 and 9: 200 and 422"},
	},
	"status.documented": {
		Source: finding.Source{Kind: finding.Documented, Where: "docs lines 8 and 9: 200 and 422"},
	},
	"status.valid-accepted": {
		Source: finding.Source{Kind: finding.Documented, Where: "docs line 143: Validation Error"},
	},
	"status.odd-accepted": {
		Source: finding.Source{Kind: finding.Framework, Where: "UUIDs as pydantic reads them"},
	},
	"status.invalid-refused": {
		Why:    "A mistyped id looks like a dataset without executions.",
		Source: finding.Source{Kind: finding.Documented, Where: "docs line 143: Validation Error"},
	},
	"status.validation-is-422": {
		Sentence: "Invalid input gets a 422, not another error status.",
		Source:   finding.Source{Kind: finding.Documented, Where: "docs line 143: Validation Error"},
	},
	"status.unknown-path": {
		Breaks: "HTTP/1.1 200 OK, for /execute/result/no-such-path",
		Keeps:  "HTTP/1.1 404 Not Found",
	},
	"schema.body": {
		Breaks: `{"status": "RUNNING", ...}`,
		Keeps:  `{"status": "PENDING", ...}`,
	},
	"error.loc": {
		Sentence: "A 422 names the inputs that are wrong, all of them and no others.",
		Source:   finding.Source{Kind: finding.Documented, Where: "docs line 156: loc"},
		Needs:    "a 422 whose problems conform to their schema",
		Breaks:   `{"detail": [{"loc": ["query", "id"], ...}]}, when the path's pipeline_id is wrong`,
		Keeps:    `{"detail": [{"loc": ["path", "pipeline_id"], ...}]}`,
	},
	"error.message": {
		Sentence: "Each problem of a 422 has a non-empty msg and type.",
		Source:   finding.Source{Kind: finding.Documented, Where: "docs lines 169 and 170: msg and type"},
		Needs:    "a 422 whose problems conform to their schema",
		Breaks:   `{"msg": "", "type": "uuid_parsing", ...}`,
		Keeps:    `{"msg": "Input should be a valid UUID", "type": "uuid_parsing", ...}`,
	},
	"record.times-in-order": {
		Sentence: "An execution is created, then started, then ended, and not updated before it was created.",
		Needs:    "an execution with two times",
		Breaks:   `{"started_at": "2024-10-01T12:00:05Z", "ended_at": "2024-10-01T12:00:01Z", ...}`,
		Keeps:    `{"started_at": "2024-10-01T12:00:01Z", "ended_at": "2024-10-01T12:00:05Z", ...}`,
	},
	"record.unique-ids": {
		Sentence: "No two executions of a list have the same id.",
		Source:   finding.Source{Kind: finding.Documented, Where: "docs line 89: Unique identifier"},
		Needs:    "a list of two executions",
		Breaks:   `[{"id": "1f0c...", ...}, {"id": "1f0c...", ...}]`,
		Keeps:    `[{"id": "1f0c...", ...}, {"id": "9b2e...", ...}]`,
	},
	"record.id-asked-for": {
		Sentence: "GET by id returns the execution with that id.",
		Source:   finding.Source{Kind: finding.Documented, Where: "docs line 89: Unique identifier"},
		Needs:    "an execution, fetched by its id",
		Breaks:   `{"id": "9b2e...", ...}, to a GET of 1f0c...`,
		Keeps:    `{"id": "1f0c...", ...}`,
	},
	"record.final-has-end": {
		Sentence: "An execution in a final state has ended_at.",
		Needs:    "an ended execution with started_at or ended_at",
		Breaks:   `{"status": "SUCCESS", "ended_at": null, ...}`,
		Keeps:    `{"status": "SUCCESS", "ended_at": "2024-10-01T12:00:05Z", ...}`,
	},
	"record.pending-has-no-end": {
		Sentence: "A PENDING execution has no ended_at.",
		Needs:    "a PENDING execution",
		Breaks:   `{"status": "PENDING", "ended_at": "2024-10-01T12:00:05Z", ...}`,
		Keeps:    `{"status": "PENDING", "ended_at": null, ...}`,
	},
	"record.error-has-message": {
		Sentence: "A failed execution has the reason in error_message.",
		Needs:    "an ERROR execution with started_at, ended_at or error_code",
		Breaks:   `{"status": "ERROR", "error_message": null, ...}`,
		Keeps:    `{"status": "ERROR", "error_message": "the model timed out", ...}`,
	},
	"record.attempts-counted": {
		Sentence: "attempts is not negative, and not 0 once the execution has started.",
		Source:   finding.Source{Kind: finding.Documented, Where: "docs line 106: The number of times this job has been attempted"},
		Needs:    "an execution with attempts",
		Breaks:   `{"attempts": 0, "started_at": "2024-10-01T12:00:01Z", ...}`,
		Keeps:    `{"attempts": 1, "started_at": "2024-10-01T12:00:01Z", ...}`,
	},
	"record.partitions-match": {
		Sentence: "The pipeline and the dataset that partitions name are the requested ones.",
		Needs:    "an execution whose partitions name its pipeline or dataset",
		Breaks:   `{"partitions": {"pipeline_id_partition": "9b2e..."}, ...}, in a list of pipeline 1f0c...`,
		Keeps:    `{"partitions": {"pipeline_id_partition": "1f0c..."}, ...}`,
	},
	"results.unique-questions": {
		Sentence: "An execution has one result per question.",
		Why:      "Averages count the question twice.",
		Breaks:   `[{"eval_question_id": "1f0c...", ...}, {"eval_question_id": "1f0c...", ...}], of one execution`,
		Keeps:    `[{"eval_question_id": "1f0c...", ...}, {"eval_question_id": "9b2e...", ...}]`,
	},
	"results.belong": {
		Sentence: "Results name the requested pipeline.",
		Breaks:   `[{"pipeline_id": "9b2e...", ...}], for pipeline 1f0c...`,
		Keeps:    `[{"pipeline_id": "1f0c...", ...}]`,
	},
	"results.follow-success": {
		Sentence: "A dataset in which an execution has succeeded has results.",
		Why:      "Clients fetch results as soon as they see SUCCESS.",
		Needs:    "an execution that has succeeded",
		Breaks:   "[], when every execution of the dataset is a SUCCESS",
		Keeps:    `[{"eval_question_id": "1f0c...", ...}]`,
	},
	"lifecycle.final-stays-final": {
		Sentence: "An execution that has ended keeps its state.",
		Needs:    "an ended execution, seen twice",
		Breaks:   "{\"status\": \"SUCCESS\", ...}\n{\"status\": \"PENDING\", ...}",
		Keeps:    "{\"status\": \"PENDING\", ...}\n{\"status\": \"SUCCESS\", ...}\n{\"status\": \"SUCCESS\", ...}",
	},
	"lifecycle.keeps-identity": {
		Sentence: "An execution keeps its created_at, session_id, correlation_id, parameters, partitions, job_name and parent_job_execution_id.",
		Needs:    "an execution, seen twice",
		Breaks:   "{\"id\": \"1f0c...\", \"created_at\": \"2024-10-01T12:00:00Z\", ...}\n{\"id\": \"1f0c...\", \"created_at\": \"2024-10-01T12:00:07Z\", ...}",
		Keeps:    `{"id": "1f0c...", "created_at": "2024-10-01T12:00:00Z", ...}, each time`,
	},
	"lifecycle.keeps-id": {
		Sentence: "An execution keeps its id.",
		Source:   finding.Source{Kind: finding.Documented, Where: "docs line 89: Unique identifier"},
		Breaks:   "{\"id\": \"1f0c...\", \"session_id\": \"5d3a...\", ...}\n{\"id\": \"9b2e...\", \"session_id\": \"5d3a...\", ...}",
		Keeps:    `{"id": "1f0c...", "session_id": "5d3a...", ...}, each time`,
	},
	"lifecycle.attempts-grow": {
		Sentence: "attempts never decreases.",
		Why:      "A client that waits for the third attempt misses it.",
		Needs:    "an execution with attempts, seen twice",
		Breaks:   "{\"attempts\": 2, ...}\n{\"attempts\": 1, ...}",
		Keeps:    "{\"attempts\": 1, ...}\n{\"attempts\": 2, ...}",
	},
	"lifecycle.updates-grow": {
		Sentence: "updated_at never becomes earlier.",
		Needs:    "an execution with updated_at, seen twice",
		Breaks:   "{\"updated_at\": \"2024-10-01T12:00:09Z\", ...}\n{\"updated_at\": \"2024-10-01T12:00:03Z\", ...}",
		Keeps:    "{\"updated_at\": \"2024-10-01T12:00:03Z\", ...}\n{\"updated_at\": \"2024-10-01T12:00:09Z\", ...}",
	},
	"lifecycle.started-stays": {
		Sentence: "started_at is never removed; a retry may change it.",
		Needs:    "a started execution, seen twice",
		Breaks:   "{\"started_at\": \"2024-10-01T12:00:01Z\", ...}\n{\"started_at\": null, ...}",
		Keeps:    "{\"started_at\": null, ...}\n{\"started_at\": \"2024-10-01T12:00:01Z\", ...}",
	},
	"lifecycle.listed-stays-listed": {
		Sentence: "An execution does not disappear from a list and come back.",
		Why:      "Clients treat a missing execution as deleted, and all jobs as ended when the list is empty.",
		Breaks:   "[{\"id\": \"1f0c...\", ...}]\n[]\n[{\"id\": \"1f0c...\", ...}]",
		Keeps:    `[{"id": "1f0c...", ...}], each time`,
	},
	"exchange.list-and-single-agree": {
		Sentence: "The list and GET by id return the same data of an execution, unless it changed in between.",
		Needs:    "an execution of a list, fetched by its id",
		Breaks:   "[{\"id\": \"1f0c...\", \"status\": \"SUCCESS\", ...}]\n{\"id\": \"1f0c...\", \"status\": \"ERROR\", ...}",
		Keeps:    "[{\"id\": \"1f0c...\", \"status\": \"SUCCESS\", ...}]\n{\"id\": \"1f0c...\", \"status\": \"SUCCESS\", ...}",
	},
	"exchange.one-dataset": {
		Sentence: "No execution of one dataset appears under another.",
		Needs:    "an execution, seen twice",
		Breaks:   "[{\"id\": \"1f0c...\", ...}], for one dataset\n[{\"id\": \"1f0c...\", ...}], for another",
		Keeps:    "[{\"id\": \"1f0c...\", ...}], for one dataset\n[{\"id\": \"9b2e...\", ...}], for another",
	},
	"exchange.same-answer": {
		Breaks: "HTTP/1.1 200 OK\nHTTP/1.1 422 Unprocessable Entity, to the same request",
		Keeps:  "HTTP/1.1 200 OK, each time",
	},
	"write.parameters-echoed": {
		Sentence: "An execution has the questions, the model and the prompt that it was started with.",
		Why:      "It evaluates something other than was requested, at the client's cost.",
		Source:   finding.Source{Kind: finding.Documented, Where: "docs line 43: Additional input parameters for the eval execution"},
		Needs:    "an execution that was started",
		Breaks:   `{"parameters": {"eval_question_ids": [], ...}, ...}, when a question was requested`,
		Keeps:    `{"parameters": {"eval_question_ids": ["1f0c..."], ...}, ...}, as requested`,
	},
	"write.answer-agrees": {
		Sentence: "Later responses agree with the response to the request that started the execution.",
		Needs:    "an execution that was started",
		Breaks:   "{\"id\": \"1f0c...\", \"session_id\": \"5d3a...\", ...}, to a POST\n{\"id\": \"1f0c...\", \"session_id\": \"9b2e...\", ...}",
		Keeps:    `{"id": "1f0c...", "session_id": "5d3a...", ...}, each time`,
	},
	"write.shown": {
		Sentence: "An execution that was started is in the list, and is found by its id.",
		Needs:    "an execution that was started",
		Breaks:   "{\"id\": \"1f0c...\", ...}, to a POST\n[], in every list from then on",
		Keeps:    "{\"id\": \"1f0c...\", ...}, to a POST\n[{\"id\": \"1f0c...\", ...}]",
	},
	"results.one-a-question": {
		Sentence: "An execution that has succeeded has one result for each requested question, and no others.",
		Why:      "Averages cover fewer questions than were requested, or other questions.",
		Needs:    "an execution that was started and has succeeded",
		Breaks:   `[{"eval_question_id": "1f0c...", ...}], of an execution of two questions`,
		Keeps:    `[{"eval_question_id": "1f0c...", ...}, {"eval_question_id": "9b2e...", ...}]`,
	},
	"auth.no-leak": {
		Needs:  "a credential, a refusal without it, and an execution seen with it",
		Breaks: `HTTP/1.1 401 Unauthorized, [{"id": "1f0c...", ...}]`,
		Keeps:  `HTTP/1.1 401 Unauthorized, {"detail": "Not authenticated"}`,
	},
	"drift.property": {
		Breaks: `{"job_name": "eval_dataset_job", "status": "SUCCESS", "partitions": {}, "project_id": "7d1a0f5e-1111-4222-8333-444455556666"}`,
		Keeps:  `{"job_name": "eval_dataset_job", "status": "SUCCESS", "partitions": {}}`,
	},
	"drift.name": {
		Sentence: "Partitions and metrics have only names that the description lists.",
		Source:   finding.Source{Kind: finding.Documented, Where: "PartitionNames and EvalMetric"},
		Breaks:   `{"eval_metrics": {"TOXICITY": {"passing": true}}}`,
		Keeps:    `{"eval_metrics": {"RELEVANCY": {"passing": true}}}`,
	},
}
