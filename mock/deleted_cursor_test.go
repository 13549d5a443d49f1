package mock_test

import (
	"net/http"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

const parcels = `
openapi: 3.1.0
info: {title: Parcels, version: "1"}
paths:
  /parcels:
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Parcel"}}}}
      responses: {"201": {description: new, content: {application/json: {schema: {$ref: "#/components/schemas/Parcel"}}}}}
    get:
      parameters:
        - {name: after, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, default: 20}}
      responses:
        "200":
          description: a page
          content:
            application/json:
              schema:
                type: object
                required: [data, has_more]
                properties: {data: {type: array, items: {$ref: "#/components/schemas/Parcel"}}, has_more: {type: boolean}}
  /parcels/{parcel_id}:
    parameters: [{name: parcel_id, in: path, required: true, schema: {type: string}}]
    get: {responses: {"200": {description: one, content: {application/json: {schema: {$ref: "#/components/schemas/Parcel"}}}}}}
    delete: {responses: {"204": {description: gone}}}
components:
  schemas:
    Parcel: {type: object, required: [id, to], properties: {id: {type: string, readOnly: true}, to: {type: string}}}
`

// TestAListIsReadToItsEndWhileItsItemsAreDeleted: a client deletes each page that it has
// read, the item that is its cursor included.
func TestAListIsReadToItsEndWhileItsItemsAreDeleted(t *testing.T) {
	t.Parallel()
	api, err := fixtures.LoadAPI(fstest.MapFS{"openapi.yaml": {Data: []byte(parcels)}})
	require.NoError(t, err)
	s := serve(t, mock.Config{API: api, Now: noon, Scenario: "empty"})
	type parcel struct{ ID, To string }
	type page struct {
		Data []parcel
		More bool `json:"has_more"`
	}
	made := map[string]bool{}
	for range 7 {
		made[decode[parcel](t, ask(t, s, "POST", "/parcels", `{"to": "Oslo"}`, "Content-Type: application/json").Text).ID] = true
	}
	require.Len(t, made, 7)
	after := ""
	for range 4 {
		seen := decode[page](t, get(t, s, "/parcels?limit=2"+after).Text)
		for _, p := range seen.Data {
			require.True(t, made[p.ID], "each is seen once")
			delete(made, p.ID)
			after = "&after=" + p.ID
			assert.Equal(t, http.StatusNoContent, ask(t, s, "DELETE", "/parcels/"+p.ID, "").StatusCode)
		}
		assert.Equal(t, len(made) > 0, seen.More)
	}
	assert.Empty(t, made)
	assert.Empty(t, decode[page](t, get(t, s, "/parcels").Text).Data)
}
