package jobs_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// with reads a small description with an overlay applied.
func with(t *testing.T, file, overlay string) *schemas.Description {
	t.Helper()
	d, err := schemas.Read(os.DirFS(filepath.Dir(file)), filepath.Base(file),
		schemas.Options{Overlays: []schemas.Overlay{{Name: "jobs.yaml", Text: []byte(overlay)}}})
	require.NoError(t, err)
	return d
}

// said removes from a model what an overlay does not contain: how it was inferred.
func said(t *testing.T, list []*jobs.Resource) []map[string]any {
	t.Helper()
	var out []map[string]any
	for _, r := range list {
		if r.Moves == "" {
			continue
		}
		one := *r
		one.Inferred, one.Sure = nil, 1
		text, err := json.Marshal(one)
		require.NoError(t, err)
		var m map[string]any
		require.NoError(t, json.Unmarshal(text, &m))
		out = append(out, m)
	}
	return out
}

// TestOverlaySaysTheSame prints the inferred model as an overlay, and applies that to
// the inferred model and to an empty one: both give the model again.
func TestOverlaySaysTheSame(t *testing.T) {
	t.Parallel()
	for _, file := range habits(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			inferred := jobs.Infer(load(t, file))
			d := with(t, file, inferred.Overlay("a test: of # titles"))
			read, err := jobs.Read(d)
			require.NoError(t, err)
			alone := &jobs.Model{}
			require.NoError(t, alone.Apply(d, d.Extension(jobs.Extension)))
			for _, m := range []*jobs.Model{read, alone} {
				assert.Equal(t, said(t, inferred.Jobs), said(t, m.Jobs))
				assert.Equal(t, said(t, inferred.Resources), said(t, m.Resources))
			}
			assert.Equal(t, inferred.Overlay("x"), read.Overlay("x"))
			for _, doubt := range read.Unsure {
				assert.Empty(t, read.Resource(doubt.Resource).Moves, "an overlay settles what it speaks of")
			}
		})
	}
}

// TestEveryDoubtIsSettledByItsLines applies the lines of each doubt as an overlay.
func TestEveryDoubtIsSettledByItsLines(t *testing.T) {
	t.Parallel()
	settled := 0
	for _, file := range habits(t) {
		for _, doubt := range jobs.Infer(load(t, file)).Unsure {
			m, err := jobs.Read(with(t, file, overlayOf(doubt.Overlay)))
			require.NoError(t, err, "%s: %s", file, doubt.Overlay)
			for _, left := range m.Unsure {
				assert.NotEqual(t, doubt.Resource, left.Resource)
			}
			settled++
		}
	}
	assert.NotZero(t, settled)
}

// overlayOf puts lines below x-ringer-jobs.
func overlayOf(lines string) string {
	return "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n- target: $\n  update:\n    x-ringer-jobs:\n      " +
		strings.ReplaceAll(strings.TrimSpace(lines), "\n", "\n      ") + "\n"
}

const exports = "testdata/habits/10-cancel.yaml"

func TestOverlayCorrectsWhatIsInferred(t *testing.T) {
	t.Parallel()
	m, err := jobs.Read(with(t, exports, overlayOf(`
post:
  states:
    running: {for: 1m, then: {succeeded: 3, failed: 1}}
    cancelling: null
    lost: {kind: failed, as: gone}
drop: {moves: others}
gone: null
parcel:
  create: stop_it
  get: {operation: "GET /posts/{id}"}
  status: /status
  states: {made: running, there: succeeded}
`)))
	require.NoError(t, err)
	post := m.Resource("post")
	assert.Equal(t, 1.0, post.Sure)
	assert.Empty(t, post.Inferred)
	assert.Equal(t, jobs.Span("1m"), post.State("running").For)
	assert.Equal(t, map[string]int{"succeeded": 3, "failed": 1}, post.State("running").Then)
	assert.Nil(t, post.State("cancelling"))
	assert.Equal(t, "gone", post.State("lost").As)
	assert.Equal(t, []jobs.Operation{"POST /posts/{id}/cancel"}, post.Cancel, "what is not said stays")

	assert.Equal(t, jobs.ByOthers, m.Resource("drop").Moves)
	assert.Contains(t, m.Resources, m.Resource("drop"))
	assert.Empty(t, m.Resource("gone").States)
	assert.Contains(t, m.Resources, m.Resource("gone"))

	parcel := m.Resource("parcel")
	assert.Contains(t, m.Jobs, parcel)
	assert.Equal(t, []jobs.Operation{"POST /posts/{id}/cancel"}, parcel.Create)
	assert.Equal(t, []jobs.Operation{"GET /posts/{id}"}, parcel.Get)
	assert.True(t, parcel.State("there").Final())
}

