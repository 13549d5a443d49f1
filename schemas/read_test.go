package schemas_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

const jobsOverlay = `overlay: 1.0.0
info: {title: jobs, version: 1.0.0}
actions:
  - target: $
    update:
      x-ringer-jobs: {batch: {status: /status}}
  - target: $.components.schemas.A
    update: {type: integer, properties: {b: {$ref: '#/components/schemas/B'}}}
`

func TestOverlaysAreLaidOverInTurn(t *testing.T) {
	t.Parallel()
	files := folder("a.json", components(`{"A":{"type":"string"},"B":{"enum":["x"]}}`))
	d, err := schemas.Read(files, "a.json", schemas.Options{Overlays: []schemas.Overlay{
		{Name: "jobs.yaml", Text: []byte(jobsOverlay)},
		{Name: "more.json", Text: []byte(`{"overlay":"1.0.0","actions":[{"target":"$.components.schemas.A","update":{"type":"object"}}]}`)},
	}})
	require.NoError(t, err)
	jobs := d.Extension("x-ringer-jobs")
	assert.Equal(t, `{"batch":{"status":"/status"}}`, string(jobs.AppendJSON(nil, nil)))
	assert.Equal(t, "jobs.yaml:6:31", jobs.At("/batch/status").Place().String())
	a, err := d.Schema("A")
	require.NoError(t, err)
	assert.Empty(t, a.Validate([]byte(`{"b":"x"}`)))
	found := a.Validate([]byte(`{"b":"y"}`))
	require.Len(t, found, 1)
	assert.Empty(t, d.Lint())
	plain, err := schemas.Load(files, "a.json")
	require.NoError(t, err)
	assert.Nil(t, plain.Extension("x-ringer-jobs"))
	_, err = schemas.Read(files, "a.json", schemas.Options{Overlays: []schemas.Overlay{{Name: "o.yaml", Text: []byte("a: 1")}}})
	require.EqualError(t, err, `o.yaml: this is not an overlay: it has no "overlay" version`)
}

func TestTextsOfOtherCoding(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(folder("a.json", "\xef\xbb\xbf"+components(`{"A":{"type":"string"}}`)), "a.json")
	require.NoError(t, err)
	assert.Equal(t, []string{"A"}, d.Types())
	wide := "\xff\xfe"
	for _, c := range components(`{"A":{"type":"string"}}`) {
		wide += string([]byte{byte(c), 0})
	}
	d, err = schemas.Load(folder("a.json", wide), "a.json")
	require.NoError(t, err)
	assert.Equal(t, []string{"A"}, d.Types())
}

func TestANameThatStandsTwice(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(folder("a.json", components(`{"A":{"type":"string"},"A":{"type":"integer"}}`)), "a.json")
	require.NoError(t, err)
	require.Len(t, d.Notes(), 1)
	assert.Contains(t, d.Notes()[0].Text, `the name "A" appears again in the same object, on line 2`)
	a, err := d.Schema("A")
	require.NoError(t, err)
	assert.Empty(t, a.Validate([]byte(`1`)))
}

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	for media, want := range map[string]bool{
		"application/json": true, "text/json": true, "application/problem+json; charset=utf-8": true, "APPLICATION/JSON": true,
		"application/json;stream=watch": true, "*/*": false, "application/x-ndjson": false, "text/plain": false, "": false,
	} {
		assert.Equal(t, want, schemas.IsJSON(media), media)
	}
	for _, key := range []string{"application/json", "application/*", "*/*", "application/json; charset=utf-8"} {
		assert.True(t, schemas.MatchesType(key, "application/json;charset=utf-8"), key)
		assert.False(t, key != "*/*" && schemas.MatchesType(key, "text/json"), key)
	}
}

