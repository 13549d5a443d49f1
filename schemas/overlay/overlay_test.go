package overlay_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/overlay"
)

const api = `{"openapi":"3.1.0","info":{"title":"old"},"tags":[{"name":"a"}],"paths":{"/a":{"get":{"operationId":"one",` +
	`"tags":["x"]},"post":{"operationId":"two"}},"/b/{id}":{"get":{"deprecated":true,"x-n":3}}}}`

func apply(t *testing.T, actions string) (string, []document.Note) {
	t.Helper()
	root, _, err := document.Parse(context.Background(), "api.json", []byte(api))
	require.NoError(t, err)
	o, err := overlay.Parse("o.yaml", []byte("overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n"+actions))
	require.NoError(t, err)
	notes := o.Apply(root)
	return string(root.AppendJSON(nil, nil)), notes
}

func TestActions(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, actions, old, fresh string }{
		{"an object is merged", "- {target: $.info, update: {version: '1', x: {a: [1]}}}\n- {target: $, update: {info: {x: {a: [2], b: null}}}}\n",
			`{"title":"old"}`, `{"title":"old","version":"1","x":{"a":[1,2],"b":null}}`},
		{"a value is replaced", "- {target: $, update: {info: {title: new}}}\n", `"old"`, `"new"`},
		{"a scalar is replaced", "- {target: $.info.title, update: new}\n", `"old"`, `"new"`},
		{"a list gets an entry", "- {target: $.tags, update: {name: b}}\n", `[{"name":"a"}]`, `[{"name":"a"},{"name":"b"}]`},
		{"a list gets a list", "- {target: $.tags, update: [{name: b}, {name: c}]}\n", `[{"name":"a"}]`, `[{"name":"a"},{"name":"b"},{"name":"c"}]`},
		{"a name with a slash", "- {target: \"$.paths['/b/{id}'].get\", update: {summary: s}}\n", `"x-n":3}`, `"x-n":3,"summary":"s"}`},
		{"all that is found", "- {target: '$.paths.*.get', update: {x: 1}}\n",
			`"tags":["x"]},"post":{"operationId":"two"}},"/b/{id}":{"get":{"deprecated":true,"x-n":3}`,
			`"tags":["x"],"x":1},"post":{"operationId":"two"}},"/b/{id}":{"get":{"deprecated":true,"x-n":3,"x":1}`},
		{"what a filter finds is removed", "- {target: \"$.paths.*[?@.deprecated == true]\", remove: true}\n",
			`{"get":{"deprecated":true,"x-n":3}}`, `{}`},
		{"numbers are compared", "- {target: \"$.paths.*[?@['x-n'] > 2]\", remove: true}\n", `{"get":{"deprecated":true,"x-n":3}}`, `{}`},
		{"an entry of a list is removed", "- {target: '$.paths..tags[0]', remove: true}\n", `["x"]`, `[]`},
		{"copied", "- {target: \"$.paths['/a'].post\", copy: \"$.paths['/b/{id}'].get\"}\n",
			`{"operationId":"two"}`, `{"operationId":"two","deprecated":true,"x-n":3}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, notes := apply(t, c.actions)
			assert.Equal(t, strings.Replace(api, c.old, c.fresh, 1), got)
			assert.Empty(t, notes)
		})
	}
}

// Two targets get separate copies of a value: a later change of one does not affect the
// other.
func TestWhatIsPutTwiceIsNotShared(t *testing.T) {
	t.Parallel()
	got, _ := apply(t, "- {target: '$.paths.*.get', update: {x: {y: 1}}}\n- {target: \"$.paths['/a'].get.x\", update: {z: 2}}\n")
	assert.Equal(t, 1, strings.Count(got, `"z":2`))
}

func TestActionsThatChangeNothing(t *testing.T) {
	t.Parallel()
	for actions, want := range map[string]string{
		"- {target: $.nowhere, remove: true}\n":             "the target $.nowhere matches nothing",
		"- {target: $, remove: true}\n":                     "the whole document cannot be removed",
		"- {target: $.info.title, update: {a: 1}}\n":        `matches "old", which cannot become an object`,
		"- {target: $.info, update: text}\n":                `matches an object, which cannot become "text"`,
		"- {target: $.info, copy: '$.paths.*'}\n":           "copy $.paths.* matches 2 values, but should match one",
		"- {target: $.info, copy: $.nowhere, update: {}}\n": "copy $.nowhere matches 0 values",
	} {
		got, notes := apply(t, actions)
		assert.Equal(t, api, got, actions)
		require.Len(t, notes, 1, actions)
		assert.Contains(t, notes[0].Text, want)
		assert.Equal(t, "o.yaml:4:3", notes[0].Place.String())
	}
}

func TestWhatIsNoOverlay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a: 1":           `o.yaml: this is not an overlay: it has no "overlay" version`,
		"openapi: 3.1.0": "o.yaml: this is an OpenAPI document, not an overlay of one",
		"overlay: 2.0.0": `o.yaml:1: overlay is "2.0.0", but only 1.0 and 1.1 can be read`,
		"overlay: 1.1.0": "o.yaml: an overlay needs a list of actions",
		"overlay: [":     "reading the overlay: o.yaml:",
		"overlay: 1.0.0\nactions: [{update: {}}]":                                          "o.yaml:2: an action needs a target, a JSONPath such as $.paths",
		"overlay: 1.0.0\naction: []":                                                       `o.yaml:2: "action" is not a key of an overlay: want overlay, info, extends, actions`,
		"overlay: 1.0.0\nx-a: 1\nactions: [{target: $, x-b: 1, update: {}, remvoe: true}]": `o.yaml:3: "remvoe" is not a key of an action: want target, `,
		"overlay: 1.0.0\nactions: [{target: $}]":                                           "o.yaml:2: an action needs update, copy or remove: true",
		"overlay: 1.0.0\nactions: [{target: paths, remove: true}]":                         `o.yaml:2: "paths" is not a JSONPath: `,
		"overlay: 1.0.0\nactions: [{target: '$..a..b..c', remove: true}]":                  "descends more than 2 times",
	} {
		_, err := overlay.Parse("o.yaml", []byte(text))
		require.Error(t, err, text)
		assert.Contains(t, err.Error(), want)
	}
}

// Whatever an overlay contains, it is applied or rejected within a short time.
func FuzzOverlay(f *testing.F) {
	f.Add("- {target: $.info, update: {a: 1}}")
	f.Add("- {target: '$..[?@.a]', remove: true}")
	f.Add("- {target: \"$.paths['/a']['get','post']\", copy: $.info}")
	f.Add("- {target: '$.tags[0:1]', update: [1]}")
	f.Add("- {target: $.info, update: &a [*a]}")
	f.Fuzz(func(t *testing.T, actions string) {
		o, err := overlay.Parse("o.yaml", []byte("overlay: 1.1.0\nactions:\n"+actions))
		if err != nil {
			return
		}
		root, _, err := document.Parse(context.Background(), "api.json", []byte(api))
		require.NoError(t, err)
		start := time.Now()
		o.Apply(root)
		text := root.AppendJSON(nil, nil)
		require.Less(t, time.Since(start), 10*time.Second)
		_, _, err = document.Parse(context.Background(), "again.json", text)
		require.NoError(t, err, "what comes out is JSON")
	})
}
