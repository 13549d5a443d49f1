// Package mock is an http.Handler that responds like the service of an API, with jobs that
// change state over time until they end. Config.API is the API: the built-in one, whose real
// service it imitates byte for byte, or any that an OpenAPI document describes.
//
// In a test:
//
//	server := mock.NewServer(mock.Config{Scenario: "all-success", Now: noon})
//	defer server.Close()
//	// point the client at server.URL
//
// As a handler: New(Config) gives a *Mock, which is an http.Handler.
//
// Time and randomness are inputs. Each session has its clock and its seed; the same seed,
// clock and request give the same bytes, regardless of earlier requests. Only what requests
// created or changed is stored; everything else is computed.
//
// Mock.serve, in mock.go, is the pipeline of every request; call.handle there is the order
// in which a request is refused or planned, and its response made, checked and changed by
// faults:
//
//	receive.go   which session, at what time of its clock
//	framework.go the operation, and the refusals of a service built with FastAPI
//	             (framework_fastapi.go), or of one that only its description tells about
//	             (framework_plain.go)
//	request.go   the body, the preferences, the collection and the job that it is about
//	plan.go      what the response should be like: scenario, rule, Prefer, faults
//	parents.go   whether the resources that the path names exist, if they must
//	respond.go   the response, with its ETag (etag.go); package operation makes it
//	validate.go  whether it keeps the contract
//	inject.go    faults, after the ETag is set and before compression
//	send.go      compression (compress.go), headers, the wire; record.go the journal and the log,
//	             without API keys (keys.go), with the inputs that were refused (inputs.go)
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
//	operation    responses of operations, by their role in the job model
//	modelled     the resources of any job model; llamacloud the built-in API's
//	world        what a collection contains at an instant, and the state behind it
//	lifecycle    jobs of any model over time
//	value        a value for any schema from a seed
//	fault        one file per fault; writes responses to the connection
//	fastapi      what FastAPI does around an endpoint; plain what a description documents
//	budget       limits the memory of requests in progress; reserved before the work starts
//	incoming     bodies of requests, limited in size and time
//	edit         changes one value of a JSON text and no other byte
//	problem      the mock's own errors
//	origin       hosts and web origins
package mock
