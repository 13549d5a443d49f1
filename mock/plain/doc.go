// Package plain does what a service does around its operations when only its OpenAPI
// description is known: it finds the operation of a request, validates parameters, body
// and credentials, and refuses in the form that the description documents.
//
//	service := plain.New(description, plain.Options{})
//	match := service.Match(request)                       // 404, 405, OPTIONS, or an operation
//	accepted, refusal := service.Judge(request, match, auth)
//	refusal = service.NotFound(match.Operation, "batch", id)
//
// The order of the checks: route; credential; content type; the body's syntax; then
// parameters and body together, all of whose problems are reported at once.
//
// Where the description itself is broken, requests are accepted: a schema that cannot be
// used accepts every value, and an unknown security scheme every request.
//
// A refusal is in the form that the operation documents for the status code, its range or
// as its default; else in the form that the description uses for most errors; else problem
// details (RFC 9457). It keeps the documented schema, or the next of these forms is used.
//
// No message contains the value of an input whose name says that it is a secret.
//
// Everything is safe for concurrent use. The caller must limit the size of a request.
package plain
