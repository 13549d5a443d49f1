package schemas_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

// full returns a document that has every place of a schema once.
func full(n *schemas.Node) any {
	switch {
	case len(n.AnyOf) > 0:
		return full(n.AnyOf[0])
	case len(n.Enum) > 0:
		return n.Enum[0]
	case n.Format == "uuid":
		return "3fa85f64-5717-4562-b3fc-2c963f66afa6"
	case n.Format == "date-time":
		return "2024-10-01T12:00:00Z"
	}
	switch n.Type {
	case "object":
		out := map[string]any{}
		for _, p := range n.Properties {
			out[p.Name] = full(p.Node)
		}
		if n.Values != nil {
			out["*"] = full(n.Values)
		}
		return out
	case "array":
		return []any{full(n.Items)}
	case "boolean":
		return true
	case "integer", "number":
		return 1
	}
	return "text"
}

// broken returns a document that violates the keyword at a place; ok reports whether the
// sample document has the place.
func broken(t *testing.T, n *schemas.Node, k schemas.Keyword) (document []byte, ok bool) {
	t.Helper()
	var root any = map[string]any{"root": full(n)}
	parent, last := root, "root"
	for _, token := range strings.Split(k.Place, "/")[1:] {
		parent = child(parent, last)
		last = token
	}
	old := child(parent, last)
	if old == nil {
		return nil, false
	}
	var wrong any
	switch k.Name {
	case "type", "anyOf":
		wrong = 0.5
		if strings.Contains(string(k.Value), "number") {
			wrong = "0.5"
		}
	case "required":
		object, isObject := old.(map[string]any)
		if !isObject {
			return nil, false
		}
		var name string
		require.NoError(t, json.Unmarshal(k.Value, &name))
		delete(object, name)
		wrong = object
	default:
		wrong = "no such thing"
	}
	if object, isObject := parent.(map[string]any); isObject {
		object[last] = wrong
	} else {
		parent.([]any)[0] = wrong
	}
	document, err := json.Marshal(child(root, "root"))
	require.NoError(t, err)
	return document, true
}

func child(v any, token string) any {
	switch v := v.(type) {
	case map[string]any:
		return v[token]
	case []any:
		return v[0]
	}
	return nil
}

// Every keyword at every place, violated by the smallest edit, is one violation that
// names it.
func TestEveryKeywordCanBeBroken(t *testing.T) {
	t.Parallel()
	tried := 0
	for _, name := range append(schemas.Default().Types(), "EvalDatasetJobRecord[]", "EvalQuestionResult[]") {
		s := schema(t, name)
		whole, err := json.Marshal(full(s.Node()))
		require.NoError(t, err)
		require.Empty(t, s.Validate(whole), name)
		for _, k := range s.Keywords() {
			document, ok := broken(t, s.Node(), k)
			if !ok {
				assert.Contains(t, k.Path, "/anyOf/1/", "only second branches are not in the sample")
				continue
			}
			found := s.Validate(document)
			if k.Shadowed {
				assert.Empty(t, found, "%s %s is shadowed", name, k.Path)
				continue
			}
			tried++
			label := fmt.Sprintf("%s %s: %s", name, k.Path, document)
			require.Len(t, found, 1, label)
			assert.Equal(t, []string{k.Name, k.Path}, []string{found[0].Keyword, found[0].KeywordPath}, label)
			assert.Equal(t, strings.ReplaceAll(k.Place, "/*", "/0"),
				strings.ReplaceAll(found[0].Pointer, "/*", "/0"), label)
			if k.Name != "required" {
				assert.Equal(t, k.Source, found[0].Source, label)
			}
			assert.NotEmpty(t, k.Origin.Kind, label)
		}
	}
	assert.Greater(t, tried, 250)
}

func TestKeywordsSayWhatIsNullable(t *testing.T) {
	t.Parallel()
	var nullable []string
	for _, k := range schema(t, "EvalDatasetJobRecord").Keywords() {
		if k.Nullable && k.Name == "type" {
			nullable = append(nullable, k.Place)
		}
	}
	assert.Equal(t, []string{
		"/parameters", "/session_id", "/correlation_id", "/parent_job_execution_id", "/user_id",
		"/error_code", "/error_message", "/attempts", "/started_at", "/ended_at", "/data",
	}, nullable)
}

func TestWalk(t *testing.T) {
	t.Parallel()
	var places []string
	schema(t, "HTTPValidationError").Node().Walk(func(place string, n *schemas.Node) bool {
		places = append(places, place+" "+n.Type)
		return true
	})
	assert.Equal(t, []string{
		" object", "/detail array", "/detail/* object", "/detail/*/loc array", "/detail/*/loc/* ",
		"/detail/*/loc/* string", "/detail/*/loc/* integer", "/detail/*/msg string",
		"/detail/*/type string",
	}, places)
}

func TestWalkReachesDeepPlaces(t *testing.T) {
	t.Parallel()
	var places []string
	schema(t, "EvalQuestionResult[]").Node().Walk(func(place string, _ *schemas.Node) bool {
		places = append(places, place)
		return place != "/*/eval_metrics"
	})
	assert.Contains(t, places, "/*/source_nodes/*/relationships/*/*/node_type")
	assert.Contains(t, places, "/*/eval_dataset_execution_params/llm_model")
	assert.NotContains(t, places, "/*/eval_metrics/*")
	assert.False(t, slices.Contains(places, "/*/source_nodes/*/relationships/*/*/*"))
}
