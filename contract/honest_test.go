package contract_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ringer-api/ringer/contract"
)

// honest is an implementation of the API that keeps every promise, small
// enough to be seen to. Tests break it in one place with spoil, or let it
// differ in taste, and look at what the suite says.
type honest struct {
	// records is what the list of dataset shows; each has its id. Replaced,
	// not changed.
	records []record
	// others are the lists of further datasets of the pipeline, by their ids.
	// A dataset that is in neither is empty.
	others map[string][]record
	// results, when not nil, are what it answers for each dataset; otherwise
	// one is made for each question of the execution that ended last.
	results []any
	// now tells the time to executions that were started; nil is time.Now.
	now func() time.Time
	// live, when not nil, gives the records as they are then.
	live func(now time.Time) []record
	// token and session, when set, are required: one of them.
	token, session string
	// refuses, when not nil, tells the ids that are refused though the
	// framework would take them.
	refuses func(id string) bool
	// spoil changes a valid response before it is sent; nil does not.
	spoil func(*answer)
	// write sends the response; nil does it the usual way.
	write func(http.ResponseWriter, *answer)

	mu sync.Mutex
	// asked counts the requests that it has received.
	asked  atomic.Int64
	births []birth
}

// record is one execution as the list shows it.
type record map[string]any

// answer is a valid response before it is sent.
type answer struct {
	request   *http.Request
	operation string // execute, list, results, get or "" when there is no such route
	nth       int    // counts the answers of the service from 1
	status    int
	header    http.Header
	body      any // rendered as JSON; []byte goes out as it is
}

const (
	pipeline = "7d1a0f5e-1111-4222-8333-444455556666"
	dataset  = "9c2b4e6a-7777-4888-9999-aaaabbbbcccc"
)

var (
	base   = regexp.MustCompile(`^/api/v1/pipelines/([^/]+)/eval-datasets/([^/]+)/execute(/[^/]+)?$`)
	wraps  = regexp.MustCompile(`(?s)^(?:\{(.{36})\}|urn:uuid:(.{36})|(.*))$`)
	plain  = regexp.MustCompile(`^[0-9a-f]{8}(-?)(?:[0-9a-f]{4}(-?)){3}[0-9a-f]{12}$`)
	digits = "0123456789"
)

// newRecord is an execution that ended well; number makes its id.
func newRecord(number int) record {
	return record{
		"job_name":   "eval_dataset_job",
		"partitions": map[string]any{"pipeline_id_partition": pipeline, "eval_dataset_id_partition": dataset},
		"parameters": map[string]any{
			"eval_question_ids":     []string{"11111111-2222-4333-8444-55555555555" + digits[number%10:number%10+1]},
			"eval_execution_params": map[string]any{"llm_model": "GPT_4O", "qa_prompt_tmpl": "Answer: "},
		},
		"session_id": nil, "correlation_id": nil, "parent_job_execution_id": nil, "user_id": nil,
		"created_at":    "2024-10-01T12:00:00Z",
		"id":            "0000000" + digits[number%10:number%10+1] + "-aaaa-4bbb-8ccc-dddddddddddd",
		"status":        "SUCCESS",
		"error_code":    nil,
		"error_message": nil,
		"attempts":      1,
		"started_at":    "2024-10-01T12:00:01.500000Z",
		"ended_at":      "2024-10-01T12:00:09Z",
		"updated_at":    "2024-10-01T12:00:09Z",
		"data":          nil,
	}
}

// with is a copy of the record with some properties changed, in pairs.
func (r record) with(pairs ...any) record {
	c := record{}
	for name, value := range r {
		c[name] = value
	}
	for i := 0; i < len(pairs); i += 2 {
		c[pairs[i].(string)] = pairs[i+1]
	}
	return c
}

// without is a copy of the record that lacks some properties.
func (r record) without(names ...string) record {
	c := r.with()
	for _, name := range names {
		delete(c, name)
	}
	return c
}

func newHonest() *honest {
	return &honest{records: []record{newRecord(1), newRecord(2), newRecord(3)}}
}

// target serves the implementation over TCP until the test ends.
func (h *honest) target(t *testing.T) contract.Target {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return targetOf(server.URL)
}

func targetOf(url string) contract.Target {
	return contract.Target{
		URL: url, Rate: 10_000,
		Datasets: []contract.Dataset{{PipelineID: pipeline, EvalDatasetID: dataset}},
	}
}

