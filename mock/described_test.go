package mock_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// renders serves the invented API of testdata, with a clock that stands still.
func renders(t *testing.T) *mock.Server {
	t.Helper()
	api, err := fixtures.LoadAPIFile("testdata/renders.yaml")
	require.NoError(t, err)
	return serve(t, mock.Config{API: api, Now: noon, Seed: 3})
}

func wait(t *testing.T, s *mock.Server, by time.Duration) {
	t.Helper()
	session, err := s.Mock.Session("")
	require.NoError(t, err)
	require.NoError(t, session.Clock().Advance(by))
}

// film has the fields of a record of the invented API.
type film struct {
	ID        string  `json:"id"`
	FilmID    string  `json:"film_id"`
	Title     string  `json:"title"`
	Note      string  `json:"note"`
	Status    string  `json:"status"`
	StartedAt *string `json:"started_at"`
	EndedAt   *string `json:"ended_at"`
	Reel      *string `json:"reel"`
	SceneID   string  `json:"scene_id"`
	Counts    counts  `json:"shot_counts"`
	Error     *struct {
		Message string `json:"message"`
	} `json:"error"`
}

type counts struct {
	Open   int `json:"in_progress"`
	Good   int `json:"completed"`
	Failed int `json:"failed"`
	Total  int `json:"total"`
}

func create(t *testing.T, s *mock.Server, path, body string, headers ...string) (film, answer) {
	t.Helper()
	a := ask(t, s, http.MethodPost, path, body, append(headers, "Content-Type: application/json")...)
	require.Less(t, a.StatusCode, 300, a.Text)
	return decode[film](t, a.Text), a
}

// The very first request creates a job: nothing has compiled its record before.
func TestFirstRequestCreatesTheJobThatGetReturns(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "/v2"} {
		s := renders(t)
		made, a := create(t, s, prefix+"/films", `{"title":"Dawn"}`)
		assert.Equal(t, "queued", made.Status)
		assert.Equal(t, "Dawn", made.Title)
		assert.Nil(t, made.StartedAt)
		assert.Nil(t, made.Error)
		assert.JSONEq(t, a.Text, get(t, s, prefix+"/films/"+made.ID).Text)
	}
}

func TestLocationBesideAMonitorIsTheResult(t *testing.T) {
	t.Parallel()
	s := renders(t)
	made, a := create(t, s, "/v2/films", `{"title":"Dawn"}`, "Prefer: scenario=all-completed")
	assert.Equal(t, s.URL+"/v2/films/"+made.ID, a.Header.Get("Operation-Location"))
	assert.Equal(t, s.URL+"/v2/films/"+made.ID+"/result", a.Header.Get("Location"))
	assert.Equal(t, "1", a.Header.Get("Retry-After"))
}

func TestResultsAreThereAfterAGoodEnd(t *testing.T) {
	t.Parallel()
	s := renders(t)
	good, _ := create(t, s, "/films", `{"title":"Dawn"}`, "Prefer: scenario=all-completed")
	bad, _ := create(t, s, "/films", `{"title":"Dusk"}`, "Prefer: scenario=all-failed")
	for _, part := range []string{"/result", "/content"} {
		a := get(t, s, "/films/"+good.ID+part)
		assert.Equal(t, http.StatusBadRequest, a.StatusCode, a.Text)
		assert.Contains(t, a.Text, "the film is queued")
	}
	wait(t, s, time.Hour)

	result := get(t, s, "/films/"+good.ID+"/result")
	require.Equal(t, http.StatusOK, result.StatusCode, result.Text)
	assert.Equal(t, good.ID, decode[film](t, result.Text).FilmID, "it is the result of this film")
	content := get(t, s, "/films/"+good.ID+"/content")
	require.Equal(t, http.StatusOK, content.StatusCode, content.Text)
	assert.Equal(t, "video/mp4", content.Header.Get("Content-Type"))
	assert.NotEmpty(t, content.Text)
	assert.Equal(t, http.StatusBadRequest, get(t, s, "/films/"+bad.ID+"/content").StatusCode)
}

// The states of a scenario are those of all resources; each takes those that it has.
func TestScenarioOfAllResources(t *testing.T) {
	t.Parallel()
	s := renders(t)
	for range 20 {
		one, _ := create(t, s, "/films", `{"title":"Dawn"}`, "Prefer: scenario=fails-at-once")
		one = decode[film](t, get(t, s, "/films/"+one.ID).Text)
		assert.Equal(t, "failed", one.Status)
		assert.NotEmpty(t, one.Error)
		assert.Nil(t, one.Reel, "null while it runs, and after a failure")
		other, _ := create(t, s, "/posters", `{"title":"Dawn"}`, "Prefer: scenario=fails-at-once")
		assert.Equal(t, "error", decode[film](t, get(t, s, "/posters/"+other.ID).Text).Status)
	}
	var states []string
	for _, p := range decode[[]film](t, get(t, s, "/posters", "Prefer: scenario=one-of-each-state").Text) {
		states = append(states, p.Status)
	}
	assert.ElementsMatch(t, []string{"pending", "drawing", "finished", "error"}, states)
}

