package lifecycle_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// described reads the invented APIs.
func described(t testing.TB) *schemas.Description {
	t.Helper()
	d, err := schemas.Load(os.DirFS("testdata"), "apis.yaml")
	require.NoError(t, err)
	return d
}

func one(name string) map[string]int { return map[string]int{name: 100} }

// batch has a state for each time, counters, and is paged by a cursor.
func batch() *jobs.Resource {
	return &jobs.Resource{
		Name: "batch", Moves: jobs.ByItself,
		Create: []jobs.Operation{"POST /batches"}, List: []jobs.Operation{"GET /batches"},
		Get: []jobs.Operation{"GET /batches/{batch_id}"}, Cancel: []jobs.Operation{"POST /batches/{batch_id}/cancel"},
		Record: map[jobs.Operation]jobs.Pointer{"GET /batches": "/data/-"},
		ID:     &jobs.ID{At: "/id", Parameter: "batch_id", Like: "batch_{24}"}, Status: "/status",
		States: []*jobs.State{
			{Name: "validating", Kind: jobs.Running, For: "1s..5s", Then: map[string]int{"in_progress": 95, "failed": 5}},
			{Name: "in_progress", Kind: jobs.Running, For: "10s..2m", Then: map[string]int{"finalizing": 98, "expired": 2}},
			{Name: "finalizing", Kind: jobs.Running, For: "1s..3s", Then: one("completed")},
			{Name: "completed", Kind: jobs.Succeeded}, {Name: "failed", Kind: jobs.Failed}, {Name: "expired", Kind: jobs.Expired},
			{Name: "cancelling", Kind: jobs.Cancelling, For: "1s..5s", Then: one("cancelled")}, {Name: "cancelled", Kind: jobs.Cancelled},
		},
		Times: map[string]jobs.Pointer{
			"created": "/created_at", "in_progress": "/in_progress_at", "ended": "/finished_at", "failed": "/failed_at",
			"cancelled": "/cancelled_at", "expires": "/expires_at",
		},
		Error:       &jobs.Error{At: "/errors/data", When: []string{"failed"}},
		Counters:    []jobs.Pointer{"/request_counts/completed", "/request_counts/failed"},
		FromRequest: []jobs.Pointer{"/input_file", "/window"},
		Pagination:  &jobs.Pagination{Items: "/data", Next: "/last_id", More: "/has_more", Cursor: "after", Limit: "limit"},
	}
}

// video has numbers as ids, a progress and an owner; required times that cannot be null.
func video() *jobs.Resource {
	return &jobs.Resource{
		Name: "video", Moves: jobs.ByItself,
		Create: []jobs.Operation{"POST /teams/{team}/videos"}, List: []jobs.Operation{"GET /teams/{team}/videos"},
		Get:    []jobs.Operation{"GET /teams/{team}/videos/{id}"},
		Record: map[jobs.Operation]jobs.Pointer{"GET /teams/{team}/videos": "/-"},
		ID:     &jobs.ID{At: "/id", Parameter: "id", Like: "integer"}, Status: "/state",
		States: []*jobs.State{
			{Name: "QUEUED", Kind: jobs.Waiting, For: "1s..5s", Then: one("RENDERING")},
			{Name: "RENDERING", Kind: jobs.Running, For: "10s..1m", Then: map[string]int{"DONE": 95, "ERROR": 5}},
			{Name: "DONE", Kind: jobs.Succeeded}, {Name: "ERROR", Kind: jobs.Failed},
		},
		Times:       map[string]jobs.Pointer{"created": "/createdAt", "started": "/startedAt", "updated": "/updatedAt", "ended": "/endedAt"},
		Error:       &jobs.Error{At: "/error", When: []string{"ERROR"}},
		Progress:    "/progress",
		Owner:       map[jobs.Pointer]string{"/team": "team"},
		FromRequest: []jobs.Pointer{"/prompt", "/size"},
		Pagination:  &jobs.Pagination{Offset: "offset", Limit: "limit"},
	}
}

