package contract_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf16"

	"github.com/ringer-api/ringer/contract"
)

// spot is one kind of valid response, which mutants spoil.
type spot struct {
	name, operation string
	status          int
}

var spots = []spot{
	{"list", "list", 200}, {"get", "get", 200}, {"results", "results", 200},
	{"execute", "execute", 200}, {"refusal", "list", 422},
}

// wireMutants send valid responses in invalid ways.
func wireMutants() []mutant {
	var all []mutant
	for _, s := range spots {
		for _, w := range badBodies {
			all = append(all, mutant{
				name: s.name + "." + w.name, rule: w.rule, tune: needs(s.operation),
				spoil: onAnswer(s.operation, w.on(s.status)),
			})
		}
		for _, w := range badWrites {
			all = append(all, mutant{
				name: s.name + "." + w.name, rule: w.rule, tune: patience(s.operation, w.name),
				spoil: s.written(w.write),
			})
		}
	}
	return all
}

// patience gives up soon on what would never end.
func patience(operation, name string) func(*contract.Target) {
	return func(t *contract.Target) {
		needs(operation)(t)
		t.MaxBody = 1 << 20
		if name == "no-head-in-time" || name == "body-stops" {
			t.RequestTimeout = time.Second
		}
	}
}

// written sends one response of this kind in another way.
func (s spot) written(write func(http.ResponseWriter, *answer)) func(*honest) {
	return func(h *honest) {
		var done atomic.Bool
		h.write = func(w http.ResponseWriter, a *answer) {
			if a.operation == s.operation && a.status == s.status && done.CompareAndSwap(false, true) {
				write(w, a)
				return
			}
			a.send(w)
		}
	}
}

type badBody struct {
	name, rule string
	spoil      func(*answer)
}

// on spoils responses with one status code.
func (b badBody) on(status int) func(*answer) {
	return func(a *answer) {
		if a.status == status {
			b.spoil(a)
		}
	}
}

// badBodies spoil the body or what is said of it.
var badBodies = []badBody{
	{"empty-body", "wire.json", func(a *answer) { a.body = []byte{} }},
	{"html", "wire.json", func(a *answer) { a.body = []byte("<html><body>Hello</body></html>") }},
	{"cut-json", "wire.json", func(a *answer) { a.body = a.bytes()[:len(a.bytes())-1] }},
	{"half-json", "wire.json", func(a *answer) { a.body = a.bytes()[:len(a.bytes())/2] }},
	{"text-behind", "wire.json", behind("ok")},
	{"json-behind", "wire.json", behind("{}")},
	{"nul-behind", "wire.json", behind("\x00")},
	{"comma-at-end", "wire.json", replaced(`}`, `,}`)},
	{"comment", "wire.json", replaced(`:`, `:/* note */`)},
	{"single-quotes", "wire.json", func(a *answer) { a.body = bytes.ReplaceAll(a.bytes(), []byte(`"`), []byte(`'`)) }},
	{"nan", "wire.json", replaced(`:`, `:NaN,"x":`)},
	{"infinity", "wire.json", replaced(`:`, `:-Infinity,"x":`)},
	{"leading-zero", "wire.json", replaced(`:`, `:01,"x":`)},
	{"raw-newline", "wire.json", replaced(`":`, "\n\":")},
	{"bad-escape", "wire.json", replaced(`":`, `\x41":`)},
	{"lone-surrogate", "wire.json", replaced(`":`, `\ud800":`)},
	{"byte-order-mark", "wire.json", func(a *answer) { a.body = append([]byte("\uFEFF"), a.bytes()...) }},
	{"invalid-utf8", "wire.json", replaced(`":`, "\xff\":")},
	{"latin1", "wire.json", replaced(`":`, "caf\xe9\":")},
	{"utf16", "wire.json", func(a *answer) { a.body = wide(a.bytes()) }},
	{"twice", "wire.json", func(a *answer) { a.body = bytes.Repeat(a.bytes(), 2) }},
	{"key-twice", "wire.json", replaced(`{`, `{"twice":1,"twice":2,`)},
	{"python-literals", "wire.json", replaced(`:`, `:None,"x":`)},
	{"content-type-missing", "wire.content-type", func(a *answer) { a.header["Content-Type"] = nil }},
	{"content-type-empty", "wire.content-type", typed("")},
	{"content-type-text", "wire.content-type", typed("text/plain; charset=utf-8")},
	{"content-type-html", "wire.content-type", typed("text/html")},
	{"content-type-near", "wire.content-type", typed("application/jsonp")},
	{"content-type-bytes", "wire.content-type", typed("application/octet-stream")},
	{"charset-latin1", "wire.content-type", typed("application/json; charset=iso-8859-1")},
	{"gzip-announced", "wire.encoding", func(a *answer) { a.header.Set("Content-Encoding", "gzip") }},
	{"deflate-announced", "wire.encoding", func(a *answer) { a.header.Set("Content-Encoding", "deflate") }},
	{"brotli-announced", "wire.encoding", func(a *answer) { a.header.Set("Content-Encoding", "br") }},
}

