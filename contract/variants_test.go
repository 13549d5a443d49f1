package contract_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// variant is an honest service that differs in taste. None may have a finding
// of severity warning or above.
type variant struct {
	name  string
	alter func(*honest)
	// around, when not nil, is between the service and the connection.
	around func(http.Handler) http.Handler
	// tune, when not nil, changes the target.
	tune func(*contract.Target)
}

// variants are all of them.
func variants() []variant {
	return slices.Concat(tastes, wireVariants(), movingVariants(), accessVariants())
}

// tastes are different ways to write the same.
var tastes = []variant{
	{name: "as the framework does it", alter: func(*honest) {}},
	{name: "no executions", alter: func(h *honest) { h.records = []record{} }},
	{name: "one execution", alter: func(h *honest) { h.records = h.records[:1] }},
	{name: "two thousand executions", alter: func(h *honest) {
		h.records = manyRecords(2000)
		once := sync.OnceValue(newAnswer("list", 200, h.records).bytes)
		h.spoil = func(a *answer) {
			if list, ok := a.body.([]record); ok && len(list) == 2000 {
				a.body = once()
			}
		}
	}, tune: func(t *contract.Target) { t.MaxRequests = brief }},
	{name: "absent instead of null", alter: everyRecord(func(r record) record {
		return r.without("session_id", "correlation_id", "parent_job_execution_id", "user_id", "error_code",
			"error_message", "data")
	})},
	{name: "only what is required", alter: everyRecord(func(r record) record {
		return record{"id": r["id"], "job_name": r["job_name"], "partitions": map[string]any{}, "status": r["status"]}
	})},
	{name: "an error of an earlier attempt", alter: withRecord(0, "status", "PENDING", "ended_at", nil, "error_code", "LLM_TIMEOUT",
		"error_message", "the model gave no answer", "attempts", 2)},
	{name: "failed before it was started", alter: withRecord(1, "status", "ERROR", "started_at", nil, "error_code", "X", "error_message", "no worker", "attempts", 0)},
	{name: "starts are not shown", alter: everyRecord(func(r record) record { return r.with("started_at", nil) })},
	{name: "updated by people only", alter: everyRecord(func(r record) record { return r.with("updated_at", r["created_at"]) })},
	{name: "a parent that is another", alter: withRecord(1, "parent_job_execution_id", "00000001-aaaa-4bbb-8ccc-dddddddddddd")},
	{name: "offset instead of Z", alter: everyTime(func(t time.Time) string { return t.Format("2006-01-02T15:04:05.000000-07:00") })},
	{name: "times of another zone", alter: everyTime(func(t time.Time) string {
		return t.In(time.FixedZone("", 9*3600)).Format(time.RFC3339Nano)
	})},
	{name: "nanoseconds", alter: everyTime(func(t time.Time) string { return t.Format("2006-01-02T15:04:05.000000000Z07:00") })},
	{name: "lower case t and z", alter: everyTime(func(t time.Time) string { return strings.ToLower(t.Format(time.RFC3339)) })},
	{name: "upper case ids", alter: everyRecord(func(r record) record {
		return r.with("id", strings.ToUpper(r["id"].(string)))
	})},
	{name: "upper case ids in the list only", alter: onAnswer("list", func(a *answer) {
		a.body = bytes.ReplaceAll(a.bytes(), []byte("-aaaa-4bbb-8ccc-dddddddddddd"), []byte("-AAAA-4BBB-8CCC-DDDDDDDDDDDD"))
	})},
	{name: "extra properties everywhere", alter: func(h *honest) {
		h.spoil = func(a *answer) { a.body = extended(a.body) }
	}},
	{name: "pretty JSON", alter: func(h *honest) {
		h.spoil = func(a *answer) {
			var b bytes.Buffer
			if json.Indent(&b, a.bytes(), "\t", "  ") == nil {
				a.body = append([]byte("\n"), append(b.Bytes(), '\n')...)
			}
		}
	}},
	{name: "integers as 1.0", alter: onAnswer("list", func(a *answer) {
		a.body = bytes.ReplaceAll(a.bytes(), []byte(`"attempts":1`), []byte(`"attempts":1.0`))
	})},
	{name: "charset parameter", alter: everyHeader("Content-Type", "application/json; charset=UTF-8")},
	{name: "content type in capitals", alter: everyHeader("Content-Type", "Application/JSON")},
	{name: "a cache that is fresh", alter: everyHeader("Age", "2")},
	{name: "no cache", alter: everyHeader("Cache-Control", "no-cache, max-age=3600")},
	{name: "headers of a proxy", alter: everyHeader("Cf-Cache-Status", "DYNAMIC")},
	{name: "gzip when offered", alter: func(h *honest) { h.write = packed }},
	{name: "chunked", alter: func(h *honest) {
		h.write = func(w http.ResponseWriter, a *answer) {
			body := a.bytes()
			a.body = body[:len(body)/2]
			a.send(w)
			w.(http.Flusher).Flush()
			w.Write(body[len(body)/2:])
		}
	}},
	{name: "ends with the connection", alter: func(h *honest) {
		h.write = func(w http.ResponseWriter, a *answer) {
			if a.operation == "list" && a.status == 200 {
				raw("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"+string(a.bytes()))(w, a)
				return
			}
			a.send(w)
		}
	}},
	{name: "leaves the connection open", alter: everyHeader("Connection", "keep-alive")},
	{name: "pydantic 1 errors", alter: everyProblem(func(p map[string]any) map[string]any {
		return map[string]any{"loc": p["loc"], "msg": "value is not a valid uuid", "type": "type_error.uuid"}
	})},
	{name: "errors with ctx and url", alter: everyProblem(func(p map[string]any) map[string]any {
		return map[string]any{"loc": p["loc"], "msg": p["msg"], "type": p["type"], "input": p["input"],
			"ctx": map[string]any{"error": "invalid length"}, "url": "https://errors.example/uuid"}
	})},
	{name: "errors in another order", alter: func(h *honest) {
		h.spoil = func(a *answer) {
			if a.status == 422 {
				problems := a.body.(map[string]any)["detail"].([]any)
				for i, j := 0, len(problems)-1; i < j; i, j = i+1, j-1 {
					problems[i], problems[j] = problems[j], problems[i]
				}
			}
		}
	}},
	{name: "404 instead of 405", alter: func(h *honest) {
		h.spoil = func(a *answer) {
			if a.status == 405 {
				a.status = 404
			}
		}
	}},
	{name: "501 instead of 405", alter: func(h *honest) {
		h.spoil = func(a *answer) {
			if a.status == 405 {
				a.status = 501
			}
		}
	}},
	{name: "own words for unknown paths", alter: func(h *honest) {
		h.spoil = func(a *answer) {
			if a.status == 404 {
				a.header.Set("Content-Type", "text/html")
				a.body = []byte("<h1>nothing here</h1>")
			}
		}
	}},
	{name: "a job that moves on", alter: func(h *honest) {
		h.records[0] = h.records[0].with("status", "PENDING", "ended_at", nil, "updated_at", "2024-10-01T12:00:02Z")
		h.spoil = func(a *answer) {
			if a.nth <= 30 {
				return
			}
			if list, ok := a.body.([]record); ok && len(list) > 0 {
				a.body = append([]record{newRecord(1)}, list[1:]...)
			} else if r, ok := a.body.(record); ok && r["id"] == newRecord(1)["id"] {
				a.body = newRecord(1)
			}
		}
	}},
	{name: "a new job, and another order", alter: onAnswer("list", func(a *answer) {
		if list, ok := a.body.([]record); ok && len(list) == 3 && a.nth > 3 {
			a.body = []record{newRecord(9).with("status", "PENDING", "ended_at", nil), list[2], list[0], list[1]}
		}
	})},
	{name: "clocks that differ a little", alter: func(h *honest) {
		withRecord(0, "created_at", "2024-10-01T12:00:00.400Z", "started_at", "2024-10-01T12:00:00Z")(h)
	}},
	{name: "moved on, and so has its description", alter: withRecord(0, "status", "CANCELLED"),
		tune: func(t *contract.Target) { t.Description = newer() }},
}

