package lifecycle_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// TestAnyRecordIsValidAndAgreesWithItself shows jobs with any settings, moved in any way,
// at increasing times.
func TestAnyRecordIsValidAndAgreesWithItself(t *testing.T) {
	t.Parallel()
	d := described(t)
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(all()).Draw(t, "resource")
		p := lifecycle.New(r, d)
		var settings lifecycle.Settings
		if rapid.Bool().Draw(t, "wished") {
			settings.Final = rapid.SampledFrom(r.States).Draw(t, "final").Name
		}
		seed := rapid.Uint64().Draw(t, "seed")
		b := draw(p, seed, settings)
		b.Input = json.RawMessage(rapid.SampledFrom([]string{"", `{"input_file":"f","prompt":"p","item":"i"}`, `{"size":"huge","amount":"x"}`}).Draw(t, "input"))
		if len(b.Input) == 0 {
			b.Input = nil
		}
		schema := d.Operation(operationOf(r)).Responses[200].Schema
		generated := base(rand.New(rand.NewPCG(seed, 1)), schema.Definition())
		require.Empty(t, schema.Validate(generated), "the base is valid")

		var before lifecycle.Stage
		var previous []byte
		now := noon.Add(-time.Second)
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 12_000).Draw(t, "later")) * time.Millisecond)
			moved := false
			if rapid.IntRange(0, 9).Draw(t, "moves") == 0 {
				was := len(b.Moved)
				b, _ = p.Cancel(b, now, 0)
				moved = len(b.Moved) > was
			}
			stage := p.Timeline(&b).At(now)
			shown, err := p.RecordOf(r.Get[0]).Show(generated, &b, now)
			require.NoError(t, err)
			require.Empty(t, schema.Validate(shown), "%s in state %s", shown, stage.State)
			agrees(t, r, shown, stage)
			if previous != nil {
				follows(t, r, previous, shown)
			}
			if previous != nil && p.State(before.State).Final() && p.Jobs() {
				require.Equal(t, string(previous), string(shown), "nothing changes after the end")
			}
			if previous != nil && !moved && before.State != stage.State && settings.Final == "" {
				require.True(t, leadsTo(p, before.State, stage.State), "%s to %s", before.State, stage.State)
			}
			before, previous = stage, shown
		}
	})
}

func operationOf(r *jobs.Resource) string {
	return "get" + strings.ToUpper(r.Name[:1]) + r.Name[1:]
}

// leadsTo reports whether the model's transitions lead from one state to another, perhaps
// through others.
func leadsTo(p *lifecycle.Plan, from, to string) bool {
	seen, open := map[string]bool{}, []string{from}
	for len(open) > 0 {
		at := open[0]
		open = open[1:]
		for next := range p.State(at).Then {
			if next == to {
				return true
			}
			if !seen[next] {
				seen[next] = true
				open = append(open, next)
			}
		}
	}
	return false
}

// moment reads a time of a record; false if it is absent.
func moment(record []byte, at jobs.Pointer) (time.Time, bool) {
	raw, err := edit.Get(record, at)
	if at == "" || err != nil || string(raw) == "null" {
		return time.Time{}, false
	}
	var text string
	if json.Unmarshal(raw, &text) == nil {
		t, err := time.Parse(time.RFC3339, text)
		return t, err == nil
	}
	var n int64
	if json.Unmarshal(raw, &n) != nil {
		return time.Time{}, false
	}
	if n > 1e11 {
		return time.UnixMilli(n), true
	}
	return time.Unix(n, 0), true
}

// agrees checks one record.
func agrees(t *rapid.T, r *jobs.Resource, record []byte, stage lifecycle.Stage) {
	state := r.State(stage.State)
	earliest := time.Time{}
	for _, name := range []string{"created", "started", "in_progress", "ended"} {
		at, come := moment(record, r.Times[name])
		if !come {
			continue
		}
		require.False(t, at.Before(noon), "%s in %s", name, record)
		require.False(t, at.Before(earliest), "%s is out of order in %s", name, record)
		earliest = at
	}
	if at := r.Times["ended"]; at != "" && at != "/endedAt" { // that one is always there
		_, come := moment(record, at)
		require.Equal(t, state.Final(), come, "%s in state %s", record, state.Name)
	}
	if r.Error != nil {
		raw, err := edit.Get(record, r.Error.At)
		has := err == nil && string(raw) != "null"
		require.Equal(t, state.Kind == jobs.Failed, has, "%s in state %s", record, state.Name)
	}
	if r.Progress != "" {
		raw, err := edit.Get(record, r.Progress)
		require.NoError(t, err)
		whole := string(raw) == map[string]string{"video": "1", "scan": "100"}[r.Name]
		require.Equal(t, state.Kind == jobs.Succeeded, whole, "%s in state %s", record, state.Name)
	}
	if raw, err := edit.Get(record, "/status"); err == nil && r.Status == "/status" {
		require.Equal(t, `"`+stage.State+`"`, string(raw))
	}
}

// follows checks a record against an earlier one.
func follows(t *rapid.T, r *jobs.Resource, earlier, later []byte) {
	for _, at := range append([]jobs.Pointer{r.Progress}, r.Counters...) {
		was, err := edit.Get(earlier, at)
		is, err2 := edit.Get(later, at)
		if at == "" || err != nil || err2 != nil {
			continue
		}
		var x, y float64
		require.NoError(t, json.Unmarshal(was, &x))
		require.NoError(t, json.Unmarshal(is, &y))
		require.LessOrEqual(t, x, y, "%s went back: %s, then %s", at, earlier, later)
	}
	for name, at := range r.Times {
		if name == "updated" || at == "/endedAt" {
			continue
		}
		was, had := moment(earlier, at)
		is, has := moment(later, at)
		if had {
			require.True(t, has, "%s vanished", name)
			require.False(t, is.Before(was), "%s went back", name)
		}
	}
}
