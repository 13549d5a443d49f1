package schemas_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

func TestFilesAreThoseThatWereRead(t *testing.T) {
	t.Parallel()
	const main = `openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /a: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: 'types/one.yaml'}}}}}}}
`
	d, err := schemas.Read(fstest.MapFS{
		"api.yaml":       {Data: []byte(main)},
		"types/one.yaml": {Data: []byte("type: object\nproperties: {two: {$ref: two.yaml}}\n")},
		"types/two.yaml": {Data: []byte("type: string\n")},
		"other.yaml":     {Data: []byte("type: string\n")},
	}, "api.yaml", schemas.Options{})
	require.NoError(t, err)
	assert.Equal(t, []string{"api.yaml", "types/one.yaml", "types/two.yaml"}, d.Files())
}
