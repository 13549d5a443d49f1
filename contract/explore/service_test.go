package explore_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
)

var yardAPI = sync.OnceValue(func() *fixtures.API {
	api, err := fixtures.LoadAPIFile("testdata/yard.yaml")
	if err != nil {
		panic(err)
	}
	return api
})

// yard is a service with two kinds of jobs that have the same ids. Each yard counts its own
// scans. A job moves with the requests that the service receives.
type yard struct {
	spoil func(operation string, status *int, body any) any // nil leaves responses as they are

	mu    sync.Mutex
	clock int
	scans map[string][]map[string]any
	seen  map[string]int // requests, by operation
}

func newYard() *yard {
	y := &yard{scans: map[string][]map[string]any{}, seen: map[string]int{}}
	for _, name := range []string{"north", "south"} {
		for id := range 3 {
			y.scans[name] = append(y.scans[name], map[string]any{"id": id + 1, "depth": len(name) * (id + 1), "born": -10 * id, "name": name})
		}
	}
	y.scans["south"] = append(y.scans["south"], map[string]any{"id": 4, "depth": 4, "born": -100, "name": "south"})
	return y
}

func (y *yard) show(s map[string]any) map[string]any {
	age := y.clock - s["born"].(int)
	born := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(s["born"].(int)) * time.Second)
	r := map[string]any{"id": s["id"], "depth": s["depth"], "created_at": born.Format(time.RFC3339), "completed_at": nil}
	switch {
	case s["stopped"] != nil:
		r["status"], r["completed_at"] = "cancelled", born.Add(time.Minute).Format(time.RFC3339)
	case age < 8:
		r["status"] = "queued"
	case age < 16:
		r["status"] = "running"
	default:
		r["status"], r["completed_at"] = "completed", born.Add(16*time.Second).Format(time.RFC3339)
	}
	return r
}

func (y *yard) print(id int) map[string]any {
	state := "waiting"
	if y.clock > 10*id {
		state = "printed"
	}
	return map[string]any{"id": id, "state": state, "pages": 3 * id}
}

var refusal = map[string]any{"problem": "no"}

func (y *yard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.clock++
	mux := http.NewServeMux()
	on := func(pattern, operation string, serve func(r *http.Request) (int, any)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			y.seen[operation]++
			status, body := serve(r)
			if y.spoil != nil {
				body = y.spoil(operation, &status, body)
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_ = json.NewEncoder(w).Encode(body)
		})
	}
	on("GET /yards", "listYards", func(*http.Request) (int, any) {
		return 200, []any{map[string]any{"id": "north"}, map[string]any{"id": "south"}}
	})
	on("GET /yards/{yard_id}/scans", "listScans", func(r *http.Request) (int, any) {
		if limit := r.FormValue("limit"); limit != "" {
			if _, err := strconv.Atoi(limit); err != nil {
				return 400, refusal
			}
		}
		all := []any{}
		for _, s := range y.scans[r.PathValue("yard_id")] {
			all = append(all, y.show(s))
		}
		return 200, all
	})
	on("POST /yards/{yard_id}/scans", "startScan", func(r *http.Request) (int, any) {
		var order struct{ Depth *int }
		if json.NewDecoder(r.Body).Decode(&order) != nil || order.Depth == nil {
			return 400, refusal
		}
		name := r.PathValue("yard_id")
		s := map[string]any{"id": len(y.scans[name]) + 1, "depth": *order.Depth, "born": y.clock, "name": name}
		y.scans[name] = append(y.scans[name], s)
		return 201, y.show(s)
	})
	find := func(r *http.Request) map[string]any {
		for _, s := range y.scans[r.PathValue("yard_id")] {
			if fmt.Sprint(s["id"]) == r.PathValue("scan_id") {
				return s
			}
		}
		return nil
	}
	on("GET /yards/{yard_id}/scans/{scan_id}", "getScan", func(r *http.Request) (int, any) {
		if s := find(r); s != nil {
			return 200, y.show(s)
		}
		return 404, refusal
	})
	on("POST /yards/{yard_id}/scans/{scan_id}/cancel", "cancelScan", func(r *http.Request) (int, any) {
		s := find(r)
		if s == nil || y.show(s)["completed_at"] != nil {
			return 409, refusal
		}
		s["stopped"] = true
		return 202, nil
	})
	on("GET /prints", "listPrints", func(*http.Request) (int, any) {
		return 200, map[string]any{"prints": []any{y.print(1), y.print(2), y.print(3)}}
	})
	on("GET /prints/one", "getPrint", func(r *http.Request) (int, any) {
		if id, err := strconv.Atoi(r.FormValue("print_id")); err == nil && id > 0 && id < 4 {
			return 200, y.print(id)
		}
		return 404, refusal
	})
	mux.ServeHTTP(w, r)
}

// target starts the service and returns the target that checks it, on a clock that only the
// check's own pauses move.
func (y *yard) target(t *testing.T) contract.Target {
	t.Helper()
	server := httptest.NewServer(y)
	t.Cleanup(server.Close)
	var mu sync.Mutex
	now := time.Date(2026, 1, 1, 1, 0, 0, 0, time.UTC)
	return contract.Target{
		URL: server.URL, API: yardAPI(), Rate: 1e6, Concurrency: 1,
		Now: func() time.Time { mu.Lock(); defer mu.Unlock(); return now },
		Sleep: func(ctx context.Context, d time.Duration) error {
			mu.Lock()
			defer mu.Unlock()
			now = now.Add(d)
			return ctx.Err()
		},
	}
}

func check(t *testing.T, target contract.Target) *contract.Report {
	t.Helper()
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	return report
}

// rulesOf are the rules of the findings of warning or above, each once.
func rulesOf(r *contract.Report) (all []string) {
	seen := map[string]bool{}
	for _, f := range r.Findings {
		if f.Severity >= contract.Warning && !seen[f.Rule] {
			seen[f.Rule] = true
			all = append(all, f.Rule)
		}
	}
	return all
}

func descriptionText(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/yard.yaml")
	require.NoError(t, err)
	return text
}
