package mock_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// shops are the two APIs of testdata/several, which have the same paths, operations and
// resources, and prefixes of their own.
func shops(t *testing.T) []mock.APIConfig {
	t.Helper()
	var all []mock.APIConfig
	for _, name := range []string{"print", "copy"} {
		api, err := fixtures.LoadAPIFile("testdata/several/" + name + ".yaml")
		require.NoError(t, err)
		all = append(all, mock.APIConfig{Name: name, API: api})
	}
	return all
}

func severalShops(t *testing.T) *mock.Server {
	t.Helper()
	return serve(t, mock.Config{APIs: shops(t), Now: noon, Seed: 3, SelfCheck: true})
}

type shopJob struct{ ID, Title, Status string }

func newShopJob(t *testing.T, s *mock.Server, path string) (shopJob, string) {
	t.Helper()
	a := ask(t, s, http.MethodPost, path, `{"title":"Ada"}`, "Content-Type: application/json")
	require.Equal(t, http.StatusCreated, a.StatusCode, a.Text)
	return decode[shopJob](t, a.Text), a.Header.Get("Location")
}

func TestSeveralAPIsAreServedUnderTheirPrefixes(t *testing.T) {
	t.Parallel()
	s := severalShops(t)
	printed, at := newShopJob(t, s, "/print/jobs")
	assert.Equal(t, "queued", printed.Status)
	assert.Equal(t, "/print/jobs/"+printed.ID, strings.TrimPrefix(at, s.URL))
	copied, _ := newShopJob(t, s, "/copy/jobs")
	assert.Equal(t, "pending", copied.Status)
	assert.NotEqual(t, printed.ID, copied.ID)
	assert.Equal(t, http.StatusOK, get(t, s, "/print/jobs/"+printed.ID).StatusCode)
	assert.Equal(t, http.StatusNotFound, get(t, s, "/copy/jobs/"+printed.ID).StatusCode, "a job of the other API")
	for _, path := range []string{"/jobs", "/", "/printer/jobs", "/print/print/jobs", "/openapi.json"} {
		a := get(t, s, path)
		assert.Equal(t, http.StatusNotFound, a.StatusCode, path)
	}
	assert.Contains(t, get(t, s, "/jobs").Text, "print at /print, copy at /copy")
	assert.Contains(t, get(t, s, "/copy/openapi.json").Text, "Copy shop")
}

func TestSeveralAPIsHaveOneClockAndOneJournal(t *testing.T) {
	t.Parallel()
	s := severalShops(t)
	printed, _ := newShopJob(t, s, "/print/jobs")
	copied, _ := newShopJob(t, s, "/copy/jobs")
	wait(t, s, time.Hour)
	assert.Contains(t, []string{"succeeded", "failed"}, decode[shopJob](t, get(t, s, "/print/jobs/"+printed.ID).Text).Status)
	assert.Contains(t, []string{"completed", "failed"}, decode[shopJob](t, get(t, s, "/copy/jobs/"+copied.ID).Text).Status)

	all := s.Mock.Find(mock.Filter{})
	require.Len(t, all, 4)
	assert.Equal(t, []string{"print", "copy", "print", "copy"}, []string{all[0].Trace.API, all[1].Trace.API, all[2].Trace.API, all[3].Trace.API})
	assert.Contains(t, all[1].Explain(), "The API is copy.")
	assert.Len(t, s.Mock.Find(mock.Filter{API: "copy"}), 2)
	var archive bytes.Buffer
	require.NoError(t, mock.WriteHAR(&archive, all[1:2]))
	assert.Contains(t, archive.String(), `"api":"copy"`)
	f, err := mock.ParseFilter(url.Values{"api": {"print"}})
	require.NoError(t, err)
	assert.Equal(t, "print", f.API)
	assert.Contains(t, get(t, s, "/_ringer/journal?api=copy").Text, `"api":"copy"`)
	assert.Equal(t, http.StatusNotFound, get(t, s, "/_ringer/journal?api=fax").StatusCode)
}

