package rule

// example is a response that breaks a rule, or the relevant part of one, and a response
// that passes. Several responses are in the order in which they were received.
type example struct{ breaks, keeps string }

// examples by rule id. They are for people; the rules do not use them.
var examples = map[string]example{
	"wire.answered":            {"(the connection is closed)", "HTTP/1.1 200 OK"},
	"wire.complete":            {"content-length: 4096, and 1200 bytes until the connection is closed", "content-length: 4096, and 4096 bytes"},
	"wire.bounded":             {"[{...}, {...}, (and so on, without end)", "[{...}, {...}]"},
	"wire.encoding":            {"content-encoding: gzip, in front of plain JSON", "content-encoding: gzip, in front of gzip"},
	"wire.content-type":        {"content-type: text/html", "content-type: application/json"},
	"wire.json":                {`[{"attempts": NaN}]`, `[{"attempts": 1}]`},
	"status.no-server-error":   {"HTTP/1.1 500 Internal Server Error", "HTTP/1.1 200 OK"},
	"status.documented":        {"HTTP/1.1 202 Accepted", "HTTP/1.1 200 OK"},
	"status.valid-accepted":    {"HTTP/1.1 422 Unprocessable Entity, for ids that are UUIDs", "HTTP/1.1 200 OK"},
	"status.odd-accepted":      {"HTTP/1.1 422 Unprocessable Entity, for an id in capitals", "HTTP/1.1 200 OK"},
	"status.invalid-refused":   {"HTTP/1.1 200 OK, for the id not-a-uuid", "HTTP/1.1 422 Unprocessable Entity"},
	"status.validation-is-422": {"HTTP/1.1 400 Bad Request, for the id not-a-uuid", "HTTP/1.1 422 Unprocessable Entity"},
	"status.wrong-method":      {"HTTP/1.1 200 OK, to DELETE", "HTTP/1.1 405 Method Not Allowed"},
	"auth.required":            {"HTTP/1.1 200 OK, without a credential", `HTTP/1.1 401 Unauthorized, {"detail": "Not authenticated"}`},
}

// models is what a rule needs of the job model, or of the description, by its id. Without it the
// rule is skipped. Rules that are not here need neither.
var models = map[string]string{
	"status.documented":              "documented responses",
	"status.odd-accepted":            "framework: fastapi, an id that is a UUID",
	"status.invalid-refused":         "a parameter that not every text fits, or a documented 400 or 422",
	"status.validation-is-422":       "a parameter that not every text fits, or a documented 400 or 422",
	"wire.content-type":              "the media type of a response",
	"schema.body":                    "the schema of a response",
	"error.loc":                      "a documented 422 with detail[].loc",
	"error.message":                  "a documented 422 with detail[].loc",
	"record.times-in-order":          "two times of created, started, updated, ended",
	"record.unique-ids":              "id, list",
	"record.id-asked-for":            "id, get",
	"record.final-has-end":           "status, states, time ended",
	"record.pending-has-no-end":      "status, states, time ended",
	"record.error-has-message":       "status, states, error",
	"record.attempts-counted":        "counters",
	"record.partitions-match":        "owner",
	"results.unique-questions":       "results with key, and job unless they are those of one job",
	"results.belong":                 "results that repeat a path parameter",
	"results.follow-success":         "nothing more; only the built-in API says that a job has results",
	"results.one-a-question":         "nothing more; only the built-in API says which results a job has",
	"lifecycle.final-stays-final":    "id, status, states",
	"lifecycle.keeps-identity":       "id, fixed",
	"lifecycle.keeps-id":             "id, list without further pages, time created, fixed",
	"lifecycle.attempts-grow":        "id, counters",
	"lifecycle.updates-grow":         "id, time updated",
	"lifecycle.started-stays":        "id, time started",
	"lifecycle.listed-stays-listed":  "id, list without further pages",
	"exchange.list-and-single-agree": "id, list, get",
	"exchange.one-dataset":           "id, owner, list",
	"write.parameters-echoed":        "create, id, from-request",
	"write.answer-agrees":            "create, id, fixed",
	"write.shown":                    "create, id, get or list without further pages",
	"auth.required":                  "security of the operations",
	"auth.no-leak":                   "id, security of the operations",
	"drift.property":                 "the schema of a response",
	"drift.name":                     "nothing more; only the built-in API lists names that it allows others beside",
}
