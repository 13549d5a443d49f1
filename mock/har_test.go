package mock_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// has requires that an object of the archive has the fields that the HAR 1.2 specification does
// not mark as optional, each of its type.
func has(t *testing.T, object any, fields string) map[string]any {
	t.Helper()
	got, ok := object.(map[string]any)
	require.True(t, ok, "%v is not an object", object)
	for field := range strings.FieldsSeq(fields) {
		name, kind, _ := strings.Cut(field, ":")
		require.Contains(t, got, name)
		switch kind {
		case "number":
			require.IsType(t, 0.0, got[name], name)
		case "array":
			require.IsType(t, []any{}, got[name], name)
		case "object":
			require.IsType(t, map[string]any{}, got[name], name)
		default:
			require.IsType(t, "", got[name], name)
		}
	}
	return got
}

// archive returns the entries of an archive, each checked against the specification.
func archive(t *testing.T, text string) []map[string]any {
	t.Helper()
	var document map[string]any
	require.NoError(t, json.Unmarshal([]byte(text), &document))
	log := has(t, document["log"], "version creator:object entries:array")
	require.Equal(t, "1.2", log["version"])
	has(t, log["creator"], "name version")
	var entries []map[string]any
	for _, one := range log["entries"].([]any) {
		e := has(t, one, "startedDateTime time:number request:object response:object cache:object timings:object")
		_, err := time.Parse(time.RFC3339Nano, e["startedDateTime"].(string))
		require.NoError(t, err)
		r := has(t, e["request"], "method url httpVersion cookies:array headers:array queryString:array headersSize:number bodySize:number")
		for _, list := range []any{r["headers"], r["queryString"]} {
			for _, pair := range list.([]any) {
				has(t, pair, "name value")
			}
		}
		if post, sent := r["postData"]; sent {
			has(t, post, "mimeType params:array text")
		}
		a := has(t, e["response"], "status:number statusText httpVersion cookies:array headers:array content:object redirectURL headersSize:number bodySize:number")
		has(t, a["content"], "size:number mimeType")
		timings := has(t, e["timings"], "send:number wait:number receive:number")
		total := timings["send"].(float64) + timings["wait"].(float64) + timings["receive"].(float64)
		require.InDelta(t, e["time"], total, 1e-6, "the time is the sum of the timings")
		entries = append(entries, e)
	}
	return entries
}

func TestHARKeepsItsSpecification(t *testing.T) {
	t.Parallel()
	s := behave(t, `
rules:
  - {when: {operation: get}, answers: [{code: 200, body_base64: /wD+, content_type: image/png}]}
breaks_contract: true
`)
	get(t, s, base+"?page=2&q=a%20b&flag", "X-Page: é")
	ask(t, s, "POST", base, questions, "Content-Type: application/json")
	get(t, s, base+"/"+dataset)
	get(t, s, base+"/")
	_, err := s.Client().Get(s.URL + base + "?ringer.fault=close")
	require.Error(t, err)
	var text strings.Builder
	require.NoError(t, mock.WriteHAR(&text, s.Mock.Find(mock.Filter{})))
	entries := archive(t, text.String())
	require.GreaterOrEqual(t, len(entries), 5)

	list := entries[0]["request"].(map[string]any)
	assert.Equal(t, s.URL+base+"?page=2&q=a%20b&flag", list["url"])
	assert.Equal(t, "HTTP/1.1", list["httpVersion"])
	assert.Equal(t, []any{
		map[string]any{"name": "page", "value": "2"}, map[string]any{"name": "q", "value": "a b"},
		map[string]any{"name": "flag", "value": ""}}, list["queryString"])
	assert.Contains(t, list["headers"], map[string]any{"name": "X-Page", "value": "é"})
	assert.NotContains(t, list, "postData")
	post := entries[1]["request"].(map[string]any)
	assert.EqualValues(t, len(questions), post["bodySize"])
	assert.Equal(t, questions, post["postData"].(map[string]any)["text"])
	answer := entries[1]["response"].(map[string]any)
	assert.EqualValues(t, answer["bodySize"], answer["content"].(map[string]any)["size"])

	picture := entries[2]["response"].(map[string]any)["content"].(map[string]any)
	assert.Equal(t, "base64", picture["encoding"])
	assert.Equal(t, base64.StdEncoding.EncodeToString([]byte{0xff, 0, 0xfe}), picture["text"])
	assert.Equal(t, "image/png", picture["mimeType"])

	redirect := entries[3]["response"].(map[string]any)
	assert.EqualValues(t, 307, redirect["status"])
	assert.Equal(t, s.URL+base, redirect["redirectURL"])
	closed := entries[4]["response"].(map[string]any)
	assert.Zero(t, closed["status"])
}

func TestHAROfNothing(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	require.NoError(t, mock.WriteHAR(&text, nil))
	assert.Empty(t, archive(t, text.String()))
}
