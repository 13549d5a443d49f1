package mock_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// updated documents a resource whose update operation can cancel it, with these states.
const updated = `{openapi: 3.1.0, info: {title: updates, version: "1"}, paths: {
  /things: {post: {operationId: makeThing, requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Written"}}}},
    responses: {"201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}}}},
  "/things/{thing_id}": {parameters: [{name: thing_id, in: path, required: true, schema: {type: string}}],
    get: {operationId: getThing, responses: {"200": {description: one, content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}}},
    patch: {operationId: changeThing, requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Written"}}}},
      responses: {"200": {description: changed, content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}}}}},
  components: {schemas: {
    State: {type: string, enum: [STATES]},
    Written: {type: object, properties: {note: {type: string}, status: {$ref: "#/components/schemas/State"}}},
    Thing: {type: object, required: [id, status], properties: {id: {type: string, readOnly: true, examples: [thing_1]},
      note: {type: string}, status: {$ref: "#/components/schemas/State"}}}}}}`

func TestAnUpdateCancelsOnlyIfItSaysSo(t *testing.T) {
	t.Parallel()
	for name, states := range map[string]string{
		"moved by others": "placed, paid, shipped, cancelled",
		"moved by time":   "queued, running, succeeded, failed, cancelled",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first, _, _ := strings.Cut(states, ",")
			api, err := fixtures.LoadAPI(fstest.MapFS{"openapi.yaml": {Data: []byte(strings.Replace(updated, "STATES", states, 1))}})
			require.NoError(t, err)
			s := serve(t, mock.Config{API: api, Now: noon, Scenario: "empty"})
			type thing struct{ ID, Note, Status string }
			change := func(id, body string) (int, thing) {
				a := ask(t, s, "PATCH", "/things/"+id, body, "Content-Type: application/json")
				return a.StatusCode, decode[thing](t, a.Text)
			}
			made := decode[thing](t, ask(t, s, "POST", "/things", `{"note": "a"}`, "Content-Type: application/json").Text)
			assert.Regexp(t, `^thing_[a-z0-9]{6}$`, made.ID, "an id of the example's length would soon occur twice")
			code, now := change(made.ID, `{"note": "b"}`)
			assert.Equal(t, 200, code)
			assert.Equal(t, thing{made.ID, "b", first}, now)
			code, now = change(made.ID, `{"note": "c", "status": "cancelled"}`)
			assert.Equal(t, 200, code)
			assert.Equal(t, thing{made.ID, "c", "cancelled"}, now)
			assert.Equal(t, now, decode[thing](t, get(t, s, "/things/"+made.ID).Text))
			refused := ask(t, s, "PATCH", "/things/"+made.ID, `{"status": "cancelled"}`, "Content-Type: application/json")
			assert.Equal(t, 400, refused.StatusCode, "it has ended")
			code, now = change(made.ID, `{"note": "d"}`)
			assert.Equal(t, 200, code)
			assert.Equal(t, thing{made.ID, "d", "cancelled"}, now)
		})
	}
}
