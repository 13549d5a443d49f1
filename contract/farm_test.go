package contract_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// farmAPI is an API that has nothing in common with the built-in one: other paths, words,
// envelopes, ids that are integers and keys with a prefix, times that are numbers, and
// states in an object.
var farmAPI = sync.OnceValue(func() *fixtures.API { return readFarm() })

// numberedFarm is the same API with integers for keys.
var numberedFarm = sync.OnceValue(func() *fixtures.API {
	return readFarm(`key: {type: string}`, `key: {type: integer}`, `like: "rnd_{6}"`, `like: integer`,
		`{name: render, in: path, required: true, schema: {type: string}}`, `{name: render, in: path, required: true, schema: {type: integer}}`,
		`{render: {type: string}`, `{render: {type: integer}`)
})

// readFarm reads the description, with some texts in place of others.
func readFarm(replacing ...string) *fixtures.API {
	text, err := os.ReadFile("testdata/farm.yaml")
	if err != nil {
		panic(err)
	}
	text = []byte(strings.NewReplacer(replacing...).Replace(string(text)))
	d, err := schemas.Load(fstest.MapFS{"farm.yaml": {Data: text}}, "farm.yaml")
	if err != nil {
		panic(err)
	}
	model, err := jobs.Read(d)
	if err != nil {
		panic(err)
	}
	return &fixtures.API{Name: "farm", Description: d, Jobs: model}
}

// farm is a service that has the API and keeps all its promises. A render moves with the
// requests that the service receives, so that no test waits.
type farm struct {
	// spoil changes a response before it is sent; nil does not.
	spoil func(*farmAnswer)
	// numbered shows keys as integers.
	numbered bool

	mu      sync.Mutex
	clock   int64 // seconds since farmEpoch: one for each request
	renders []*render
	nth     map[string]int
}

// render is a job of the farm; the numbers are seconds of the farm's clock.
type render struct {
	key          string
	farm, frames int
	scene        string
	made         int64
	wait, work   int64
	end          string
}

// farmAnswer is a response of the farm before it is sent.
type farmAnswer struct {
	operation string
	path      string
	nth       int // counts the requests of the operation from 1
	status    int
	body      any
}

const farmEpoch = 1_700_000_000

func newFarm() *farm {
	return &farm{nth: map[string]int{}, renders: []*render{
		{key: "rnd_aaaaa1", farm: 7, frames: 2, scene: "harbour", made: -900, wait: 2, work: 20, end: "drawn"},
		{key: "rnd_aaaaa2", farm: 7, frames: 3, scene: "forest", made: -800, wait: 2, work: 20, end: "torn"},
		{key: "rnd_aaaaa3", farm: 7, frames: 1, scene: "castle", made: -10, wait: 5, work: 60, end: "drawn"},
		{key: "rnd_aaaaa4", farm: 7, frames: 1, scene: "castle", made: -4, wait: 70, work: 30, end: "drawn"},
		{key: "rnd_bbbbb1", farm: 8, frames: 1, scene: "desert", made: -700, wait: 2, work: 20, end: "drawn"},
	}}
}

// key returns the key of a render as the farm shows it.
func (f *farm) key(r *render) any {
	if f.numbered {
		return 100*int(r.key[4]) + int(r.key[9]) // they differ in these
	}
	return r.key
}

// show returns a render as it is now.
func (f *farm) show(r *render) map[string]any {
	begun, over := r.made+r.wait, r.made+r.wait+r.work
	shown := map[string]any{
		"key": f.key(r), "farm": r.farm, "scene": r.scene, "frames": r.frames, "made": farmEpoch + r.made, "touched": farmEpoch + r.made,
		"phase": map[string]any{"name": "lined-up"}, "begun": nil, "over": nil, "tries": 0, "drawn": 0, "blame": nil,
	}
	if f.clock >= begun {
		shown["phase"], shown["begun"], shown["touched"] = map[string]any{"name": "drawing"}, farmEpoch+begun, farmEpoch+begun
		shown["tries"] = 1
	}
	if f.clock >= over {
		shown["phase"], shown["over"], shown["touched"] = map[string]any{"name": r.end}, farmEpoch+over, farmEpoch+over
		shown["drawn"] = r.frames
		if r.end == "torn" {
			shown["drawn"], shown["blame"] = 0, map[string]any{"text": "no canvas left"}
		}
	}
	return shown
}

func (f *farm) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.clock++
	mux := http.NewServeMux()
	reply := func(operation string, serve func(farm int, r *http.Request) (int, any)) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			a := &farmAnswer{operation: operation, path: r.URL.Path, status: 400, body: map[string]any{"problem": "no such farm"}}
			f.nth[operation]++
			a.nth = f.nth[operation]
			if farm, err := strconv.Atoi(r.PathValue("farm")); err == nil || r.PathValue("farm") == "" {
				a.status, a.body = serve(farm, r)
			}
			f.send(w, a)
		}
	}
	mux.HandleFunc("GET /v2/farms", reply("farms", func(int, *http.Request) (int, any) {
		return 200, []any{map[string]any{"id": 9}, map[string]any{"id": 7}, map[string]any{"id": 8}}
	}))
	mux.HandleFunc("GET /v2/farms/{farm}/renders", reply("listRenders", f.list))
	mux.HandleFunc("POST /v2/farms/{farm}/renders", reply("startRender", f.start))
	mux.HandleFunc("GET /v2/farms/{farm}/renders/{render}", reply("showRender", f.get))
	mux.HandleFunc("POST /v2/farms/{farm}/renders/{render}/stop", reply("stopRender", f.stop))
	mux.HandleFunc("GET /v2/farms/{farm}/frames", reply("listFrames", f.frames))
	mux.ServeHTTP(w, r)
}