func TestCallsOfSeveralAPIsAreCountedApart(t *testing.T) {
	t.Parallel()
	s := severalShops(t)
	get(t, s, "/print/jobs")
	get(t, s, "/copy/jobs")
	for _, e := range s.Mock.Find(mock.Filter{}) {
		assert.Equal(t, 1, e.Trace.Call, e.Trace.API)
	}
}

func TestJobsOfSeveralAPIsAreNamedByAPI(t *testing.T) {
	t.Parallel()
	s := severalShops(t)
	newShopJob(t, s, "/print/jobs")
	list := get(t, s, "/_ringer/sessions/default/jobs?resource=print/job").Text
	assert.Contains(t, list, `"resource":"print/job"`)
	a := get(t, s, "/_ringer/sessions/default/jobs?resource=job")
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, "print/job or copy/job")
	a = ask(t, s, http.MethodPost, "/_ringer/sessions/default/jobs", `{"resource":"copy/job","state":"processing"}`, "Content-Type: application/json")
	require.Equal(t, http.StatusCreated, a.StatusCode, a.Text)
	assert.Contains(t, get(t, s, "/copy/jobs").Text, `"processing"`)
}

// A response of an API says nothing of other APIs, so its resources have the names of the model.
func TestMessagesOfSeveralAPIsNameNoAPI(t *testing.T) {
	t.Parallel()
	const exports = `
openapi: 3.1.0
info: {title: exports, version: "1"}
servers: [{url: /out}]
paths:
  /exports:
    post: {operationId: start, responses: {"202": {description: x, content: {application/json: {schema: {$ref: "#/components/schemas/Export"}}}}}}
  /exports/{id}:
    get: {operationId: get, parameters: [{$ref: "#/components/parameters/id"}], responses: {"200": {description: x, content: {application/json: {schema: {$ref: "#/components/schemas/Export"}}}}}}
  /exports/{id}/result:
    get: {operationId: result, parameters: [{$ref: "#/components/parameters/id"}], responses: {"200": {description: x, content: {application/json: {schema: {type: object}}}}, "409": {description: x}}}
components:
  parameters: {id: {name: id, in: path, required: true, schema: {type: string}}}
  schemas:
    Export: {type: object, required: [id, status], properties: {id: {type: string}, status: {type: string, enum: [queued, running, succeeded, failed]}}}
`
	api, err := fixtures.LoadAPI(fstest.MapFS{"openapi.yaml": {Data: []byte(exports)}})
	require.NoError(t, err)
	s := serve(t, mock.Config{APIs: append(shops(t), mock.APIConfig{Name: "exports", API: api}), Now: noon})
	job := decode[shopJob](t, ask(t, s, http.MethodPost, "/out/exports", "").Text)
	a := get(t, s, "/out/exports/"+job.ID+"/result")
	assert.Equal(t, http.StatusConflict, a.StatusCode)
	assert.Contains(t, a.Text, "the export is queued")
}

