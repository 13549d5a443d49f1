package schemas_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

func TestDefinitionHasTheSchemasOfAnyKeyword(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(folder("a.json", components(`{"A":{"contains":{"type":"string"},"prefixItems":[{"const":1},{"const":2}],
		"patternProperties":{"^b":{"const":3},"^a":{"const":4}}}}`)), "a.json")
	require.NoError(t, err)
	s, err := d.Schema("A")
	require.NoError(t, err)
	a := s.Definition()
	assert.Equal(t, []string{"string"}, a.Sub("contains").Types())
	assert.False(t, a.Sub("if").Exists())
	require.Len(t, a.List("prefixItems"), 2)
	assert.Equal(t, "2", a.List("prefixItems")[1].Enum()[0].Text)
	named := a.Named("patternProperties")
	require.Len(t, named, 2)
	assert.Equal(t, []string{"^b", "^a"}, []string{named[0].Name, named[1].Name})
	assert.Empty(t, a.Sub("contains").Validate([]byte(`"x"`)))
	found := a.Sub("contains").Validate([]byte(`1`))
	require.Len(t, found, 1)
	assert.Equal(t, "type", found[0].Keyword)
	assert.Empty(t, schemas.Definition{}.Validate([]byte(`1`)), "no schema allows any value")
	assert.NotEmpty(t, schemas.Definition{}.Validate([]byte(`{`)))
}

func TestMediaExampleByName(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(folder("a.json", `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"a",
		"responses":{"200":{"description":"d","content":{"application/json":{"schema":{},
		"examples":{"one":{"value":1},"two":{"$ref":"#/components/examples/Two"}}}}}}}}},
		"components":{"examples":{"Two":{"value":2}}}}`), "a.json")
	require.NoError(t, err)
	media := d.Operation("a").Responses[200].Content[0]
	require.Len(t, media.Examples, 2)
	assert.Equal(t, "2", media.Example("two").Text)
	assert.Nil(t, media.Example("three"))
	assert.Nil(t, schemas.Media{}.Example("one"))
}
