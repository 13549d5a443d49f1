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