func TestHonestVariantsPass(t *testing.T) {
	t.Parallel()
	all := variants()
	var passed atomic.Int64
	t.Run("all", func(t *testing.T) {
		for i, v := range all {
			if i%min(oneIn, 4) > 0 {
				continue
			}
			t.Run(v.name, func(t *testing.T) {
				t.Parallel()
				report, err := v.check(t)
				require.NoError(t, err)
				for _, f := range report.Findings {
					assert.Less(t, f.Severity, contract.Warning, "%s at %v: expected %s, got %s: %s",
						f.Rule, f.Places, f.Expected, f.Got, f.Curl)
				}
				if assert.Equal(t, contract.Passed, report.Verdict) {
					passed.Add(1)
				}
			})
		}
	})
	if !filtered() {
		fmt.Printf("correct variants: passed %d, one in %d of %d\n", passed.Load(), min(oneIn, 4), len(all))
	}
}

// check serves the variant over TCP and runs a whole check.
func (v variant) check(t *testing.T) (*contract.Report, error) {
	t.Helper()
	h := newHonest()
	if v.alter != nil {
		v.alter(h)
	}
	return contract.Check(t.Context(), timeless(t, h, v.around, v.tune))
}

// everyRecord alters all executions of a service.
func everyRecord(alter func(record) record) func(*honest) {
	return func(h *honest) {
		for i, r := range h.records {
			h.records[i] = alter(r)
		}
	}
}

