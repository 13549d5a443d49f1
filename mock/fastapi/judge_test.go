package fastapi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

// param returns the id of that name; "" when the path has none.
func param(a fastapi.Accepted, name string) string {
	for _, p := range a.Params {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

func TestOrderOfJudgement(t *testing.T) {
	t.Parallel()
	badIDs := []fastapi.Param{{Name: "pipeline_id", Value: "abc"}, {Name: "eval_dataset_id", Value: "abc"}}
	closed := fastapi.Auth{Mode: fastapi.AuthAny}
	wrongID := func(name string) string {
		return `{"type":"uuid_parsing","loc":["path","` + name + `"],"msg":"Input should be a valid UUID, ` +
			shortID + `","input":"abc","ctx":{"error":"` + shortID + `"}}`
	}
	cases := []struct {
		name   string
		auth   fastapi.Auth
		body   string
		status int
		answer string
	}{
		{"json comes before auth", closed, `{`, 422, detail(`{"type":"json_invalid","loc":["body",1],` +
			`"msg":"JSON decode error","input":{},` +
			`"ctx":{"error":"Expecting property name enclosed in double quotes"}}`)},
		{"unreadable comes before auth", closed, "\"\xFF\"", 400, unreadable},
		{"auth comes before ids", closed, `[]`, 401, `{"detail":"Not authenticated"}`},
		{"ids come before the body, in one list", fastapi.Auth{}, `[]`, 422, detail(
			wrongID("pipeline_id") + `,` + wrongID("eval_dataset_id") + `,` +
				`{"type":"model_attributes_type","loc":["body"],` + notObject + `,"input":[]}`)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, refusal := judge(t, schemas.Execute, fastapi.Request{Body: []byte(c.body)}, badIDs, c.auth, fastapi.Pydantic2)
			require.NotNil(t, refusal)
			assert.Equal(t, c.status, refusal.Status)
			assert.Equal(t, c.answer, string(refusal.Body))
		})
	}
}

func TestBodyIsIgnoredWhereNoneIsTaken(t *testing.T) {
	t.Parallel()
	params := []fastapi.Param{{Name: "pipeline_id", Value: "{" + anID + "}"}}
	accepted, refusal := judge(t, schemas.List, fastapi.Request{Body: []byte(`{`)}, params, fastapi.Auth{}, fastapi.Pydantic2)
	require.Nil(t, refusal)
	assert.Equal(t, anID, param(accepted, "pipeline_id"))
	assert.True(t, accepted.Body.IsNull())
}