// A body is validated by the schema of its own media type, else by that of the narrowest
// range.
func TestAnswersByStatusAndMediaType(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(folder("a.yaml", `openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  /a:
    get:
      responses:
        200:
          description: a
          content:
            "*/*": {schema: {const: any}}
            "text/*": {schema: {const: text}}
            application/json: {schema: {const: json}}
        4XX: {description: b, content: {application/problem+json: {schema: {const: range}}}}
        default: {description: c}
`), "a.yaml")
	require.NoError(t, err)
	o := d.Operations()[0]
	ok, documented := o.Response(200)
	require.True(t, documented)
	for media, want := range map[string]string{"application/json; charset=utf-8": "json", "text/csv": "text", "image/png": "any"} {
		assert.Empty(t, ok.In(media).Schema.Validate([]byte(`"`+want+`"`)), media)
	}
	for status, want := range map[int]string{200: "200", 404: "4XX", 503: "default", 201: "default"} {
		r, documented := o.Response(status)
		assert.True(t, documented)
		assert.Equal(t, want, r.Statuses)
	}
	assert.Len(t, o.Responses, 1)
}

func TestViewsThroughReferencesAndBranches(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(folder("a.json", components(`{
		"Base":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"state":{"type":"string"}}},
		"Job":{"allOf":[{"$ref":"#/components/schemas/Base"},{"required":["state"],"properties":{"state":{"$ref":"#/components/schemas/State"}}}],
			"oneOf":[{"type":"null"},{"properties":{"done":{"const":true}}},{"properties":{"error":{}}}]},
		"State":{"anyOf":[{"const":"queued","title":"Waiting"},{"oneOf":[{"enum":["done","failed"]}]},{"type":"null"}]}}`)), "a.json")
	require.NoError(t, err)
	job, err := d.Schema("Job")
	require.NoError(t, err)
	x := job.Definition()
	var got []string
	for _, f := range x.Fields(schemas.DefaultBudget) {
		name := f.Name
		if f.Required {
			name += "!"
		}
		got = append(got, name)
	}
	assert.Equal(t, []string{"id!", "state!", "done", "error"}, got)
	state := x.Fields(schemas.DefaultBudget)[1]
	require.Len(t, state.Said, 2)
	words, closed := state.Said[1].Words(schemas.DefaultBudget)
	require.True(t, closed)
	var texts []string
	for _, w := range words {
		texts = append(texts, w.Value.Text+w.Title)
	}
	assert.Equal(t, []string{"queuedWaiting", "done", "failed"}, texts)
	assert.True(t, state.Said[1].Target().Nullable())
	_, closed = state.Said[0].Words(schemas.DefaultBudget)
	assert.False(t, closed)
	assert.Len(t, x.Branches(schemas.DefaultBudget), 2)
	assert.Equal(t, "State", state.Said[1].Name())
	other, err := d.Schema("State")
	require.NoError(t, err)
	assert.Equal(t, other.Definition(), state.Said[1].Target(), "the same place is the same Definition")
	assert.Len(t, x.Parts(1), 1, "the budget is kept")
	assert.False(t, x.Property("nothing").Exists())
	assert.Empty(t, schemas.Definition{}.Items().Properties())
}

func TestDiscriminators(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(os.DirFS("testdata/habits"), "discriminators.yaml")
	require.NoError(t, err)
	pet, err := d.Schema("Pet")
	require.NoError(t, err)
	by, ok := pet.Definition().Discriminator()
	require.True(t, ok)
	assert.Equal(t, "kind", by.Property)
	got := map[string]string{}
	for value, branch := range by.Mapping {
		got[value] = branch.Name()
	}
	assert.Equal(t, map[string]string{"dog": "Dog", "hound": "Dog", "cat": "Cat", "Dog": "Dog", "Cat": "Cat"}, got)
	assert.Contains(t, string(d.OpenAPI()), `"cat":"#/components/schemas/Cat"`)
	plain, err := d.Plain(nil)
	require.NoError(t, err)
	assert.Contains(t, string(plain), `"cat":"#/components/schemas/Cat"`)
	require.Len(t, d.Lint(), 1)
}
