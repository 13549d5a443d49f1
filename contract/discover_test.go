package contract_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

const emptyDataset = "0e0e0e0e-7777-4888-9999-aaaabbbbcccc"

// listing puts lists of pipelines and datasets before a service, and notes
// what else was asked.
type listing struct {
	next  http.Handler
	lists map[string]string // bodies by path
	asked []string          // requests for lists, one after the other
}

func (l *listing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, below, _ := strings.Cut(r.URL.Path, "/eval-datasets/")
	if below != "" || strings.HasSuffix(r.URL.Path, "/eval-datasets/") {
		l.next.ServeHTTP(w, r)
		return
	}
	l.asked = append(l.asked, r.URL.Path)
	if body, ok := l.lists[r.URL.Path]; ok {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(body))
		return
	}
	http.NotFound(w, r)
}

func (l *listing) target(t *testing.T, datasets ...string) contract.Target {
	t.Helper()
	server := httptest.NewServer(l)
	t.Cleanup(server.Close)
	target := targetOf(server.URL)
	target.Datasets = nil
	for _, d := range datasets {
		target.Datasets = append(target.Datasets, contract.Dataset{PipelineID: pipeline, EvalDatasetID: d})
	}
	return target
}

func newListing() *listing {
	return &listing{next: newHonest(), lists: map[string]string{
		"/api/v1/pipelines": `[{"id":"` + pipeline + `","name":"one"},{"id":7},{"id":"x"}]`,
		"/api/v1/pipelines/" + pipeline + "/eval-datasets": `[{"id":"` + emptyDataset + `"},{"id":"` + dataset + `"}]`,
	}}
}

func TestFindsDatasetsThatNobodyNamed(t *testing.T) {
	t.Parallel()
	l := newListing()
	l.lists["/api/v1/pipelines"] = `[{"id":"` + pipeline + `","name":"one"},{"id":"x"}]`
	report, err := contract.Check(t.Context(), l.target(t))
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, report.Verdict)
	assert.Positive(t, report.Counts.Records)
	assert.Equal(t, []contract.Inputs{contract.Dataset{PipelineID: pipeline, EvalDatasetID: dataset}.Inputs()}, report.Collections)
	assert.Contains(t, report.Notes, "2 datasets found by listing the service's pipelines and their eval "+
		"datasets, 1 of them with executions; checked "+pipeline+"/"+dataset)
	assert.Len(t, l.asked, 2)
}

func TestFindsDatasetsWhereThoseNamedAreEmpty(t *testing.T) {
	t.Parallel()
	l := newListing()
	report, err := contract.Check(t.Context(), l.target(t, emptyDataset))
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, report.Verdict)
	assert.Positive(t, report.Counts.Records)
	assert.Len(t, report.Collections, 2)
	assert.Len(t, l.asked, 2, "each list once, and a list that is none lists nothing")
}

func TestLooksForNoDatasetsWithoutNeed(t *testing.T) {
	t.Parallel()
	l := newListing()
	_, err := contract.Check(t.Context(), l.target(t, dataset))
	require.NoError(t, err)
	assert.Empty(t, l.asked)
}

// Executions cost money, and are only started in named datasets.
func TestLooksForNoDatasetsToWriteTo(t *testing.T) {
	t.Parallel()
	l := newListing()
	target := l.target(t)
	target.AllowWrites = true
	report, err := contract.Check(t.Context(), target)
	require.EqualError(t, err,
		"Datasets: none was named, and executions, which cost money, are started only in a named one")
	assert.Equal(t, contract.ExitUsage, contract.ExitCode(report, err))
	assert.Empty(t, l.asked)
}

func TestNothingToLookAt(t *testing.T) {
	t.Parallel()
	const noList = " (/api/v1/pipelines: not a list)"
	for name, c := range map[string]struct{ list, why string }{
		"no list": {"", noList}, "an object": {"{}", noList}, "a page": {"<html>", noList},
		"no ids": {`[{"name":"one"}]`, ""}, "empty": {"[]", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newListing()
			l.lists = map[string]string{"/api/v1/pipelines": c.list}
			report, err := contract.Check(t.Context(), l.target(t))
			var usage *contract.UsageError
			require.ErrorAs(t, err, &usage)
			assert.Nil(t, report)
			assert.Equal(t, "Datasets", usage.Field)
			assert.Equal(t, "none was named, and the service lists none"+c.why, usage.Problem)
			assert.NotEmpty(t, usage.Hint)
		})
	}
}

func TestLookingForDatasetsOfNobody(t *testing.T) {
	t.Parallel()
	target := targetOf("http://127.0.0.1:1")
	target.Datasets = nil
	report, err := contract.Check(t.Context(), target)
	assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, err))
	assert.ErrorContains(t, err, "reaching http://127.0.0.1:1")
}
