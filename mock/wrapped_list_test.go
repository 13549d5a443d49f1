package mock_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// A wrapper of all collections has plain objects; each response specializes it.
const wrapped = `{openapi: 3.1.0, info: {title: wrapped, version: "1"}, paths: {
  /trips: {
    post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Trip"}}}},
      responses: {"201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Trip"}}}}}},
    get: {responses: {"200": {description: all, content: {application/json: {schema: {allOf: [{$ref: "#/components/schemas/Wrapper"},
      {properties: {data: {type: array, items: {$ref: "#/components/schemas/Trip"}}}}]}}}}}}},
  "/trips/{trip}": {get: {parameters: [{name: trip, in: path, required: true, schema: {type: string}}],
    responses: {"200": {description: one, content: {application/json: {schema: {$ref: "#/components/schemas/Trip"}}}}}}}},
  components: {schemas: {
    Wrapper: {type: object, properties: {data: {type: array, items: {type: object}}}},
    Trip: {type: object, required: [id, to], properties: {id: {type: string, readOnly: true}, to: {type: string}}}}}}`

func TestAListInASpecializedWrapperHasTheRecords(t *testing.T) {
	t.Parallel()
	api, err := fixtures.LoadAPI(fstest.MapFS{"openapi.yaml": {Data: []byte(wrapped)}})
	require.NoError(t, err)
	s := serve(t, mock.Config{API: api, Now: noon, Scenario: "empty"})
	made := ask(t, s, "POST", "/trips", `{"to": "Berlin"}`, "Content-Type: application/json").Text
	assert.JSONEq(t, `{"data": [`+made+`]}`, get(t, s, "/trips").Text)
}