func TestScenariosOfSeveralAPIs(t *testing.T) {
	t.Parallel()
	s := severalShops(t)
	set := func(body string) answer {
		return ask(t, s, http.MethodPut, "/_ringer/sessions/default/scenario", body, "Content-Type: application/json")
	}
	empty := func(path string) bool { return strings.Contains(get(t, s, path).Text, `"data":[]`) }
	require.Equal(t, http.StatusOK, set(`{"name":"copy/empty"}`).StatusCode)
	assert.True(t, empty("/copy/jobs"))
	assert.False(t, empty("/print/jobs"))
	shared, err := s.Mock.Session("")
	require.NoError(t, err)
	assert.Equal(t, "print/default, copy/empty", shared.Scenario())

	require.Equal(t, http.StatusOK, set(`{"name":"empty"}`).StatusCode)
	assert.True(t, empty("/print/jobs"), "a name alone is for all that know it")
	require.Equal(t, http.StatusOK, set(`{"name":"all-queued"}`).StatusCode, "only one API knows it")
	assert.True(t, empty("/copy/jobs"))
	assert.False(t, empty("/print/jobs"))

	a := set(`{"name":"emptyy"}`)
	assert.Equal(t, http.StatusNotFound, a.StatusCode)
	assert.Contains(t, a.Text, "empty")
	a = set(`{"inline":{"generate":{"count":1}}}`)
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, "fits several APIs: print, copy")
	require.Equal(t, http.StatusOK, set(`{"inline":{"generate":{"count":1,"states":{"processing":1}}}}`).StatusCode, "only one API has the state")
	assert.Equal(t, 1, strings.Count(get(t, s, "/copy/jobs").Text, `"processing"`))
	require.Equal(t, http.StatusOK, set(`{"api":"print","inline":{"generate":{"count":0}}}`).StatusCode)
	assert.True(t, empty("/print/jobs"))
	assert.Contains(t, get(t, s, "/_ringer/sessions/default").Text, `"api":"print"`)
}

func TestSeveralAPIsByHostAndByOtherPrefix(t *testing.T) {
	t.Parallel()
	all := shops(t)
	all[0].Hosts, all[1].Prefix = []string{"print.example.test"}, "/second/copy"
	s := serve(t, mock.Config{APIs: all, Now: noon})
	at := func(host, path string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, http.NoBody)
		require.NoError(t, err)
		if host != "" {
			r.Host = host
		}
		response, err := s.Client().Do(r)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		return response.StatusCode
	}
	assert.Equal(t, http.StatusOK, at("print.example.test", "/jobs"), "as if alone")
	assert.Equal(t, http.StatusOK, at("Print.example.test:4010", "/print/jobs"))
	assert.Equal(t, http.StatusNotFound, at("", "/print/jobs"))
	assert.Equal(t, http.StatusOK, at("", "/second/copy/jobs"))
	assert.Equal(t, http.StatusNotFound, at("", "/copy/jobs"))
	_, location := newShopJob(t, s, "/second/copy/jobs")
	assert.Contains(t, location, "/second/copy/jobs/")
}

func TestSeveralAPIsNeedPlacesAndNames(t *testing.T) {
	t.Parallel()
	made := func(change func(all []mock.APIConfig)) error {
		all := shops(t)
		change(all)
		_, err := mock.New(mock.Config{APIs: all})
		return err
	}
	for name, c := range map[string]struct {
		change func(all []mock.APIConfig)
		want   string
	}{
		"same prefix":    {func(all []mock.APIConfig) { all[0].Prefix = "/copy" }, "the APIs print and copy have the same prefix, /copy"},
		"same host":      {func(all []mock.APIConfig) { all[0].Hosts, all[1].Hosts = []string{"a.test"}, []string{"a.test"} }, "same host name, a.test"},
		"same name":      {func(all []mock.APIConfig) { all[1].Name = "print" }, "two APIs are called print"},
		"bad name":       {func(all []mock.APIConfig) { all[1].Name = "Copy Shop" }, `the name "Copy Shop"`},
		"bad prefix":     {func(all []mock.APIConfig) { all[1].Prefix = "copy/" }, `the prefix "copy/" of copy`},
		"control prefix": {func(all []mock.APIConfig) { all[1].Prefix = "/_ringer" }, `the prefix "/_ringer" of copy`},
		"bad host":       {func(all []mock.APIConfig) { all[1].Hosts = []string{"a.test:80"} }, `the host name "a.test:80" of copy`},
		"no prefix":      {func(all []mock.APIConfig) { all[1].API = fixtures.Default() }, "the API copy has no prefix"},
	} {
		assert.ErrorContains(t, made(c.change), c.want, name)
	}
}
