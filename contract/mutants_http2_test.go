package contract_test

import (
	"net/http"

	"github.com/ringer-api/ringer/contract"
)

// http2Mutants spoil answers over HTTP/2: some of the bodies, as they are read
// the same way, and what only happens there.
func http2Mutants() []mutant {
	var all []mutant
	secure := func(t *contract.Target) {
		patience("", "")(t)
		t.TLS.Insecure, t.HTTP = true, "2"
	}
	for i, w := range badBodies {
		if s := spots[i%3]; i%3 == i/3%3 {
			all = append(all, mutant{
				name: "http2." + s.name + "." + w.name, rule: w.rule, tune: secure,
				spoil: onAnswer(s.operation, w.on(s.status)),
			})
		}
	}
	for _, s := range spots[:3] {
		for _, w := range badStreams {
			all = append(all, mutant{
				name: "http2." + s.name + "." + w.name, rule: w.rule, tune: secure, spoil: s.written(w.write),
			})
		}
	}
	return all
}

var badStreams = []struct {
	name, rule string
	write      func(http.ResponseWriter, *answer)
}{
	{"reset-before-answer", "wire.answered", func(http.ResponseWriter, *answer) { panic(http.ErrAbortHandler) }},
	{"reset-in-body", "wire.complete", func(w http.ResponseWriter, a *answer) {
		w.Header().Set("Content-Type", "application/json")
		w.Write(a.bytes()[:1])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}},
	{"announced-longer", "wire.complete", func(w http.ResponseWriter, a *answer) {
		w.Header().Set("Content-Length", "100000")
		a.send(w)
	}},
	{"endless-body", "wire.bounded", endless("{},")},
}