func (h *honest) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	nth := int(h.asked.Add(1))
	a := h.answer(r)
	a.request, a.nth = r, nth
	if h.spoil != nil {
		h.spoil(a)
	}
	if h.write != nil {
		h.write(w, a)
		return
	}
	a.send(w)
}

// answer checks in this order: route, method, credential, ids and body.
func (h *honest) answer(r *http.Request) *answer {
	parts := base.FindStringSubmatch(r.URL.Path)
	if parts == nil {
		return detail("", 404, "Not Found")
	}
	operation, execution := "list", strings.TrimPrefix(parts[3], "/")
	if execution == "result" {
		operation, execution = "results", ""
	} else if execution != "" {
		operation = "get"
	}
	if r.Method == http.MethodPost && operation == "list" {
		operation = "execute"
	} else if r.Method != http.MethodGet {
		return detail(operation, 405, "Method Not Allowed")
	}
	if !h.letsIn(r) {
		return detail(operation, 401, "Not authenticated")
	}
	problems := h.judgeIDs(parts[1], parts[2], execution)
	var order order
	if operation == "execute" {
		var more []any
		order, more = readOrder(r)
		problems = append(problems, more...)
	}
	if problems != nil {
		return newAnswer(operation, 422, map[string]any{"detail": problems})
	}
	return h.serve(operation, canonical(parts[1]), canonical(parts[2]), canonical(execution), order)
}

func (h *honest) serve(operation, pipelineID, datasetID, execution string, o order) *answer {
	if operation == "execute" {
		return newAnswer(operation, 200, h.start(pipelineID, datasetID, o))
	}
	records := h.list(pipelineID, datasetID)
	switch operation {
	case "results":
		if h.results != nil {
			return newAnswer(operation, 200, h.results)
		}
		return newAnswer(operation, 200, resultsOf(pipelineID, records))
	case "list":
		return newAnswer(operation, 200, records)
	}
	for _, r := range records {
		if strings.EqualFold(r["id"].(string), execution) {
			return newAnswer(operation, 200, r)
		}
	}
	return detail(operation, 404, "Execution not found")
}

// list is what a dataset holds now.
func (h *honest) list(pipelineID, datasetID string) []record {
	if pipelineID != pipeline {
		return []record{}
	}
	records := append([]record{}, h.others[datasetID]...)
	if datasetID == dataset && h.live != nil {
		records = append(records, h.live(h.clock())...)
	} else if datasetID == dataset {
		records = append(records, h.records...)
	}
	return append(records, h.started(datasetID)...)
}

// canonical is an id in lower case with hyphens, "" when it is none.
func canonical(id string) string {
	inner := wraps.FindStringSubmatch(id)
	text := strings.ToLower(inner[1] + inner[2] + inner[3])
	if !plain.MatchString(text) {
		return ""
	}
	s := strings.ReplaceAll(text, "-", "")
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

func (h *honest) letsIn(r *http.Request) bool {
	if h.token == "" && h.session == "" {
		return true
	}
	cookie, err := r.Cookie("session")
	return h.token != "" && r.Header.Get("Authorization") == "Bearer "+h.token ||
		h.session != "" && err == nil && cookie.Value == h.session
}

// judgeIDs names each id that is no UUID.
func (h *honest) judgeIDs(ids ...string) []any {
	var problems []any
	for i, name := range []string{"pipeline_id", "eval_dataset_id", "eval_dataset_execution_id"} {
		if ids[i] != "" && (canonical(ids[i]) == "" || h.refuses != nil && h.refuses(ids[i])) {
			problems = append(problems,
				problemOf("uuid_parsing", "Input should be a valid UUID", ids[i], "path", name))
		}
	}
	return problems
}

func problemOf(kind, msg string, input any, loc ...any) map[string]any {
	return map[string]any{"type": kind, "loc": loc, "msg": msg, "input": input}
}

func newAnswer(operation string, status int, body any) *answer {
	header := http.Header{"Content-Type": {"application/json"}}
	return &answer{operation: operation, status: status, header: header, body: body}
}

func detail(operation string, status int, sentence string) *answer {
	return newAnswer(operation, status, map[string]any{"detail": sentence})
}

// bytes is the body as it goes out.
func (a *answer) bytes() []byte {
	if b, ok := a.body.([]byte); ok {
		return b
	}
	b, err := json.Marshal(a.body)
	if err != nil {
		panic(err)
	}
	return b
}

func (a *answer) send(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.Header().Set("Date", "Tue, 01 Oct 2024 13:00:00 GMT")
	w.WriteHeader(a.status)
	w.Write(a.bytes())
}
