package mock_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// described is the control interface by its own document.
type described struct {
	Paths map[string]map[string]struct {
		Summary     string
		RequestBody *struct{ Content map[string]content }
		Responses   map[string]struct {
			Content map[string]content
			Headers map[string]any
		}
	}
	text []byte
}

type content struct{ Example json.RawMessage }

func descriptionOf(t *testing.T, s *mock.Server) described {
	t.Helper()
	a := get(t, s, "/_ringer/openapi.json")
	require.Equal(t, http.StatusOK, a.StatusCode)
	require.Equal(t, "application/json", a.Header.Get("Content-Type"))
	d := decode[described](t, a.Text)
	d.text = []byte(a.Text)
	return d
}

func TestControlIsServedAsDescribedAndNothingElse(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	d := descriptionOf(t, s)
	require.GreaterOrEqual(t, len(d.Paths), 15)
	fill := strings.NewReplacer("{session}", "nobody", "{scenario}", "nothing", "{job}", "x", "{trace}", "x", "{resource}", "execution")
	for path, operations := range d.Paths {
		var documented []string
		for method := range operations {
			documented = append(documented, strings.ToUpper(method))
		}
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} {
			if strings.HasSuffix(path, "/events") && method == "GET" {
				continue // a stream, which does not end
			}
			a := ask(t, s, method, fill.Replace(path), "")
			if slices.Contains(documented, method) {
				assert.NotEqual(t, http.StatusMethodNotAllowed, a.StatusCode, "%s %s", method, path)
				assert.NotContains(t, a.Text, "urn:ringer:not-found", "%s %s", method, path)
				continue
			}
			assert.Equal(t, http.StatusMethodNotAllowed, a.StatusCode, "%s %s is served and not documented", method, path)
			allowed := strings.Split(a.Header.Get("Allow"), ", ")
			if slices.Contains(documented, "GET") {
				documented = append(documented, "HEAD")
			}
			assert.ElementsMatch(t, documented, allowed, "%s %s", method, path)
			documented = slices.DeleteFunc(documented, func(m string) bool { return m == "HEAD" })
		}
	}
}

func TestControlExamplesFitTheDescription(t *testing.T) {
	t.Parallel()
	d := descriptionOf(t, serve(t, mock.Config{}))
	for path, operations := range d.Paths {
		for method, o := range operations {
			assert.NotEmpty(t, o.Summary, "%s %s", method, path)
			if o.RequestBody != nil {
				if c, ok := o.RequestBody.Content["application/json"]; ok {
					fits(t, schemaOf(t, d.text, "paths", path, method, "requestBody", "content", "application/json", "schema"), string(c.Example))
				}
			}
			for status, r := range o.Responses {
				if c, ok := r.Content["application/json"]; ok {
					fits(t, schemaOf(t, d.text, "paths", path, method, "responses", status, "content", "application/json", "schema"), string(c.Example))
				}
			}
		}
	}
}

func TestControlDescribesWhatItHeeds(t *testing.T) {
	t.Parallel()
	d := decode[struct {
		Paths map[string]map[string]struct {
			Parameters  []struct{ Name, In string }
			RequestBody struct{ Content map[string]any }
		}
	}](t, string(descriptionOf(t, serve(t, mock.Config{})).text))
	for _, path := range []string{"/_ringer/events", "/_ringer/sessions/{session}/events"} {
		assert.Contains(t, d.Paths[path]["get"].Parameters, struct{ Name, In string }{"Last-Event-ID", "header"})
	}
	assert.Contains(t, d.Paths["/_ringer/sessions/{session}/scenario"]["put"].RequestBody.Content, "application/yaml")
}