func TestClientChoosesTheID(t *testing.T) {
	t.Parallel()
	s := renders(t)
	at := "/films/f/parts"
	made, a := create(t, s, at, `{"part_id":"intro","note":"one"}`)
	assert.Equal(t, "intro", made.ID)
	assert.Equal(t, "f", made.FilmID)
	assert.JSONEq(t, a.Text, get(t, s, at+"/intro").Text)
	count := func() int { return len(decode[[]film](t, get(t, s, at).Text)) }
	before := count()

	wait(t, s, time.Minute)
	again, _ := create(t, s, at, `{"part_id":"intro","note":"two"}`)
	assert.Equal(t, "intro", again.ID)
	assert.Equal(t, "pending", again.Status, "it begins again")
	assert.Equal(t, "two", decode[film](t, get(t, s, at+"/intro").Text).Note)
	assert.Equal(t, before, count(), "no second one")

	require.Equal(t, http.StatusNoContent, ask(t, s, http.MethodDelete, at+"/intro", "").StatusCode)
	require.Equal(t, http.StatusNotFound, get(t, s, at+"/intro").StatusCode)
	create(t, s, at, `{"part_id":"intro","note":"three"}`)
	assert.Equal(t, "three", decode[film](t, get(t, s, at+"/intro").Text).Note)
}

// The list of a page is refined by an allOf; every film comes once.
func TestPagesOfADescribedList(t *testing.T) {
	t.Parallel()
	s := renders(t)
	made := map[string]bool{}
	for range 5 {
		one, _ := create(t, s, "/films", `{"title":"Dawn"}`)
		made[one.ID] = true
	}
	seen, after := map[string]bool{}, ""
	for range 100 {
		a := get(t, s, "/films?limit=2&after="+after)
		page := decode[struct {
			Data []film `json:"data"`
			More bool   `json:"has_more"`
		}](t, a.Text)
		for _, f := range page.Data {
			assert.False(t, seen[f.ID], "twice")
			seen[f.ID], after = true, f.ID
		}
		if !page.More {
			break
		}
	}
	for id := range made {
		assert.True(t, seen[id], id)
	}
}

// An operation below a job that responds with its record is about that job; if the job waits
// for an action, it goes on.
func TestActionThatAJobWaitsFor(t *testing.T) {
	t.Parallel()
	s := renders(t)
	made, _ := create(t, s, "/scenes/s/takes", `{}`, "Prefer: scenario=all-requires-action")
	at := "/scenes/s/takes/" + made.ID
	state := func() string { return decode[film](t, get(t, s, at).Text).Status }
	early, _ := create(t, s, at+"/decisions", `{"cut":true}`)
	assert.Equal(t, made.ID, early.ID)
	assert.Equal(t, "queued", early.Status, "it does not wait yet")
	wait(t, s, time.Hour)
	assert.Equal(t, "requires_action", state())

	after, _ := create(t, s, at+"/decisions", `{"cut":true}`)
	assert.Equal(t, made.ID, after.ID)
	assert.Equal(t, "in_progress", after.Status)
	wait(t, s, time.Hour)
	assert.Contains(t, []string{"completed", "failed"}, state())
}

// A request that creates a job in a new collection creates what the collection belongs to.
func TestParentOfAJobExists(t *testing.T) {
	t.Parallel()
	s := renders(t)
	take, _ := create(t, s, "/scenes/takes", `{}`)
	require.NotEmpty(t, take.SceneID)
	at := "/scenes/" + take.SceneID
	assert.Equal(t, take.ID, decode[film](t, get(t, s, at+"/takes/"+take.ID).Text).ID)
	scene := get(t, s, at)
	require.Equal(t, http.StatusOK, scene.StatusCode, scene.Text)
	assert.Equal(t, take.SceneID, decode[film](t, scene.Text).ID)
	unknown := get(t, s, "/scenes/unknown")
	assert.Equal(t, http.StatusNotFound, unknown.StatusCode)
	assert.Contains(t, unknown.Text, `no scene has the id`)
	require.Equal(t, http.StatusNoContent, ask(t, s, http.MethodDelete, at, "").StatusCode)
	assert.Equal(t, http.StatusNotFound, get(t, s, at).StatusCode)
}

func TestCountsAreThoseOfTheRequest(t *testing.T) {
	t.Parallel()
	s := renders(t)
	made, _ := create(t, s, "/scenes/s/takes", `{"shot_ids":["a","b","c"]}`, "Prefer: scenario=all-completed")
	assert.Equal(t, counts{Open: 3, Total: 3}, made.Counts)
	wait(t, s, time.Hour)
	assert.Equal(t, counts{Good: 3, Total: 3}, decode[film](t, get(t, s, "/scenes/s/takes/"+made.ID).Text).Counts)
}
