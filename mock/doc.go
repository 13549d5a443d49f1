// Package mock is the double: an http.Handler that answers like the real
// service, to the byte, with jobs that move from PENDING to their end.
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
// Where to look:
//
//	mock.go       the pipeline every request goes through
//	plan.go       what an answer should be like: scenario, rules, Prefer; heed.go what cannot be
//	world.go      what a dataset holds at an instant
//	answer.go     what each operation answers
//	render.go     the bytes of one execution; results.go those of its results
//	spoil.go      faults; send.go the wire, the journal, the log
//	incoming.go   a request's body, bounded; under_way.go the room that answers take
//	session.go    an isolated world: clock, scenario, births, counters; ending.go its end
//	sessions_room.go which sessions are kept, and which make room
//	advance.go    moving a clock, and what happens on the way
//	executions.go what a dataset holds, as data; *_make and *_change alter it
//	control.go    the control interface over HTTP, over the methods of Mock and Session
package mock
