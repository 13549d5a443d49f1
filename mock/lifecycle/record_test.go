package lifecycle_test

import (
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// at shows a resource in its nth stage, half a second after it began.
func at(t *testing.T, r *jobs.Resource, b *lifecycle.Birth, stage int, base string) string {
	t.Helper()
	p := lifecycle.New(r, described(t))
	timeline := p.Timeline(b)
	s := timeline.Stages()[stage]
	out, err := p.RecordOf(r.Get[0]).ShowStage([]byte(base), timeline, s, s.At.Add(time.Second/2))
	require.NoError(t, err)
	return string(out)
}

const baseBatch = `{"id":"x","object":"batch","input_file":"generated","output_file_id":"file_1","priority":null,` +
	`"status":"failed","errors":{"object":"list","data":[{"code":"c","message":"m"}]},"created_at":1,"finished_at":2,` +
	`"failed_at":3,"cancelled_at":4,"expires_at":5,"request_counts":{"total":40,"completed":99,"failed":99}}`

func batchOf(t *testing.T, final string) *lifecycle.Birth {
	t.Helper()
	p := lifecycle.New(batch(), described(t))
	b := draw(p, 1, lifecycle.Settings{Final: final})
	b.ID = "batch_1"
	return &b
}

func TestTimesAppearWhenTheyCome(t *testing.T) {
	t.Parallel()
	b := batchOf(t, "completed")
	b.Path = []lifecycle.Stay{{"validating", 2 * time.Second}, {"in_progress", 20 * time.Second}, {"finalizing", time.Second}, {"completed", 0}}
	assert.Equal(t, `{"id":"batch_1","object":"batch","input_file":"generated","priority":null,"status":"validating",`+
		`"created_at":1772366400,"finished_at":null,"expires_at":1772452800,"request_counts":{"total":40,"completed":0,"failed":0}}`,
		at(t, batch(), b, 0, baseBatch))
	assert.Equal(t, `{"id":"batch_1","object":"batch","input_file":"generated","priority":null,"status":"finalizing",`+
		`"created_at":1772366400,"in_progress_at":1772366402,"finished_at":null,"expires_at":1772452800,"request_counts":{"total":40,"completed":38,"failed":0}}`,
		at(t, batch(), b, 2, baseBatch))
	assert.Equal(t, `{"id":"batch_1","object":"batch","input_file":"generated","output_file_id":"file_1","priority":null,"status":"completed",`+
		`"created_at":1772366400,"in_progress_at":1772366402,"finished_at":1772366423,"expires_at":1772452800,"request_counts":{"total":40,"completed":40,"failed":0}}`,
		at(t, batch(), b, 3, baseBatch))
}

func TestAnErrorIsThereInAFailedStateOnly(t *testing.T) {
	t.Parallel()
	b := batchOf(t, "failed")
	last := len(b.Path) - 1
	assert.NotContains(t, at(t, batch(), b, 0, baseBatch), "errors")
	shown := at(t, batch(), b, last, baseBatch)
	assert.Contains(t, shown, `"errors":{"object":"list","data":[{"code":"c","message":"The batch failed because of an internal error."}]}`)
	assert.Contains(t, shown, `"failed_at":`)
	assert.NotContains(t, shown, "output_file_id")
	coded := check()
	coded.Error.At = "/error_code"
	c := draw(lifecycle.New(coded, nil), 1, lifecycle.Settings{Final: "bad"})
	p := lifecycle.New(coded, nil)
	out, err := p.RecordOf("").Show([]byte(`{"error_code":null}`), &c, noon.Add(time.Hour))
	require.NoError(t, err)
	assert.Contains(t, string(out), `"error_code":"internal_error"`, "a code is not a sentence")
	assert.Contains(t, at(t, batch(), b, last, `{"id":"","object":"batch","input_file":"f","status":"failed","created_at":1}`),
		`"errors":{"data":[{"code":"internal_error","message":"The batch failed because of an internal error."}]}`, "also where none was generated")
}

func TestARequiredTimeIsNeverInTheFuture(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(video(), described(t))
	b := draw(p, 1, lifecycle.Settings{Final: "ERROR"})
	b.ID, b.Path = "7", []lifecycle.Stay{{"QUEUED", time.Second}, {"RENDERING", 10 * time.Second}, {"ERROR", 0}}
	base := `{"id":1,"team":"x","state":"DONE","progress":0.3,"error":{"message":"m","code":4},"result_url":"https://a.example","createdAt":"1972-01-01T00:00:00Z",` +
		`"startedAt":"1972-01-01T00:00:00Z","endedAt":"1968-01-01T00:00:00Z"}`
	assert.Equal(t, `{"id":7,"team":"red","state":"RENDERING","progress":`+decimal(t, video(), &b, 1, base)+`,"error":null,"result_url":null,"createdAt":"2026-03-01T12:00:00Z",`+
		`"startedAt":"2026-03-01T12:00:01Z","updatedAt":"2026-03-01T12:00:01Z","endedAt":"2026-03-01T12:00:01Z"}`, at(t, video(), &b, 1, base))
	shown := at(t, video(), &b, 2, base)
	assert.Contains(t, shown, `"endedAt":"2026-03-01T12:00:11Z"`)
	assert.Contains(t, shown, `"error":{"message":"The video failed because of an internal error.","code":4},"result_url":null`)
}

// decimal is the progress of a record, checked to be between nothing and all.
func decimal(t *testing.T, r *jobs.Resource, b *lifecycle.Birth, stage int, base string) string {
	t.Helper()
	var shown struct{ Progress json.Number }
	require.NoError(t, json.Unmarshal([]byte(at(t, r, b, stage, base)), &shown))
	n, err := shown.Progress.Float64()
	require.NoError(t, err)
	assert.Positive(t, n)
	assert.Less(t, n, 1.0)
	return shown.Progress.String()
}

func TestEffectsOfStates(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(copying(), described(t))
	b := draw(p, 1, lifecycle.Settings{})
	b.ID = "copy-1"
	b.Path = []lifecycle.Stay{{"queued", time.Second}, {"running", 5 * time.Second}, {"backoff", time.Second}, {"running", 5 * time.Second}, {"broken", 0}}
	base := `{"name":"n","properties":{"phase":{"value":"x","label":"l"},"done":true,"attempts":9,"startTime":"1972-01-01T00:00:00Z","endTime":"1972-01-01T00:00:00Z"}}`
	assert.Equal(t, `{"name":"copy-1","properties":{"phase":{"value":"PENDING","label":"l"},"done":false,"attempts":0,"startTime":null}}`, at(t, copying(), &b, 0, base))
	assert.Equal(t, `{"name":"copy-1","properties":{"phase":{"value":"PENDING","label":"l"},"done":false,"attempts":1,"startTime":"2026-03-01T12:00:01Z"}}`, at(t, copying(), &b, 2, base))
	assert.Equal(t, `{"name":"copy-1","properties":{"phase":{"value":"ERROR","label":"l"},"done":true,"attempts":2,"startTime":"2026-03-01T12:00:07Z","endTime":"2026-03-01T12:00:12Z"}}`, at(t, copying(), &b, 4, base))
}

func TestANullStatusAndABoolean(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(check(), described(t))
	b := draw(p, 1, lifecycle.Settings{Final: "bad"})
	b.ID = "k"
	assert.Equal(t, `{"key":"k","verdict":null,"error_message":null}`, at(t, check(), &b, 0, `{"key":"","verdict":"good","error_message":"e"}`))
	assert.Equal(t, `{"key":"k","verdict":"bad","error_message":"The check failed because of an internal error."}`, at(t, check(), &b, 1, `{"key":"","verdict":"good","error_message":"e"}`))

	p = lifecycle.New(scan(), described(t))
	b = draw(p, 1, lifecycle.Settings{Final: "succeeded"})
	b.ID = "k"
	assert.Equal(t, `{"key":"k","done":true,"percent":100,"last_error":null}`, at(t, scan(), &b, 1, `{"key":"","done":false,"percent":7,"last_error":"e"}`))
	b = draw(p, 1, lifecycle.Settings{Final: "failed"})
	shown := at(t, scan(), &b, 1, `{"key":"","done":false,"percent":100}`)
	assert.Contains(t, shown, `"done":true`)
	assert.NotContains(t, shown, `"percent":100`)
	assert.Contains(t, shown, `"last_error":"The scan failed because of an internal error."`)
}

func TestConditionsAndHistories(t *testing.T) {
	t.Parallel()
	conditions := &jobs.Resource{
		Name: "job", Moves: jobs.ByItself, Status: "/conditions", Get: []jobs.Operation{"GET /x"},
		States: []*jobs.State{
			{Name: "running", Kind: jobs.Running, Otherwise: true, For: "1s", Then: one("complete")},
			{Name: "complete", Kind: jobs.Succeeded, As: []any{map[string]any{"type": "Complete", "status": "True"}}},
		},
	}
	p := lifecycle.New(conditions, nil)
	b := draw(p, 1, lifecycle.Settings{})
	base := `{"conditions":[{"type":"Complete","status":"True","reason":"r"}]}`
	assert.Equal(t, `{"conditions":[]}`, at(t, conditions, &b, 0, base))
	assert.Equal(t, base, at(t, conditions, &b, 1, base))

	history := video()
	history.Status, history.Times, history.Error = "/states/-/state", nil, nil
	p = lifecycle.New(history, nil)
	b = draw(p, 1, lifecycle.Settings{Final: "DONE"})
	assert.Contains(t, at(t, history, &b, 2, `{"states":[{"state":"x","by":"y"},{"state":"z"}]}`),
		`"states":[{"state":"QUEUED","by":"y"},{"state":"RENDERING","by":"y"},{"state":"DONE","by":"y"}]`)
}

func TestTheRecordRepeatsTheRequest(t *testing.T) {
	t.Parallel()
	b := batchOf(t, "completed")
	b.Input = json.RawMessage(`{"input_file":"mine","labels":{"a":"b"},"status":"completed"}`)
	shown := at(t, batch(), b, 0, `{"id":"x","object":"batch","input_file":"generated","window":"7d","priority":"generated","status":"failed","created_at":1}`)
	assert.Contains(t, shown, `"input_file":"mine","window":"24h","priority":null,"labels":{"a":"b"},"status":"validating"`,
		"what was not requested has its default, or null")
	b.Input = json.RawMessage(`{"input_file":5,"labels":{"a":1}}`)
	shown = at(t, batch(), b, 0, `{"id":"x","object":"batch","input_file":"generated","labels":null,"status":"failed","created_at":1}`)
	assert.Contains(t, shown, `"input_file":"generated"`, "the schema of the record comes first")
	assert.Contains(t, shown, `"labels":null`)
}

func TestARequestThatHasLessThanTheRecord(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(order(), described(t))
	b := draw(p, 1, lifecycle.Settings{})
	b.Input = json.RawMessage(`{"customer":{"name":"Ada","id":"x"},"tags":[{"label":"a"},{"label":"b"}],"speed":"fast"}`)
	base := `{"id":"x","status":"open","customer":{"id":7,"name":"generated"},"tags":[{"id":1,"label":"generated"}],"speed":{"value":"slow","label":"Slow"}}`
	assert.Contains(t, at(t, order(), &b, 0, base),
		`"customer":{"id":7,"name":"Ada"},"tags":[{"id":1,"label":"a"},{"id":1,"label":"b"}],"speed":{"value":"fast","label":"Fast"}`)
	b.Input = json.RawMessage(`{"tags":["a"],"speed":"none"}`)
	assert.Contains(t, at(t, order(), &b, 0, base), `"tags":[{"id":1,"label":"generated"}],"speed":{"value":"slow","label":"Slow"}`)
}

func TestAnIDThatAClientChooses(t *testing.T) {
	t.Parallel()
	d := described(t)
	p := lifecycle.New(order(), d)
	assert.Equal(t, "abc", p.ChosenID(json.RawMessage(`{"id":"abc"}`)))
	assert.Equal(t, "7", p.ChosenID(json.RawMessage(`{"id":7}`)))
	assert.Empty(t, p.ChosenID(json.RawMessage(`{"id":null}`)))
	assert.Empty(t, p.ChosenID(json.RawMessage(`[]`)))
	assert.Empty(t, p.ChosenID(nil))
	assert.Empty(t, lifecycle.New(batch(), d).ChosenID(json.RawMessage(`{"id":"abc"}`)), "the request has no id")
}

func TestWhatWasWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	b := *batchOf(t, "completed")
	b.Input = json.RawMessage(`{"input_file":"mine","labels":{"a":"1","b":"2"}}`)
	for _, body := range []string{`{"labels":{"a":null,"c":"3"},"priority":"high"}`, `{"priority":null,"status":"failed","id":"other","created_at":5}`} {
		var err error
		b, err = p.Update(b, json.RawMessage(body), noon.Add(time.Second), 0, false)
		require.NoError(t, err)
	}
	shown := at(t, batch(), &b, 0, baseBatch)
	assert.Contains(t, shown, `"labels":{"b":"2","c":"3"}`)
	assert.Contains(t, shown, `"priority":null`)
	assert.Contains(t, shown, `"id":"batch_1"`)
	assert.Contains(t, shown, `"status":"validating","created_at":1772366400`, "the service decides these")

	b, err := p.Update(b, json.RawMessage(`{"input_file":"replaced"}`), noon.Add(time.Second), 0, true)
	require.NoError(t, err)
	shown = at(t, batch(), &b, 0, `{"id":"x","object":"batch","input_file":"generated","labels":{"z":"z"},"status":"failed","created_at":1}`)
	assert.Contains(t, shown, `"input_file":"replaced"`)
	assert.Contains(t, shown, `"labels":null`, "PUT replaces everything")
}

