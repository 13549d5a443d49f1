package contract_test

import (
	"bytes"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// broken are services that break one rule each. A rule without a service here is
// never seen to fail: see TestEveryRuleIsSeenToFail.
var broken = []struct {
	name  string
	rule  string
	spoil func(*honest)
}{
	{"no answer to results", "wire.answered", onWire("results", hangUp)},
	{"body shorter than announced", "wire.complete", onWire("list", func(w http.ResponseWriter, a *answer) {
		w.Header().Set("Content-Length", "100000")
		a.send(w)
	})},
	{"bytes after the body", "wire.complete", onWire("list", raw(
		"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]trailing"))},
	{"gzip announced, plain sent", "wire.encoding", onAnswer("list", func(a *answer) {
		a.header.Set("Content-Encoding", "gzip")
	})},
	{"text/plain", "wire.content-type", onAnswer("list", func(a *answer) {
		a.header.Set("Content-Type", "text/plain")
	})},
	{"html page", "wire.content-type", onAnswer("list", func(a *answer) {
		a.header.Set("Content-Type", "text/html")
		a.body = []byte("<html>hello</html>")
	})},
	{"truncated JSON", "wire.json", onAnswer("list", func(a *answer) {
		if len(a.bytes()) > 3 {
			a.body = a.bytes()[:len(a.bytes())-3]
		}
	})},
	{"JSON with a byte order mark", "wire.json", onAnswer("list", func(a *answer) {
		a.body = append([]byte("\uFEFF"), a.bytes()...)
	})},
	{"NaN", "wire.json", onAnswer("list", func(a *answer) {
		a.body = bytes.Replace(a.bytes(), []byte(`"attempts":1`), []byte(`"attempts":NaN`), 1)
	})},
	{"500 for a bad id", "status.no-server-error", onStatus("list", 422, 500)},
	{"500 for valid ids", "status.no-server-error", onStatus("list", 200, 500)},
	{"every third list lost to a 503", "status.no-server-error", func(h *honest) {
		var lists atomic.Int32
		h.spoil = func(a *answer) {
			if a.operation == "list" && a.status == 200 {
				if lists.Add(1)%3 == 0 {
					a.status = 503
				}
			}
		}
	}},
	{"202 for a list", "status.documented", onStatus("list", 200, 202)},
	{"404 for an execution of the list", "status.documented", onStatus("get", 200, 404)},
	{"404 for results of a served dataset", "status.documented", onStatus("results", 200, 404)},
	{"422 for valid ids", "status.valid-accepted", onStatus("get", 200, 422)},
	{"200 for bad ids", "status.invalid-refused", onAnswer("list", func(a *answer) {
		if a.status == 422 {
			a.status, a.body = 200, []any{}
		}
	})},
	{"400 for bad ids", "status.validation-is-422", onStatus("results", 422, 400)},
	{"404 for bad ids", "status.validation-is-422", onStatus("results", 422, 404)},
	{"DELETE is served", "status.wrong-method", onStatus("get", 405, 200)},
	{"unknown path is served", "status.unknown-path", onStatus("", 404, 200)},
	{"unknown state", "schema.body", withRecord(2, "status", "RUNNING")},
	{"wrong type in all records", "schema.body", onAnswer("list", func(a *answer) {
		a.body = bytes.ReplaceAll(a.bytes(), []byte(`"attempts":1`), []byte(`"attempts":"1"`))
	})},
	{"422 names another input", "error.loc", func(h *honest) {
		h.spoil = func(a *answer) {
			a.body = bytes.ReplaceAll(a.bytes(), []byte(`"path","eval_dataset_id"`), []byte(`"path","pipeline_id"`))
		}
	}},
	{"422 stops at the first problem", "error.loc", func(h *honest) {
		h.spoil = func(a *answer) {
			if a.status == 422 {
				problems := a.body.(map[string]any)["detail"].([]any)
				a.body = map[string]any{"detail": problems[:1]}
			}
		}
	}},
	{"422 without a problem", "error.loc", onAnswer("list", func(a *answer) {
		if a.status == 422 {
			a.body = map[string]any{"detail": []any{}}
		}
	})},
	{"422 with an empty msg", "error.message", onAnswer("list", func(a *answer) {
		a.body = bytes.ReplaceAll(a.bytes(), []byte("Input should be a valid UUID"), nil)
	})},
	{"ended before started", "record.times-in-order", withRecord(1, "ended_at", "2024-10-01T11:00:00Z")},
	{"an id twice", "record.unique-ids", func(h *honest) { h.records = append(h.records, h.records[0]) }},
	{"SUCCESS goes back to PENDING", "exchange.list-and-single-agree", onAnswer("get", func(a *answer) {
		if r, ok := a.body.(record); ok {
			a.body = r.with("status", "PENDING", "ended_at", nil)
		}
	})},
	{"a property more", "drift.property", withRecord(1, "project_id", pipeline)},
	{"a partition of another name", "drift.name", withRecord(1, "partitions", map[string]any{"tenant_id_partition": "a"})},
}

func TestBrokenServiceBreaksItsRuleAlone(t *testing.T) {
	t.Parallel()
	for i, b := range broken {
		if i%min(oneIn, 4) > 0 {
			continue
		}
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			h := newHonest()
			b.spoil(h)
			target := h.target(t)
			target.FailOn = contract.Info
			report, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			assert.Equal(t, []string{b.rule}, rulesOf(report), "%+v", report.Findings)
			assert.Equal(t, contract.Broken, report.Verdict)
		})
	}
}

