package observation_test

import (
	"context"
	"net/http"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

const document = `
openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  /exports/{export}:
    get:
      operationId: show
      parameters: [{name: export, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: "", content: {application/json: {schema: {type: object}}}}}
x-ringer-jobs:
  data-export:
    get: {operation: show, record: /data}
    id: {at: /id, parameter: export}
    status: /state
    states:
      waiting: {kind: waiting, null: true}
      working: {kind: running, as: {code: 1}}
      counted: {kind: running, as: 1.0}
      flagged: {kind: succeeded, as: true}
      listed: {kind: cancelled, as: [x]}
      named: {kind: expired}
      other: {kind: failed, otherwise: true}
    times: {created: /at/0, ended: /at/-}
`

func recordOf(t *testing.T, body string) observation.Record {
	t.Helper()
	d, err := schemas.Load(fstest.MapFS{"a.yaml": {Data: []byte(document)}}, "a.yaml")
	require.NoError(t, err)
	model, err := jobs.Read(d)
	require.NoError(t, err)
	j := observation.New(d, model.Resource("data-export"), false, observation.Extras{})
	assert.Equal(t, "data export", j.Noun)
	reader := observation.NewReader(d, observation.One(j))
	x := reader.Read(context.Background(), &exchange.Exchange{
		Probe: exchange.Probe{Operation: "show", Inputs: exchange.Inputs{{Name: "export", Value: "a"}}, Expect: exchange.Expect{Kind: exchange.Served}},
		Response: &exchange.Response{Status: http.StatusOK, Content: []byte(body),
			Header: []exchange.Field{{Name: "Content-Type", Value: "application/json"}}},
	})
	assert.Equal(t, observation.RoleGet, x.Role)
	require.Len(t, x.Records(), 1)
	return x.Records()[0]
}

func TestStatesOfAnyValue(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		`null`: "waiting", `{"code":1,"more":2}`: "working", `{"code":2}`: "other", `1`: "counted", `true`: "flagged", `false`: "other",
		`["y","x"]`: "listed", `"named"`: "named", `"waiting"`: "other", `""`: "other",
	} {
		r := recordOf(t, `{"data":{"id":"a","state":`+value+`}}`)
		require.NotNil(t, r.State(), value)
		assert.Equal(t, want, r.State().Name, value)
	}
	assert.Equal(t, "waiting", recordOf(t, `{"data":{"id":"a"}}`).State().Name, "absent is null")
}

func TestTimesOfAnyForm(t *testing.T) {
	t.Parallel()
	want := time.Unix(1_700_000_000, 0).UTC()
	for _, text := range []string{`"2023-11-14T22:13:20Z"`, `1700000000`, `1700000000000`, `1.7e9`} {
		r := recordOf(t, `{"data":{"id":"a","at":[`+text+`,0,`+text+`]}}`)
		for _, at := range []jobs.Pointer{r.Jobs.Created, r.Jobs.Ended} {
			got, ok := r.Time(at)
			assert.True(t, ok, text)
			assert.Equal(t, want, got.UTC(), text)
		}
	}
	for _, text := range []string{`"x"`, `1e300`, `null`, `{}`} {
		r := recordOf(t, `{"data":{"id":"a","at":[`+text+`]}}`)
		_, ok := r.Time(r.Jobs.Created)
		assert.False(t, ok, text)
	}
}