// order is moved by others.
func order() *jobs.Resource {
	return &jobs.Resource{
		Name: "order", Moves: jobs.ByOthers,
		Create: []jobs.Operation{"POST /orders"}, List: []jobs.Operation{"GET /orders"}, Get: []jobs.Operation{"GET /orders/{order_id}"},
		Record: map[jobs.Operation]jobs.Pointer{"GET /orders": "/results/-"},
		ID:     &jobs.ID{At: "/id", Parameter: "order_id", Like: "uuid"}, Status: "/status",
		States: []*jobs.State{
			{Name: "open", Kind: jobs.Waiting}, {Name: "paid", Kind: jobs.Running}, {Name: "shipped", Kind: jobs.Succeeded},
			{Name: "cancelled", Kind: jobs.Cancelled},
		},
		Times:       map[string]jobs.Pointer{"updated": "/updated_ms"},
		FromRequest: []jobs.Pointer{"/item", "/amount"},
		Pagination: &jobs.Pagination{
			Items: "/results", Next: "/paging/next", Total: "/paging/total", Page: "page", Limit: "page_size",
		},
	}
}

// copying has a status object, effects of states, and a way back after a failed attempt.
func copying() *jobs.Resource {
	began := map[jobs.Pointer]any{"/properties/startTime": "now", "/properties/attempts": "+1"}
	return &jobs.Resource{
		Name: "copy", Moves: jobs.ByItself,
		Create: []jobs.Operation{"POST /copies"}, Get: []jobs.Operation{"GET /copies/{copyId}"},
		ID: &jobs.ID{At: "/name", Parameter: "copyId", Like: "copy-{6}"}, Status: "/properties/phase",
		States: []*jobs.State{
			{Name: "queued", Kind: jobs.Waiting, As: map[string]any{"value": "PENDING"}, For: "1s..2s", Then: one("running")},
			{Name: "running", Kind: jobs.Running, As: map[string]any{"value": "PENDING"}, For: "5s..9s", Enter: began, Then: map[string]int{"done": 50, "backoff": 49, "broken": 1}},
			{Name: "backoff", Kind: jobs.Waiting, As: map[string]any{"value": "PENDING"}, For: "1s", Then: one("running")},
			{Name: "done", Kind: jobs.Succeeded, As: map[string]any{"value": "SUCCESS"}},
			{Name: "broken", Kind: jobs.Failed, As: map[string]any{"value": "ERROR"}},
		},
		Times:    map[string]jobs.Pointer{"ended": "/properties/endTime"},
		Counters: []jobs.Pointer{"/properties/attempts"},
	}
}

// check has no status until it is over.
func check() *jobs.Resource {
	return &jobs.Resource{
		Name: "check", Moves: jobs.ByItself, Get: []jobs.Operation{"GET /checks/{id}"},
		ID: &jobs.ID{At: "/key", Like: "{8}"}, Status: "/verdict",
		States: []*jobs.State{
			{Name: "running", Kind: jobs.Running, Null: true, For: "2s..4s", Then: map[string]int{"good": 50, "bad": 50}},
			{Name: "good", Kind: jobs.Succeeded}, {Name: "bad", Kind: jobs.Failed},
		},
		Error: &jobs.Error{At: "/error_message", When: []string{"bad"}},
	}
}

// scan has a boolean and a percentage.
func scan() *jobs.Resource {
	return &jobs.Resource{
		Name: "scan", Moves: jobs.ByItself, Get: []jobs.Operation{"GET /scans/{id}"},
		ID: &jobs.ID{At: "/key", Like: "{8}"}, Status: "/done",
		States: []*jobs.State{
			{Name: "running", Kind: jobs.Running, As: false, For: "2s..4s", Then: map[string]int{"succeeded": 90, "failed": 10}},
			{Name: "succeeded", Kind: jobs.Succeeded, As: true}, {Name: "failed", Kind: jobs.Failed, As: true},
		},
		Error: &jobs.Error{At: "/last_error", When: []string{"failed"}}, Progress: "/percent",
	}
}

func all() []*jobs.Resource {
	return []*jobs.Resource{batch(), video(), order(), copying(), check(), scan()}
}

func draw(p *lifecycle.Plan, seed uint64, s lifecycle.Settings) lifecycle.Birth {
	return lifecycle.Draw(p, seed, p.NewID(seed), noon, nil, map[string]string{"team": "red"}, s)
}