func TestEveryRuleIsSeenToFail(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{"wire.bounded": true} // see TestEndlessAnswerIsCutOff
	for _, b := range broken {
		seen[b.rule] = true
	}
	for _, b := range brokenJobs {
		seen[b.rule] = true
	}
	for _, m := range writeMutants() {
		seen[m.rule] = true
	}
	for _, rule := range []string{"status.odd-accepted", "results.belong", "results.follow-success", "record.exact-integers"} {
		seen[rule] = true // see TestWhatIsOnlyTold
	}
	for _, rule := range []string{"record.time-units", "lifecycle.updates-told", "write.once"} {
		seen[rule] = true // see the tests of services
	}
	for _, rule := range []string{"exchange.one-dataset", "auth.required", "auth.no-leak"} {
		seen[rule] = true // see TestTwoDatasetsShareNothing and credentials_test.go
	}
	for _, rule := range contract.Rules() {
		assert.True(t, seen[rule.ID], "no broken service for %s", rule.ID)
	}
}

// onAnswer spoils the responses of one operation.
func onAnswer(operation string, spoil func(*answer)) func(*honest) {
	return func(h *honest) {
		h.spoil = func(a *answer) {
			if a.operation == operation {
				spoil(a)
			}
		}
	}
}

// onStatus responds with another status code and the same body.
func onStatus(operation string, from, to int) func(*honest) {
	return onAnswer(operation, func(a *answer) {
		if a.status == from {
			a.status = to
		}
	})
}

// withRecord changes properties of one record.
func withRecord(at int, pairs ...any) func(*honest) {
	return func(h *honest) { h.records[at] = h.records[at].with(pairs...) }
}

// onWire sends valid responses of one operation in another way.
func onWire(operation string, write func(http.ResponseWriter, *answer)) func(*honest) {
	return func(h *honest) {
		h.write = func(w http.ResponseWriter, a *answer) {
			if a.operation == operation && a.status == 200 {
				write(w, a)
				return
			}
			a.send(w)
		}
	}
}

// hangUp closes the connection without a response.
func hangUp(w http.ResponseWriter, _ *answer) { raw("")(w, nil) }

// raw writes a text onto the connection and closes it.
func raw(text string) func(http.ResponseWriter, *answer) {
	return func(w http.ResponseWriter, _ *answer) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		if _, err := conn.Write([]byte(text)); err != nil {
			panic(err)
		}
	}
}
