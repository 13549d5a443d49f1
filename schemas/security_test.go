package schemas_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

func TestSecuritySchemes(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(fstest.MapFS{"openapi.yaml": {Data: []byte(`
openapi: 3.1.0
info: {title: t, version: "1"}
paths: {}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    basic: {type: http, scheme: Basic}
    same: {$ref: '#/components/securitySchemes/basic'}
`)}}, "openapi.yaml")
	require.NoError(t, err)
	assert.Equal(t, []schemas.SecurityScheme{
		{Name: "key", Type: "apiKey", In: "header", Parameter: "X-Key"},
		{Name: "basic", Type: "http", Scheme: "Basic"},
		{Name: "same", Type: "http", Scheme: "Basic"},
	}, d.SecuritySchemes())
}

func TestServerVariants(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(fstest.MapFS{"openapi.yaml": {Data: []byte(`
openapi: 3.1.0
info: {title: t, version: "1"}
servers:
  - url: https://{place}.test/{version}
    variables: {place: {default: eu, enum: [us, eu]}, version: {default: v2, enum: [v1, v2]}}
  - url: /{a}{b}
    variables: {a: {default: "0", enum: ["1", "2", "3", "4", "5", "6", "7", "8", "9", a, b, c]}, b: {default: "0", enum: ["1", "2", "3", "4", "5", "6", "7", "8", "9", a, b, c]}}
paths: {/x: {get: {responses: {"200": {description: d}}}}}
`)}}, "openapi.yaml")
	require.NoError(t, err)
	servers := d.Operations()[0].Servers
	assert.Equal(t, "https://eu.test/v2", servers[0].URL)
	assert.Equal(t, []string{"https://us.test/v2", "https://eu.test/v1", "https://us.test/v1"}, servers[0].Variants)
	assert.Equal(t, "/00", servers[1].URL)
	assert.Len(t, servers[1].Variants, 99)
}
