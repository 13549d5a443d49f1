package lifecycle_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// returning is a description with one operation that returns a record.
func returning(t *testing.T, record string) *schemas.Description {
	t.Helper()
	text := `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/x/{id}":{"get":{"operationId":"getX","responses":{"200":{"description":"","content":{"application/json":{"schema":{"$ref":"#/components/schemas/X"}}}}}}}},` +
		`"components":{"schemas":{"X":` + record + `}}}`
	d, err := schemas.Load(fstest.MapFS{"x.json": {Data: []byte(text)}}, "x.json")
	require.NoError(t, err)
	return d
}

// TestHostileSchemas shows records of schemas that refer to themselves, or have very many
// members, within a few seconds.
func TestHostileSchemas(t *testing.T) {
	t.Parallel()
	var many strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&many, `"completed_%d_at":{"type":"string","format":"date-time"},`, i)
	}
	r := check()
	r.Get = []jobs.Operation{"GET /x/{id}"}
	r.Times = map[string]jobs.Pointer{"ended": "/a/b/c/ended"}
	for name, record := range map[string]string{
		"refers to itself": `{"allOf":[{"$ref":"#/components/schemas/X"}],"type":"object","properties":{"a":{"$ref":"#/components/schemas/X"},"verdict":{"$ref":"#/components/schemas/X"},"error_message":{"$ref":"#/components/schemas/X"}},"required":["a","error_message"]}`,
		"branches":         `{"anyOf":[` + strings.Repeat(`{"properties":{"a":{"$ref":"#/components/schemas/X"}}},`, 200) + `{"type":"object"}]}`,
		"many members":     `{"type":"object","properties":{` + many.String() + `"key":{"type":"string"}}}`,
	} {
		began := time.Now()
		p := lifecycle.New(r, returning(t, record))
		b := draw(p, 1, lifecycle.Settings{Final: "bad"})
		_, err := p.RecordOf("GET /x/{id}").Show([]byte(`{"key":"k","a":{"b":{"c":{}}},"verdict":"x"}`), &b, noon.Add(time.Hour))
		require.NoError(t, err)
		assert.Less(t, time.Since(began), 20*time.Second, name)
	}
}