func typed(contentType string) func(*answer) {
	return func(a *answer) { a.header.Set("Content-Type", contentType) }
}

func behind(text string) func(*answer) {
	return func(a *answer) { a.body = append(a.bytes(), text...) }
}

// replaced spoils the last place that reads so.
func replaced(old, fresh string) func(*answer) {
	return func(a *answer) {
		body := string(a.bytes())
		if at := strings.LastIndex(body, old); at >= 0 {
			a.body = []byte(body[:at] + fresh + body[at+len(old):])
		}
	}
}

func wide(text []byte) []byte {
	b := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(string(text))) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return b
}

// badWrites spoil the answer as it goes over the wire. What never ends does so
// when the other side has gone.
var badWrites = []struct {
	name, rule string
	write      func(http.ResponseWriter, *answer)
}{
	{"hang-up", "wire.answered", hangUp},
	{"half-a-head", "wire.answered", raw("HTTP/1.1 200 OK\r\nContent-Ty")},
	{"no-http", "wire.answered", raw("220 mail.example ESMTP\r\n")},
	{"endless-head", "wire.answered", func(w http.ResponseWriter, _ *answer) {
		raw("HTTP/1.1 200 OK\r\n"+strings.Repeat("X-Filler: filler filler filler\r\n", 100_000))(w, nil)
	}},
	{"no-head-in-time", "wire.answered", func(_ http.ResponseWriter, a *answer) { <-a.request.Context().Done() }},
	{"body-stops", "wire.bounded", func(w http.ResponseWriter, a *answer) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(a.status)
		w.(http.Flusher).Flush()
		<-a.request.Context().Done()
	}},
	{"endless-body", "wire.bounded", func(w http.ResponseWriter, a *answer) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(a.status)
		for text := bytes.Repeat([]byte("[ "), 4096); ; {
			if _, err := w.Write(text); err != nil {
				return
			}
		}
	}},
	{"cut-body", "wire.complete", framed("Content-Length: %d", 7, "%s")},
	{"announced-twice-as-long", "wire.complete", framed("Content-Length: %d", 1000, "%s")},
	{"longer-than-announced", "wire.complete", framed("Content-Length: %d", 0, "%s{}")},
	{"no-last-chunk", "wire.complete", framed("Transfer-Encoding: chunked\r\nX-Length: %d", 0, "2\r\n  \r\n")},
	{"chunk-without-size", "wire.complete", framed("Transfer-Encoding: chunked\r\nX-Length: %d", 0, "%s")},
}

// framed writes the answer with a length that is so much off, and a body.
func framed(header string, off int, body string) func(http.ResponseWriter, *answer) {
	return func(w http.ResponseWriter, a *answer) {
		text := string(a.bytes())
		head := fmt.Sprintf("HTTP/1.1 %d OK\r\nContent-Type: application/json\r\n"+header+"\r\n\r\n",
			a.status, len(text)+off)
		raw(head+strings.Replace(body, "%s", text, 1))(w, a)
	}
}
