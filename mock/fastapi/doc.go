// Package fastapi does what a service built on FastAPI 0.115 and pydantic 2 does
// around its endpoints: it finds the route of a request, checks the credential,
// validates ids and bodies, with the framework's error messages, and reads and writes
// JSON. All responses are equal to the real framework's, byte for byte.
//
// Two calls do all of it:
//
//	match := table.Match(request)             // 404, 405, 307, or a route
//	accepted, refusal := fastapi.Judge(request, match.Params, rules)
//
// The order of the checks is the framework's: route; the body's JSON; the credential;
// the path's ids in order; the body's fields in the order of the model, whatever the
// order in the text. Errors of ids and of the body are reported together.
//
// Style selects the error messages: Pydantic2, or Pydantic1, which such services had
// before. The content of requests is never logged here, and no response contains a
// credential.
//
// TolerantListener accepts requests that net/http would reject by itself.
//
// Everything is safe for concurrent use and takes time linear in its input.
// The caller must limit the size of a body; its depth is limited here.
package fastapi