func (f *farm) send(w http.ResponseWriter, a *farmAnswer) {
	if f.spoil != nil {
		f.spoil(a)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(a.body)
}

func (f *farm) list(farm int, _ *http.Request) (int, any) {
	all := []any{}
	for _, r := range f.renders {
		if r.farm == farm {
			all = append(all, f.show(r))
		}
	}
	return 200, map[string]any{"renders": all}
}

func (f *farm) find(farm int, r *http.Request) *render {
	for _, one := range f.renders {
		if one.farm == farm && fmt.Sprint(f.key(one)) == r.PathValue("render") {
			return one
		}
	}
	return nil
}

func (f *farm) get(farm int, r *http.Request) (int, any) {
	if one := f.find(farm, r); one != nil {
		return 200, f.show(one)
	}
	return 404, map[string]any{"problem": "no such render"}
}

func (f *farm) stop(farm int, r *http.Request) (int, any) {
	one := f.find(farm, r)
	if one == nil {
		return 404, map[string]any{"problem": "no such render"}
	}
	one.work, one.end = max(0, f.clock-one.made-one.wait), "stopped"
	return 202, nil
}

func (f *farm) start(farm int, r *http.Request) (int, any) {
	var order struct {
		Scene  string `json:"scene"`
		Frames int    `json:"frames"`
	}
	if json.NewDecoder(r.Body).Decode(&order) != nil || order.Scene == "" {
		return 400, map[string]any{"problem": "no such order"}
	}
	one := &render{key: fmt.Sprintf("rnd_ccccc%d", len(f.renders)), farm: farm, frames: order.Frames, scene: order.Scene,
		made: f.clock, wait: 2, work: 4, end: "drawn"}
	f.renders = append(f.renders, one)
	return 201, f.show(one)
}

func (f *farm) frames(farm int, _ *http.Request) (int, any) {
	all := []any{}
	for _, r := range f.renders {
		for number := 1; r.farm == farm && r.end == "drawn" && f.clock >= r.made+r.wait+r.work && number <= r.frames; number++ {
			all = append(all, map[string]any{"render": f.key(r), "number": number, "farm": farm})
		}
	}
	return 200, map[string]any{"frames": all}
}

// target starts the farm and returns the target that checks two of its collections.
func (f *farm) target(t testing.TB) contract.Target {
	t.Helper()
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	clock := &farmClock{now: time.Unix(farmEpoch, 0)}
	return contract.Target{
		URL: server.URL, API: farmAPI(), Rate: 1e6, Concurrency: 1, Now: clock.Now, Sleep: clock.Sleep,
		Collections: []contract.Inputs{{{Name: "farm", Value: "7"}}, {{Name: "farm", Value: "8"}}},
	}
}

// spoiled changes each render that an operation shows, from its nth response on; the records
// of the farm stay as they are.
func spoiled(operation string, from int, change func(r map[string]any)) func(*farmAnswer) {
	return func(a *farmAnswer) {
		body, ok := a.body.(map[string]any)
		if !ok || operation != "" && a.operation != operation || a.nth < from {
			return
		}
		if _, one := body["key"]; one {
			change(body)
		}
		list, _ := body["renders"].([]any)
		for _, r := range list {
			change(r.(map[string]any))
		}
	}
}

// of limits a change to one render.
func of(key string, change func(r map[string]any)) func(map[string]any) {
	return func(r map[string]any) {
		if r["key"] == key {
			change(r)
		}
	}
}

// fields is a change that sets fields.
func fields(values map[string]any) func(map[string]any) {
	return func(r map[string]any) { maps.Copy(r, values) }
}

func phase(name string) map[string]any { return map[string]any{"name": name} }

// brokenFarms break one rule each.
func brokenFarms() map[string]func(*farmAnswer) {
	done, failed, drawing := "rnd_aaaaa1", "rnd_aaaaa2", "rnd_aaaaa3"
	return map[string]func(*farmAnswer){
		"status.no-server-error": func(a *farmAnswer) {
			if a.operation == "listFrames" {
				a.status = 500
			}
		},
		"status.documented": func(a *farmAnswer) {
			if a.operation == "listFrames" && a.status == 200 {
				a.status = 203
			}
		},
		"status.invalid-refused": func(a *farmAnswer) {
			if a.operation == "listRenders" && a.status == 400 {
				a.status, a.body = 200, map[string]any{"renders": []any{}}
			}
		},
		"schema.body":              spoiled("", 1, of(done, fields(map[string]any{"phase": phase("melted")}))),
		"record.times-in-order":    spoiled("", 1, of(done, fields(map[string]any{"begun": farmEpoch - 100, "over": farmEpoch - 200}))),
		"record.id-asked-for":      spoiled("showRender", 1, of(failed, fields(map[string]any{"key": "rnd_zzzzzz"}))),
		"record.final-has-end":     spoiled("", 1, of(done, fields(map[string]any{"over": nil}))),
		"record.partitions-match":  spoiled("", 1, of(done, fields(map[string]any{"farm": 8}))),
		"record.attempts-counted":  spoiled("", 1, of(done, fields(map[string]any{"tries": 0}))),
		"record.error-has-message": spoiled("", 1, of(failed, fields(map[string]any{"blame": nil}))),
		"record.unique-ids": func(a *farmAnswer) {
			if body, ok := a.body.(map[string]any); ok && a.operation == "listRenders" {
				if list, _ := body["renders"].([]any); len(list) > 3 {
					body["renders"] = append(list, list[0])
				}
			}
		},
		"record.pending-has-no-end": spoiled("", 1, func(r map[string]any) {
			if r["phase"].(map[string]any)["name"] == "drawing" {
				r["over"] = farmEpoch + 100_000
			}
		}),
		"lifecycle.final-stays-final": spoiled("", 4, of(done, fields(map[string]any{"phase": phase("torn"), "blame": map[string]any{"text": "?"}}))),
		"lifecycle.keeps-identity":    spoiled("", 4, of(done, fields(map[string]any{"scene": "another"}))),
		"lifecycle.attempts-grow":     spoiled("", 4, of(done, fields(map[string]any{"drawn": 1}))),
		"lifecycle.updates-grow": func(a *farmAnswer) { // later at first, and then the time of the end again
			if a.nth < 4 {
				spoiled("", 1, of(done, fields(map[string]any{"touched": farmEpoch - 870})))(a)
			}
		},
		"lifecycle.started-stays": spoiled("", 8, of(drawing, func(r map[string]any) {
			r["begun"] = nil
		})),
		"lifecycle.listed-stays-listed": func(a *farmAnswer) {
			if body, ok := a.body.(map[string]any); ok && a.operation == "listRenders" && a.nth%2 == 0 {
				if list, _ := body["renders"].([]any); len(list) > 3 {
					body["renders"] = list[1:]
				}
			}
		},
		"exchange.list-and-single-agree": spoiled("showRender", 1, of(done, fields(map[string]any{"scene": "another"}))),
		"exchange.one-dataset": func(a *farmAnswer) {
			copied := map[string]any{
				"key": done, "farm": 8, "scene": "harbour", "frames": 2, "phase": phase("drawn"), "made": farmEpoch - 900, "begun": farmEpoch - 899,
				"over": farmEpoch - 878, "drawn": 2,
			}
			body, _ := a.body.(map[string]any)
			if list, _ := body["renders"].([]any); len(list) == 1 { // that of the other farm
				body["renders"] = append(list, copied)
			}
			if a.path == "/v2/farms/8/renders/"+done {
				a.status, a.body = 200, copied
			}
		},
		"results.unique-questions": spoiledFrames(func(frame map[string]any) { frame["number"] = 1 }),
		"results.belong":           spoiledFrames(func(frame map[string]any) { frame["farm"] = 3 }),
	}
}

func spoiledFrames(change func(map[string]any)) func(*farmAnswer) {
	return func(a *farmAnswer) {
		body, _ := a.body.(map[string]any)
		list, _ := body["frames"].([]any)
		for _, frame := range list {
			change(frame.(map[string]any))
		}
	}
}

// brokenOrders break one rule each about what the check has created.
func brokenOrders() map[string]func(*farmAnswer) {
	created := func(r map[string]any) bool { return strings.HasPrefix(r["key"].(string), "rnd_ccccc") }
	return map[string]func(*farmAnswer){
		"write.parameters-echoed": spoiled("", 1, func(r map[string]any) {
			if created(r) {
				r["scene"] = "another"
			}
		}),
		"write.answer-agrees": spoiled("startRender", 1, func(r map[string]any) { r["made"] = farmEpoch }),
		"write.shown": func(a *farmAnswer) {
			body, _ := a.body.(map[string]any)
			if list, ok := body["renders"].([]any); ok {
				kept := []any{}
				for _, r := range list {
					if !created(r.(map[string]any)) {
						kept = append(kept, r)
					}
				}
				body["renders"] = kept
			}
		},
	}
}

// serious are the rules of a report's findings of warning or above.
func serious(r *contract.Report) (all []string) {
	for _, f := range r.Findings {
		if f.Severity >= contract.Warning {
			all = append(all, f.Rule)
		}
	}
	return all
}

func checkFarm(t testing.TB, target contract.Target) *contract.Report {
	t.Helper()
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	return report
}

// farmClock is a clock that only the sleeps of a check move.
type farmClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *farmClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *farmClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}
