package rule

import "cmp"

// example is a response that breaks a rule, or the relevant part of one, and a response
// that passes. Several responses are in the order in which they were received.
type example struct{ breaks, keeps string }

// WithExample returns the rule with its examples: those of the table of rules, or else
// those of the table below.
func (r Rule) WithExample() Rule {
	e := examples[r.ID]
	r.Breaks, r.Keeps = cmp.Or(r.Breaks, e.breaks), cmp.Or(r.Keeps, e.keeps)
	return r
}

// examples by rule id. They are for people; the rules do not use them.
var examples = map[string]example{
	"wire.answered": {"(the connection is closed)", "HTTP/1.1 200 OK"},
	"wire.complete": {
		"content-length: 4096, and 1200 bytes until the connection is closed",
		"content-length: 4096, and 4096 bytes",
	},
	"wire.bounded":      {`[{...}, {...}, (and so on, without end)`, `[{...}, {...}]`},
	"wire.encoding":     {"content-encoding: gzip, in front of plain JSON", "content-encoding: gzip, in front of gzip"},
	"wire.content-type": {"content-type: text/html", "content-type: application/json"},
	"wire.json":         {`[{"attempts": NaN}]`, `[{"attempts": 1}]`},

	"status.no-server-error":   {"HTTP/1.1 500 Internal Server Error", "HTTP/1.1 200 OK"},
	"status.documented":        {"HTTP/1.1 202 Accepted", "HTTP/1.1 200 OK"},
	"status.valid-accepted":    {"HTTP/1.1 422 Unprocessable Entity, for ids that are UUIDs", "HTTP/1.1 200 OK"},
	"status.odd-accepted":      {"HTTP/1.1 422 Unprocessable Entity, for an id in capitals", "HTTP/1.1 200 OK"},
	"status.invalid-refused":   {"HTTP/1.1 200 OK, for the id not-a-uuid", "HTTP/1.1 422 Unprocessable Entity"},
	"status.validation-is-422": {"HTTP/1.1 400 Bad Request, for the id not-a-uuid", "HTTP/1.1 422 Unprocessable Entity"},
	"status.wrong-method":      {"HTTP/1.1 200 OK, to DELETE", "HTTP/1.1 405 Method Not Allowed"},
	"status.unknown-path":      {"HTTP/1.1 200 OK, for /execute/result/no-such-path", "HTTP/1.1 404 Not Found"},

	"schema.body": {`{"status": "RUNNING", ...}`, `{"status": "PENDING", ...}`},
	"error.loc": {
		`{"detail": [{"loc": ["query", "id"], ...}]}, when the path's pipeline_id is wrong`,
		`{"detail": [{"loc": ["path", "pipeline_id"], ...}]}`,
	},
	"error.message": {`{"msg": "", "type": "uuid_parsing", ...}`, `{"msg": "Input should be a valid UUID", "type": "uuid_parsing", ...}`},

	"record.times-in-order": {
		`{"started_at": "2024-10-01T12:00:05Z", "ended_at": "2024-10-01T12:00:01Z", ...}`,
		`{"started_at": "2024-10-01T12:00:01Z", "ended_at": "2024-10-01T12:00:05Z", ...}`,
	},
	"record.unique-ids":         {`[{"id": "1f0c...", ...}, {"id": "1f0c...", ...}]`, `[{"id": "1f0c...", ...}, {"id": "9b2e...", ...}]`},
	"record.id-asked-for":       {`{"id": "9b2e...", ...}, to a GET of 1f0c...`, `{"id": "1f0c...", ...}`},
	"record.final-has-end":      {`{"status": "SUCCESS", "ended_at": null, ...}`, `{"status": "SUCCESS", "ended_at": "2024-10-01T12:00:05Z", ...}`},
	"record.pending-has-no-end": {`{"status": "PENDING", "ended_at": "2024-10-01T12:00:05Z", ...}`, `{"status": "PENDING", "ended_at": null, ...}`},
	"record.error-has-message":  {`{"status": "ERROR", "error_message": null, ...}`, `{"status": "ERROR", "error_message": "the model timed out", ...}`},
	"record.attempts-counted":   {`{"attempts": 0, "started_at": "2024-10-01T12:00:01Z", ...}`, `{"attempts": 1, "started_at": "2024-10-01T12:00:01Z", ...}`},
	"record.partitions-match": {
		`{"partitions": {"pipeline_id_partition": "9b2e..."}, ...}, in a list of pipeline 1f0c...`,
		`{"partitions": {"pipeline_id_partition": "1f0c..."}, ...}`,
	},

	"results.unique-questions": {
		`[{"eval_question_id": "1f0c...", ...}, {"eval_question_id": "1f0c...", ...}], of one execution`,
		`[{"eval_question_id": "1f0c...", ...}, {"eval_question_id": "9b2e...", ...}]`,
	},
	"results.belong":         {`[{"pipeline_id": "9b2e...", ...}], for pipeline 1f0c...`, `[{"pipeline_id": "1f0c...", ...}]`},
	"results.follow-success": {`[], when every execution of the dataset is a SUCCESS`, `[{"eval_question_id": "1f0c...", ...}]`},

	"lifecycle.final-stays-final": {
		"{\"status\": \"SUCCESS\", ...}\n{\"status\": \"PENDING\", ...}",
		"{\"status\": \"PENDING\", ...}\n{\"status\": \"SUCCESS\", ...}\n{\"status\": \"SUCCESS\", ...}",
	},
	"lifecycle.keeps-identity": {
		"{\"id\": \"1f0c...\", \"created_at\": \"2024-10-01T12:00:00Z\", ...}\n{\"id\": \"1f0c...\", \"created_at\": \"2024-10-01T12:00:07Z\", ...}",
		"{\"id\": \"1f0c...\", \"created_at\": \"2024-10-01T12:00:00Z\", ...}, each time",
	},
	"lifecycle.keeps-id": {
		"{\"id\": \"1f0c...\", \"session_id\": \"5d3a...\", ...}\n{\"id\": \"9b2e...\", \"session_id\": \"5d3a...\", ...}",
		"{\"id\": \"1f0c...\", \"session_id\": \"5d3a...\", ...}, each time",
	},
	"lifecycle.attempts-grow": {"{\"attempts\": 2, ...}\n{\"attempts\": 1, ...}", "{\"attempts\": 1, ...}\n{\"attempts\": 2, ...}"},
	"lifecycle.updates-grow": {
		"{\"updated_at\": \"2024-10-01T12:00:09Z\", ...}\n{\"updated_at\": \"2024-10-01T12:00:03Z\", ...}",
		"{\"updated_at\": \"2024-10-01T12:00:03Z\", ...}\n{\"updated_at\": \"2024-10-01T12:00:09Z\", ...}",
	},
	"lifecycle.started-stays": {
		"{\"started_at\": \"2024-10-01T12:00:01Z\", ...}\n{\"started_at\": null, ...}",
		"{\"started_at\": null, ...}\n{\"started_at\": \"2024-10-01T12:00:01Z\", ...}",
	},
	"lifecycle.listed-stays-listed": {
		"[{\"id\": \"1f0c...\", ...}]\n[]\n[{\"id\": \"1f0c...\", ...}]",
		"[{\"id\": \"1f0c...\", ...}], each time",
	},

	"exchange.list-and-single-agree": {
		"[{\"id\": \"1f0c...\", \"status\": \"SUCCESS\", ...}]\n{\"id\": \"1f0c...\", \"status\": \"ERROR\", ...}",
		"[{\"id\": \"1f0c...\", \"status\": \"SUCCESS\", ...}]\n{\"id\": \"1f0c...\", \"status\": \"SUCCESS\", ...}",
	},
	"exchange.one-dataset": {
		"[{\"id\": \"1f0c...\", ...}], for one dataset\n[{\"id\": \"1f0c...\", ...}], for another",
		"[{\"id\": \"1f0c...\", ...}], for one dataset\n[{\"id\": \"9b2e...\", ...}], for another",
	},
	"exchange.same-answer": {"HTTP/1.1 200 OK\nHTTP/1.1 422 Unprocessable Entity, to the same request", "HTTP/1.1 200 OK, each time"},

	"write.parameters-echoed": {
		`{"parameters": {"eval_question_ids": [], ...}, ...}, when a question was requested`,
		`{"parameters": {"eval_question_ids": ["1f0c..."], ...}, ...}, as requested`,
	},
	"write.answer-agrees": {
		"{\"id\": \"1f0c...\", \"session_id\": \"5d3a...\", ...}, to a POST\n{\"id\": \"1f0c...\", \"session_id\": \"9b2e...\", ...}",
		"{\"id\": \"1f0c...\", \"session_id\": \"5d3a...\", ...}, each time",
	},
	"write.shown": {
		"{\"id\": \"1f0c...\", ...}, to a POST\n[], in every list from then on",
		"{\"id\": \"1f0c...\", ...}, to a POST\n[{\"id\": \"1f0c...\", ...}]",
	},
	"results.one-a-question": {
		`[{"eval_question_id": "1f0c...", ...}], of an execution of two questions`,
		`[{"eval_question_id": "1f0c...", ...}, {"eval_question_id": "9b2e...", ...}]`,
	},

	"auth.required": {"HTTP/1.1 200 OK, without a credential", `HTTP/1.1 401 Unauthorized, {"detail": "Not authenticated"}`},
	"auth.no-leak":  {`HTTP/1.1 401 Unauthorized, [{"id": "1f0c...", ...}]`, `HTTP/1.1 401 Unauthorized, {"detail": "Not authenticated"}`},
}
