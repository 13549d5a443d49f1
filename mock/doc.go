// Package mock is an http.Handler that responds like the real service, byte for byte, with
// jobs that change state from PENDING to a final one.
//
// In a test:
//
//	server := mock.NewServer(mock.Config{Scenario: "partial-success", Now: noon})
//	defer server.Close()
//	// point the client at server.URL
//
// As a handler: New(Config) gives a *Mock, which is an http.Handler.
//
// Time and randomness are inputs. Each session has its clock and its seed; the same seed,
// clock and request give the same bytes, regardless of earlier requests. Only executions
// started by POST are stored; everything else is computed.
//
// Mock.serve, in mock.go, is the pipeline of every request; call.handle there is the order
// in which a request is refused or planned, and its response made, checked and changed by
// faults:
//
//	receive.go   which session, at what time of its clock
//	request.go   the operation, the body, validation as in the framework
//	plan.go      what the response should be like: scenario, rule, Prefer, faults
//	respond.go   the response, with its ETag (etag.go); status.go for a requested status code
//	validate.go  whether it keeps the contract
//	inject.go    faults, after the ETag is set and before compression
//	send.go      compression (compress.go), headers, the wire; record.go the journal and the log
//
// Around it: health.go serves what is not the API's, cors.go decides which pages may call the
// API, listen.go which addresses may be listened on, reload.go reads edited files again. What
// is removed when there is too much of something is in a file evict.go, in session, journal
// and world.
//
// The packages below it, each of which imports only those after it:
//
//	control      the control interface over HTTP
//	prefer       the preferences of a request
//	session      isolated sessions: clock, state, advance, events
//	scenario     rules, templates and overrides of scenarios
//	journal      exchanges, and why their responses are as they are
//	event        events and their subscribers
//	world        what a dataset contains at an instant, and the state behind it
//	generate     births, words and results from a seed
//	fault        one file per fault; writes responses to the connection
//	fastapi      what the framework does around an endpoint
//	budget       limits the memory of requests in progress; reserved before the work starts
//	incoming     bodies of requests, limited in size and time
//	edit         changes one value of a JSON text and no other byte
//	problem      the mock's own errors
//	origin       hosts and web origins
package mock
