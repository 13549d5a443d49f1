package mock_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

const menu = `
openapi: 3.1.0
info: {title: Menu, version: "1"}
paths:
  /dishes/today:
    get:
      operationId: today
      responses:
        "200":
          description: the dish
          content:
            application/json:
              schema: {type: object, required: [name], properties: {name: {type: string}, price: {type: number, minimum: 1}}}
              examples:
                soup: {value: {name: Soup, price: 3.5}}
                stew: {value: {name: Stew, price: 7}}
        "404":
          description: no dish
          content:
            application/json:
              schema: {type: object, properties: {error: {type: string}}}
              examples:
                closed: {value: {error: closed on Mondays}}
`

// TestPreferExamples: the preferences that users of Prism know.
func TestPreferExamples(t *testing.T) {
	t.Parallel()
	api, err := fixtures.LoadAPI(fstest.MapFS{"openapi.yaml": {Data: []byte(menu)}})
	require.NoError(t, err)
	s := serve(t, mock.Config{API: api, Now: noon})
	for prefer, want := range map[string]struct {
		status int
		text   string
	}{
		"example=stew":             {200, `{"name":"Stew","price":7}`},
		"example=closed, code=404": {404, `{"error":"closed on Mondays"}`},
		"example=cake":             {400, "want soup, stew"},
		"example=soup, code=404":   {400, "want closed"},
		"dynamic=false":            {200, `"Soup"`},
	} {
		a := ask(t, s, "GET", "/dishes/today", "", "Prefer: "+prefer)
		assert.Equal(t, want.status, a.StatusCode, prefer)
		assert.Contains(t, a.Text, want.text, prefer)
	}
	a := ask(t, s, "GET", "/dishes/today", "", "Prefer: dynamic=true")
	assert.NotContains(t, a.Text, `"Soup"`)
	assert.Equal(t, "dynamic=true", a.Header.Get("Preference-Applied"))
	assert.Contains(t, ask(t, s, "GET", "/dishes/today", "", "Prefer: dynamic=maybe").Header.Get("Ringer-Ignored"), "want true or false")
	builtIn := serve(t, mock.Config{Now: noon})
	assert.Contains(t, ask(t, builtIn, "GET", base, "", "Prefer: example=stew").Header.Get("Ringer-Ignored"), `example;reason="unknown preference`)
}
