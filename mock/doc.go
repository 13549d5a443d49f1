// Package mock is an http.Handler that answers like the real service, to the
// byte, with jobs that move from PENDING to their end.
//
// In a test:
//
//	server := mock.NewServer(mock.Config{Scenario: "partial-success", Now: noon})
//	defer server.Close()
//	// point the client at server.URL
//
// As a handler: New(Config) gives a *Mock, which is an http.Handler.
//
// Time and chance are inputs. Each session has its clock and its seed; the same
// seed, clock and request give the same bytes, whatever was asked before. Only
// what POST made is remembered; everything else is computed from the births.
//
// Mock.serve, in mock.go, is the pipeline of every request; call.answer there is
// the order in which a request may be refused, planned, answered and spoiled:
//
//	receive.go   which session, at what time of its clock
//	request.go   the operation, the body, the framework's judgement
//	plan.go      what the response should be like: scenario, rule, Prefer, faults
//	respond.go   the response, with its ETag (etag.go); status.go what belongs to a status asked for
//	validate.go  whether it keeps the contract
//	inject.go    faults, on what has its ETag and is not compressed yet
//	send.go      compression (compress.go), headers, the wire; record.go the journal and the log
//
// Around it: health.go has what is not the API's, cors.go which pages may call the
// API, listen.go the addresses that may be listened on, reload.go edited files.
// What makes room when there is too much of something is in a file evict.go, in
// session, journal and world.
//
// The packages below it, each of which knows only those after it:
//
//	control      the control interface over HTTP
//	prefer       what one request asks for
//	session      isolated worlds: clock, state, advance, events of their own
//	scenario     rules, templates and overrides of scenarios
//	journal      exchanges, and why they went as they did
//	event        who listens to what happens
//	world        what a dataset holds at an instant, and the state behind it
//	generate     births, words and results from a seed
//	fault        one file a fault; puts responses on the wire
//	fastapi      what the framework does around an endpoint
//	budget       room for what is under way, taken before the work
//	incoming     bodies of requests, bounded in size and time
//	edit         changes one value of a JSON text and no other byte
//	problem      the mock's own errors
//	origin       hosts and origins of web pages
package mock