func TestUpdatedIsTheLastChange(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(order(), described(t))
	b := draw(p, 1, lifecycle.Settings{})
	record := p.RecordOf("GET /orders/{order_id}")
	for _, change := range []struct {
		body string
		at   time.Duration
	}{{`{"note":"n"}`, time.Minute}, {`{"status":"paid"}`, time.Hour}} {
		var err error
		b, err = p.Update(b, json.RawMessage(change.body), noon.Add(change.at), 0, false)
		require.NoError(t, err)
		out, err := record.Show([]byte(`{"id":"x","status":"open","updated_ms":1}`), &b, noon.Add(change.at))
		require.NoError(t, err)
		var shown struct {
			UpdatedMS int64 `json:"updated_ms"`
		}
		require.NoError(t, json.Unmarshal(out, &shown))
		assert.Equal(t, noon.Add(change.at).UnixMilli(), shown.UpdatedMS, string(out))
	}
}

func TestATimeThatAClientSets(t *testing.T) {
	t.Parallel()
	r := order()
	r.Times["expires"] = "/expires_at"
	p := lifecycle.New(r, described(t))
	b := draw(p, 1, lifecycle.Settings{})
	b.Input = json.RawMessage(`{"expires_at":"2030-01-01T00:00:00Z","status":"paid"}`)
	shown := at(t, r, &b, 0, `{"id":"x","status":"open","expires_at":"1972-01-01T00:00:00Z"}`)
	assert.Contains(t, shown, `"expires_at":"2030-01-01T00:00:00Z"`)
	b.Input = nil
	shown = at(t, r, &b, 0, `{"id":"x","status":"open","expires_at":"1972-01-01T00:00:00Z"}`)
	assert.Contains(t, shown, `"expires_at":"2026-03-02T12:00:00Z"`)

	begun := lifecycle.Draw(p, 1, "x", noon, json.RawMessage(`{"status":"paid"}`), nil, lifecycle.Settings{})
	assert.Equal(t, "paid", p.Timeline(&begun).At(noon).State, "a client may say in which state it begins")
}