// everyTime writes the times of all executions in another way.
func everyTime(write func(time.Time) string) func(*honest) {
	return everyRecord(func(r record) record {
		for _, name := range []string{"created_at", "started_at", "ended_at", "updated_at"} {
			at, err := time.Parse(time.RFC3339Nano, r[name].(string))
			if err != nil {
				panic(err)
			}
			r = r.with(name, write(at))
		}
		return r
	})
}

func everyHeader(name, value string) func(*honest) {
	return func(h *honest) {
		h.spoil = func(a *answer) { a.header.Set(name, value) }
	}
}

func everyProblem(alter func(map[string]any) map[string]any) func(*honest) {
	return func(h *honest) {
		h.spoil = func(a *answer) {
			if a.status != 422 {
				return
			}
			problems := a.body.(map[string]any)["detail"].([]any)
			for i, p := range problems {
				problems[i] = alter(p.(map[string]any))
			}
		}
	}
}

// extended adds a property to every object.
func extended(body any) any {
	var v any
	b, err := json.Marshal(body)
	if err == nil {
		err = json.Unmarshal(b, &v)
	}
	if err != nil {
		panic(err)
	}
	return extend(v)
}

func extend(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			v[name] = extend(value)
		}
		if !promisesAll(v) {
			v["x_extra"] = map[string]any{"more": []any{1, nil}}
		}
	case []any:
		for i := range v {
			v[i] = extend(v[i])
		}
	}
	return v
}

// promisesAll tells an object in which the schema promises something of
// properties by any name.
func promisesAll(v map[string]any) bool {
	for _, name := range []string{"pipeline_id_partition", "RELEVANCY", "5"} {
		if _, there := v[name]; there {
			return true
		}
	}
	return false
}

func packed(w http.ResponseWriter, a *answer) {
	if !strings.Contains(a.request.Header.Get("Accept-Encoding"), "gzip") {
		a.send(w)
		return
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(a.bytes())
	z.Close()
	a.header.Set("Content-Encoding", "gzip")
	a.body = b.Bytes()
	a.send(w)
}

func manyRecords(n int) []record {
	records := make([]record, n)
	for i := range records {
		id := []byte("00000000-aaaa-4bbb-8ccc-dddddddddddd")
		for at, rest := 7, i; rest > 0; at, rest = at-1, rest/10 {
			id[at] = digits[rest%10]
		}
		records[i] = newRecord(i).with("id", string(id))
	}
	return records
}