func TestMistakesInOverlays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ lines, want, hint string }{
		"name":             {"pots: {status: /status}", `there is no resource "pots"`, `did you mean "post"?`},
		"operation":        {"post: {create: c_post}", `there is no operation "c_post"`, `did you mean "c_posts"?`},
		"method and path":  {"post: {create: POST /post}", `there is no operation "POST /post"`, `did you mean "POST /posts"?`},
		"no operation":     {"post: {create: 7}", "must be an operationId", "startExport"},
		"key":              {"post: {cancels: x}", `there is no key of a job "cancels"`, `did you mean "cancel"?`},
		"key of operation": {"post: {get: {operation: g_posts, recrod: /x}}", `"recrod"`, `did you mean "record"?`},
		"kind":             {"post: {states: {running: {kind: runing}}}", `there is no kind of state "runing"`, `did you mean "running"?`},
		"state after":      {"post: {states: {running: {then: suceeded}}}", `there is no state "suceeded"`, `did you mean "succeeded"?`},
		"key of state":     {"post: {states: {running: {fro: 1s}}}", `there is no key of a state "fro"`, `did you mean "for"?`},
		"key of id":        {"post: {id: {att: /id}}", `there is no key of an id "att"`, `did you mean "at"?`},
		"key of error":     {"post: {error: {wen: [failed]}}", `there is no key of an error "wen"`, `did you mean "when"?`},
		"key of list":      {"post: {list: {operation: g_posts, itmes: /x}}", `"itmes"`, `did you mean "items"?`},
		"key of results":   {"post: {results: {operation: g_posts, jbo: /x}}", `"jbo"`, `did you mean "job"?`},
		"final goes on":    {"post: {states: {failed: {kind: failed, then: running}}}", "is final (failed): it cannot have a next state", ""},
		"span":             {"post: {states: {running: {for: 5s..1s}}}", "is not a duration", ""},
		"weight":           {"post: {states: {running: {then: {failed: 0}}}}", "whole number of at least 1", ""},
		"never ends":       {"post: {states: {succeeded: null, failed: null, cancelled: null, cancelling: null, running: {then: queued}}}", "never ends", ""},
		"pointer":          {"post: {status: status}", "is not a JSON pointer", "/status"},
		"place":            {"post: {status: /statsu}", `there is no property "statsu"`, `did you mean "status"?`},
		"record":           {"post: {get: {operation: g_posts, record: /job}}", `there is no property "job"`, "known are id, status"},
		"time":             {"post: {times: {finishd: /id}}", `there is no state "finishd"`, ""},
		"moves":            {"post: {moves: itsself}", `"itsself"`, `did you mean "itself"?`},
		"no place":         {"new: {create: c_posts, states: {a: running, b: failed}}", "no place for them", "/status"},
		"no map":           {"post: 7", "the definition must be a map", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := jobs.Read(with(t, exports, overlayOf(c.lines)))
			var problems jobs.Problems
			require.ErrorAs(t, err, &problems)
			assert.Contains(t, problems[0].Text, c.want)
			assert.Contains(t, problems[0].Hint, c.hint)
			assert.Equal(t, "jobs.yaml", problems[0].Place.File)
			assert.Equal(t, 7, problems[0].Place.Line)
			assert.NotZero(t, problems[0].Place.Column)
		})
	}
}

func TestWhatIsNoMapIsRefused(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(fstest.MapFS{"a.json": {Data: []byte(`{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"x-ringer-jobs":[1]}`)}}, "a.json")
	require.NoError(t, err)
	_, err = jobs.Read(d)
	assert.ErrorContains(t, err, "a.json:1:")
	assert.ErrorContains(t, err, "x-ringer-jobs must be a map")
}
