package explore_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas"
)

// TestEveryKindOfJobsIsExamined: two kinds with the same ids, of which one counts them anew below
// each parent, and the other has its id in the query.
func TestEveryKindOfJobsIsExamined(t *testing.T) {
	t.Parallel()
	y := newYard()
	report := check(t, y.target(t))
	assert.Empty(t, rulesOf(report))
	assert.Equal(t, contract.Passed, report.Verdict)
	require.Len(t, report.Jobs, 2)
	for _, j := range report.Jobs {
		assert.Greater(t, j.Records, 10, j.Name)
		assert.Greater(t, j.Rules, 5, j.Name)
	}
	for _, operation := range []string{"listYards", "listScans", "getScan", "listPrints", "getPrint"} {
		assert.Positive(t, y.seen[operation], operation)
	}
	assert.Zero(t, y.seen["startScan"]+y.seen["cancelScan"], "it only reads")
}

func TestOneBrokenKindIsFound(t *testing.T) {
	t.Parallel()
	each := func(body any, change func(map[string]any)) {
		switch body := body.(type) {
		case []any:
			for _, r := range body {
				change(r.(map[string]any))
			}
		case map[string]any:
			if list, ok := body["prints"].([]any); ok {
				for _, r := range list {
					change(r.(map[string]any))
				}
			} else if body["id"] != nil {
				change(body)
			}
		}
	}
	for want, spoil := range map[string]func(operation string, status *int, body any) any{
		"schema.body": func(operation string, _ *int, body any) any {
			if operation == "getPrint" {
				each(body, func(r map[string]any) { r["state"] = "burnt" })
			}
			return body
		},
		"exchange.list-and-single-agree": func(operation string, _ *int, body any) any {
			if operation == "getPrint" {
				each(body, func(r map[string]any) { r["pages"] = 100 })
			}
			return body
		},
		"status.invalid-refused": func(operation string, status *int, body any) any {
			if operation == "listScans" && *status == 400 {
				*status, body = 200, []any{}
			}
			return body
		},
		"status.no-server-error": func(operation string, status *int, body any) any {
			if operation == "listPrints" {
				*status = 500
			}
			return body
		},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			y := newYard()
			y.spoil = spoil
			assert.Equal(t, []string{want}, rulesOf(check(t, y.target(t))))
		})
	}
}

func TestWhatIsHonestIsNoFinding(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(y *yard, operation string, status *int, body any) any{
		"a status that is documented as default": func(_ *yard, operation string, status *int, body any) any {
			if operation == "getPrint" && *status == 404 {
				*status, body = 410, refusal
			}
			return body
		},
		"lists that are empty": func(_ *yard, operation string, status *int, body any) any {
			if operation == "listScans" && *status == 200 {
				return []any{}
			}
			return body
		},
		"a job that is deleted in between": func(y *yard, operation string, status *int, body any) any {
			switch {
			case operation == "getScan" && *status == 200 && isScan(2)(body):
				*status, body = 404, refusal
			case operation == "listScans" && *status == 200 && y.seen["getScan"] > 0:
				return slices.DeleteFunc(slices.Clone(body.([]any)), isScan(2))
			}
			return body
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			y := newYard()
			y.spoil = func(operation string, status *int, body any) any { return spoil(y, operation, status, body) }
			assert.Empty(t, rulesOf(check(t, y.target(t))))
		})
	}
}

func isScan(id int) func(any) bool {
	return func(r any) bool {
		fields, ok := r.(map[string]any)
		return ok && fields["id"] == id
	}
}

// TestAListedJobThatIsNotFound: a list that is requested again after a while still shows it.
func TestAListedJobThatIsNotFound(t *testing.T) {
	t.Parallel()
	y := newYard()
	y.spoil = func(operation string, status *int, body any) any {
		if operation == "getScan" && *status == 200 && isScan(2)(body) {
			*status, body = 404, refusal
		}
		return body
	}
	target := y.target(t)
	plan, err := contract.Plan(target)
	require.NoError(t, err)
	report := check(t, target)
	assert.Equal(t, []string{"status.documented"}, rulesOf(report))
	assert.LessOrEqual(t, report.Counts.Requests, plan.Most)
}

// TestJobsAreCreatedAndCancelled: what has not ended is cancelled, and nothing else is.
func TestJobsAreCreatedAndCancelled(t *testing.T) {
	t.Parallel()
	y := newYard()
	before := len(y.scans["north"]) + len(y.scans["south"])
	target := y.target(t)
	target.AllowWrites, target.MaxCreated, target.Watch = true, 1, 1
	target.Bodies = map[string][]byte{"scan": []byte(`{"depth": 9}`)}
	plan, err := contract.Plan(target)
	require.NoError(t, err)
	report := check(t, target)
	assert.Empty(t, rulesOf(report))
	assert.LessOrEqual(t, report.Counts.Requests, plan.Most)
	var stopped []any
	for _, all := range y.scans {
		for _, s := range all {
			if s["stopped"] != nil {
				stopped = append(stopped, s["depth"])
			}
		}
	}
	assert.Equal(t, []any{9}, stopped)
	assert.Equal(t, before+1, len(y.scans["north"])+len(y.scans["south"]))
	assert.Contains(t, strings.Join(report.Notes, "\n"), "cancelled: ")
}

// TestABodyThatIsWrongIsRefused: with room for more jobs, wrong bodies are tried.
func TestABodyThatIsWrongIsRefused(t *testing.T) {
	t.Parallel()
	y := newYard()
	y.spoil = func(operation string, status *int, body any) any {
		if operation == "startScan" && *status == 400 {
			*status, body = 201, y.show(y.scans["north"][0])
		}
		return body
	}
	target := y.target(t)
	target.AllowWrites = true
	target.Generate = func(op *schemas.Operation) (string, []byte, error) {
		return "application/json", []byte(`{"depth": 1}`), nil
	}
	assert.Contains(t, rulesOf(check(t, target)), "status.invalid-refused")
}

// TestAServiceDescribesItself finds the document where a framework serves it.
func TestAServiceDescribesItself(t *testing.T) {
	t.Parallel()
	text := descriptionText(t)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v3/api-docs", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(text) })
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`<html>not this</html>`)) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	address, got, err := contract.FindDescription(t.Context(), contract.Target{URL: server.URL + "/prefix"})
	require.NoError(t, err)
	assert.Equal(t, server.URL+"/v3/api-docs", address)
	assert.Equal(t, text, got)
	got, err = contract.FetchDescription(t.Context(), contract.Target{URL: server.URL}, server.URL+"/v3/api-docs")
	require.NoError(t, err)
	assert.Equal(t, text, got)
	_, err = contract.FetchDescription(t.Context(), contract.Target{URL: server.URL}, server.URL+"/openapi.json")
	assert.ErrorContains(t, err, "it is no OpenAPI document")
}

func TestGivenValuesAreUsed(t *testing.T) {
	t.Parallel()
	y := newYard()
	target := y.target(t)
	target.Collections = []contract.Inputs{{{Name: "yard_id", Value: "south"}}}
	plan, err := contract.Plan(target)
	require.NoError(t, err)
	var paths []string
	for _, kind := range plan.Probes {
		for _, r := range kind.Requests {
			paths = append(paths, r.Path)
		}
	}
	all := strings.Join(paths, "\n")
	assert.Contains(t, all, "/yards/south/scans/{scan_id}")
	assert.Contains(t, all, "/prints/one?print_id={print_id}")
	assert.NotContains(t, all, "north")
	assert.Empty(t, rulesOf(check(t, target)))
}
