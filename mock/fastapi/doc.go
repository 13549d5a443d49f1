// Package fastapi does what a service built on FastAPI does around its endpoints: it finds the
// route of a request, reads its inputs, validates them and refuses, with the status codes, bodies
// and headers of the framework, byte for byte. It knows the service by its description alone.
//
// The function in which all of it is to be seen is Service.Judge; before it, Service.Match
// routes:
//
//	service, err := fastapi.NewService(description, fastapi.Options{})
//	match := service.Match(request)            // 404, 405, 307, or a route
//	accepted, refusal := service.Judge(request, operation, match.Params, auth.Judge)
//
// A Service reads an operation of the description once (operation.go): its fields by their place,
// and how it takes a body. For a request it reads the body (body.go, form.go), asks for the
// credential, takes the values of each field (inputs.go) and has them validated (judge.go) by
// pydantic/v1 or pydantic/v2. The Style decides which: see StyleOf. Errors are collected in a
// pydantic.Errors, in the order in which the framework finds them, and are the 422's detail.
//
// Who knows whom: python holds values and reads JSON; pydantic has types and errors, and knows
// python and schemas; v1 and v2 know pydantic; this package knows all of them, and none knows it.
//
// The content of requests is never logged here, and no response contains a credential.
//
// TolerantListener accepts requests that net/http would reject by itself.
//
// Everything is safe for concurrent use. The caller must limit the size of a body; its depth,
// the number of its parts and the work of its validation are limited here.
package fastapi