func TestAPlanIsSharedByRequests(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	var all sync.WaitGroup
	shown := make([]string, 8)
	for i := range shown {
		all.Go(func() {
			b := draw(p, 1, lifecycle.Settings{Final: "failed"})
			out, err := p.RecordOf("GET /batches/{batch_id}").Show([]byte(baseBatch), &b, noon.Add(time.Hour))
			assert.NoError(t, err)
			assert.NotNil(t, p.Pages("GET /batches"))
			shown[i] = string(out)
		})
	}
	all.Wait()
	for _, s := range shown {
		assert.Equal(t, shown[0], s)
	}
}

func TestABaseThatIsNoObjectStays(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(order(), described(t))
	b := draw(p, 1, lifecycle.Settings{})
	out, err := p.RecordOf("GET /orders/{order_id}").Show([]byte(`"text"`), &b, noon)
	require.NoError(t, err)
	assert.Equal(t, `"text"`, string(out))
	_, err = p.RecordOf("GET /orders/{order_id}").Show([]byte(`{"id":`), &b, noon)
	assert.ErrorContains(t, err, "the generated record is not JSON")
}

func TestASchemaWithABranchForEachState(t *testing.T) {
	t.Parallel()
	r := &jobs.Resource{
		Name: "import", Moves: jobs.ByItself, Get: []jobs.Operation{"GET /imports/{id}"}, ID: &jobs.ID{At: "/id"}, Status: "/status",
		States: []*jobs.State{
			{Name: "running", Kind: jobs.Running, For: "5s", Then: one("done")}, {Name: "done", Kind: jobs.Succeeded}, {Name: "failed", Kind: jobs.Failed},
		},
		Error: &jobs.Error{At: "/error", When: []string{"failed"}},
	}
	d := described(t)
	schema := d.Operation("getImport").Responses[200].Schema
	p := lifecycle.New(r, d)
	for _, base := range []string{`{"id":"x","status":"running"}`, `{"id":"x","status":"done","rows":4}`, `{"id":"x","status":"failed","error":"e"}`} {
		for final, want := range map[string]string{"done": `"rows":`, "failed": `"error":"The import failed because of an internal error."`, "running": `"status":"running"}`} {
			b := draw(p, 1, lifecycle.Settings{Final: final})
			out, err := p.RecordOf(r.Get[0]).Show([]byte(base), &b, noon.Add(time.Hour))
			require.NoError(t, err)
			assert.Empty(t, schema.Validate(out), "%s", out)
			assert.Contains(t, string(out), want)
		}
	}
}
