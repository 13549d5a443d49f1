package jobs_test

import (
	"encoding/json"
	"os"
	"testing"
	"testing/fstest"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// FuzzInfer: for any document, nothing panics, every job has a final state, the next
// states are states of the job, and the model is the same when the document is read
// again.
func FuzzInfer(f *testing.F) {
	for _, file := range []string{"02-closed-sets", "07-results", "13-outcomes", "16-status-objects", "17-rpc"} {
		text, err := os.ReadFile("testdata/habits/" + file + ".yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, document := range hostile() {
		if len(document) < 2_000 {
			f.Add([]byte(document))
		}
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		d, err := schemas.Load(fstest.MapFS{"a.yaml": {Data: document}}, "a.yaml")
		if err != nil {
			return
		}
		m := jobs.Infer(d)
		for _, r := range m.Jobs {
			sound(t, r)
		}
		again, err := schemas.Load(fstest.MapFS{"a.yaml": {Data: document}}, "a.yaml")
		if err != nil {
			t.Fatal(err)
		}
		first, _ := json.Marshal(m)
		second, _ := json.Marshal(jobs.Infer(again))
		if string(first) != string(second) {
			t.Fatalf("two models of one document:\n%s\n%s", first, second)
		}
	})
}

func sound(t *testing.T, r *jobs.Resource) {
	t.Helper()
	ends := false
	for _, s := range r.States {
		ends = ends || s.Final()
		for name := range s.Then {
			if r.State(name) == nil {
				t.Fatalf("%s: %s leads to %s, which is not there", r.Name, s.Name, name)
			}
		}
		if _, _, err := s.For.Bounds(); err != nil {
			t.Fatal(err)
		}
	}
	if !ends {
		t.Fatalf("%s never ends", r.Name)
	}
}

// FuzzOverlay: any value of x-ringer-jobs is either a model or reported as mistakes,
// each with its place; nothing panics.
func FuzzOverlay(f *testing.F) {
	description, err := os.ReadFile(exports)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("post: {states: {running: {for: 1m, then: {succeeded: 3}}, lost: failed}, times: {created: /id}}")
	f.Add("drop: null\nnew: {create: c_posts, get: {operation: g_posts, record: /x}, status: /status, states: {a: running}}")
	f.Add("post: {id: {at: /id, like: 'x_{3}'}, error: {at: /id, when: [failed]}, owner: {/id: id}, counters: [/id]}")
	f.Fuzz(func(t *testing.T, lines string) {
		d, err := schemas.Read(fstest.MapFS{"a.yaml": {Data: description}}, "a.yaml",
			schemas.Options{Overlays: []schemas.Overlay{{Name: "o.yaml", Text: []byte(overlayOf(lines))}}})
		if err != nil {
			return
		}
		_, err = jobs.Read(d)
		problems, ok := err.(jobs.Problems)
		if err != nil && !ok {
			t.Fatalf("%T is no list of problems", err)
		}
		for _, p := range problems {
			if p.Text == "" || p.Place.Line == 0 {
				t.Fatalf("not told where: %+v", p)
			}
		}
	})
}