// TestControlRefusesUnknownParameters sends an unknown parameter to every described call.
func TestControlRefusesUnknownParameters(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	d := descriptionOf(t, s)
	fill := strings.NewReplacer("{session}", "default", "{scenario}", "empty", "{job}", "x", "{trace}", "x", "{resource}", "execution")
	for path, operations := range d.Paths {
		for method := range operations {
			p := refused(t, s, 400, strings.ToUpper(method), strings.TrimPrefix(fill.Replace(path), "/_ringer")+"?opration=list", "{}")
			assert.Equal(t, "opration", p.Field, "%s %s", method, path)
		}
	}
	assert.Equal(t, `did you mean "operation"?`, refused(t, s, 400, "GET", "/journal?opration=list", "").Hint)
	assert.Equal(t, "this call has none", refused(t, s, 400, "DELETE", "/sessions/default/journal?operation=list", "").Hint)
	assert.Contains(t, refused(t, s, 400, "GET", "/events?kind=request&kind=change", "").Detail, "more than once")
}

// TestControlAnswersAsDescribed sends one request to each described call.
func TestControlAnswersAsDescribed(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	d := descriptionOf(t, s)
	const session, one = "/_ringer/sessions/{session}", "/_ringer/sessions/{session}/jobs/{job}"
	const id = "0f9d3c1b-8a7e-4d2f-9b6c-5e4d3c2b1a09"
	fill := strings.NewReplacer("{session}", "cart-7", "{job}", id, "{scenario}", "empty")
	for _, call := range []struct {
		method, path, body string
		status             int
	}{
		{"GET", "/_ringer/health", "", 200},
		{"GET", "/_ringer/ready", "", 200},
		{"GET", "/_ringer/version", "", 200},
		{"GET", "/_ringer/scenarios", "", 200},
		{"GET", "/_ringer/scenarios/{scenario}", "", 200},
		{"POST", "/_ringer/sessions", `{"name": "cart-7", "scenario": "empty", "seed": 7, "now": "2024-10-01T12:00:00Z"}`, 201},
		{"GET", "/_ringer/sessions", "", 200},
		{"GET", session, "", 200},
		{"PUT", session, `{"scenario": "empty", "speed": 0}`, 200},
		{"PUT", session + "/scenario", `{"inline": {"generate": {"count": 1}}}`, 200},
		{"GET", session + "/scenario", "", 200},
		{"PUT", session + "/scenario", `{"name": "empty"}`, 200},
		{"PUT", session + "/faults", `{"faults": ["latency:0s", {"kind": "reset", "every": 50}]}`, 200},
		{"GET", session + "/faults", "", 200},
		{"DELETE", session + "/faults", "", 204},
		{"POST", session + "/jobs", `{` + inDataset + `, "id": "` + id + `", "ends": "ERROR"}`, 201},
		{"GET", session + "/jobs", "", 200},
		{"GET", one, "", 200},
		{"PATCH", one, `{"set": {"/user_id": "somebody"}}`, 200},
		{"GET", session + "/clock", "", 200},
		{"POST", session + "/clock/advance", `{"to": "next-transition"}`, 200},
		{"POST", session + "/clock/advance", `{"to": "final"}`, 200},
		{"POST", session + "/clock/advance", `{"by": "90s"}`, 200},
		{"PUT", session + "/clock", `{"speed": 60}`, 200},
		{"PUT", session + "/clock", `{"speed": "60x"}`, 200},
		{"DELETE", one, "", 204},
		{"POST", session + "/reset", "", 200},
		{"DELETE", session, "", 204},
	} {
		method := strings.ToLower(call.method)
		a := ask(t, s, call.method, fill.Replace(call.path), call.body)
		require.Equal(t, call.status, a.StatusCode, "%s %s: %s", call.method, call.path, a.Text)
		if call.body != "" {
			fits(t, schemaOf(t, d.text, "paths", call.path, method, "requestBody", "content", "application/json", "schema"), call.body)
		}
		if call.status == http.StatusNoContent {
			assert.Empty(t, a.Text)
			continue
		}
		assert.Equal(t, "application/json", a.Header.Get("Content-Type"))
		fits(t, schemaOf(t, d.text, "paths", call.path, method, "responses", strconv.Itoa(call.status), "content", "application/json", "schema"), a.Text)
		fits(t, schemaOf(t, d.text, "components", "schemas", "Problem"), get(t, s, "/_ringer/nowhere").Text)
	}
}
