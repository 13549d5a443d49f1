package mock_test

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// frozen serves a mock whose clock stands still at noon.
func frozen(t *testing.T) *mock.Server {
	t.Helper()
	return serve(t, mock.Config{Now: time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)})
}

// started starts a job as a client does, and returns its id.
func started(t *testing.T, s *mock.Server) string {
	t.Helper()
	a := ask(t, s, http.MethodPost, base, `{"eval_question_ids": ["`+pipeline+`"]}`, "Content-Type: application/json")
	require.Equal(t, http.StatusOK, a.StatusCode, a.Text)
	return decode[struct{ ID string }](t, a.Text).ID
}

func moveOn(t *testing.T, s *mock.Server, how string) {
	t.Helper()
	a := ask(t, s, http.MethodPost, "/_ringer/sessions/default/clock/advance", how)
	require.Equal(t, http.StatusOK, a.StatusCode, a.Text)
}

const jobsOf = "/_ringer/sessions/default/jobs/"

func TestControlEndsAJobNow(t *testing.T) {
	t.Parallel()
	s := frozen(t)
	for _, state := range []string{"SUCCESS", "ERROR", "PARTIAL_SUCCESS"} {
		id := started(t, s)
		moveOn(t, s, `{"by": "4s"}`)
		a := ask(t, s, http.MethodPost, jobsOf+id+"/end", `{"state": "`+state+`"}`)
		require.Equal(t, http.StatusOK, a.StatusCode, a.Text)
		job := decode[mock.Job](t, a.Text)
		assert.Equal(t, state, job.State)
		last := job.Timeline[len(job.Timeline)-1]
		require.NotNil(t, last.At)
		clock := decode[mock.ClockState](t, get(t, s, "/_ringer/sessions/default/clock").Text)
		assert.Equal(t, clock.Now, *last.At, "it ends at this moment")
		assert.Equal(t, "PENDING", job.Timeline[0].State, "until then it was as it was")
		got := decode[record](t, get(t, s, base+"/"+id).Text)
		assert.Equal(t, state, got.Status)
	}
	id := started(t, s)
	p := refused(t, s, http.StatusBadRequest, "POST", "/sessions/default/jobs/"+id+"/end", `{"state": "PENDING"}`)
	assert.Equal(t, "state", p.Field)
	assert.Contains(t, p.Hint, "SUCCESS, ERROR, PARTIAL_SUCCESS")
	ask(t, s, http.MethodPatch, jobsOf+id, `{"set": {"/status": "ERROR"}, "breakContract": true}`)
	p = refused(t, s, http.StatusConflict, "POST", "/sessions/default/jobs/"+id+"/end", `{"state": "SUCCESS"}`)
	assert.Contains(t, p.Hint, "/status")
}

func TestControlShowsAJobAtAnotherTime(t *testing.T) {
	t.Parallel()
	s := frozen(t)
	id := started(t, s)
	moveOn(t, s, `{"to": "final", "jobId": "`+id+`"}`)
	now := decode[mock.Job](t, get(t, s, jobsOf+id).Text)
	assert.NotEqual(t, "PENDING", now.State)
	then := decode[mock.Job](t, get(t, s, jobsOf+id+"?at=2024-10-01T12:00:00Z").Text)
	assert.Equal(t, "PENDING", then.State)
	for _, bad := range []string{"noon", "0001-01-01T00:00:00Z", "1969-01-01T00:00:00Z"} {
		assert.Equal(t, "at", refused(t, s, http.StatusBadRequest, "GET", "/sessions/default/jobs/"+id+"?at="+bad, "").Field, bad)
	}
}

func TestControlListsWhatClientsSaw(t *testing.T) {
	t.Parallel()
	s := frozen(t)
	id := started(t, s)
	get(t, s, base+"/"+id)
	moveOn(t, s, `{"to": "final", "jobId": "`+id+`"}`)
	get(t, s, base)
	get(t, s, base+"/"+id, "Prefer: status=503")
	get(t, s, base+"/3fa85f64-5717-4562-b3fc-2c963f66afa6")
	type poll struct {
		Status int
		State  string
		At     time.Time
		Record map[string]any
	}
	all := decode[struct{ Polls []poll }](t, get(t, s, jobsOf+id+"/polls").Text).Polls
	require.Len(t, all, 3, "that of another job is not among them")
	assert.Equal(t, "PENDING", all[0].State)
	assert.NotEqual(t, "PENDING", all[1].State, "the list shows it, too")
	assert.Equal(t, id, all[1].Record["id"])
	assert.True(t, all[1].At.After(all[0].At))
}

func TestControlDrawsTheTimeline(t *testing.T) {
	t.Parallel()
	s := frozen(t)
	id := started(t, s)
	get(t, s, base)
	const path = "/_ringer/sessions/default/timeline.svg"
	a := get(t, s, path+"?width=900&job="+id)
	require.Equal(t, http.StatusOK, a.StatusCode, a.Text)
	assert.Equal(t, "image/svg+xml", a.Header.Get("Content-Type"))
	assert.Contains(t, a.Header.Get("Content-Security-Policy"), "default-src 'none'", "for one that is opened by itself")
	assert.Contains(t, a.Text, `data-job="`+id+`"`)
	assert.Contains(t, a.Text, `class="tl-selected"`)
	assert.Contains(t, a.Text, `class="tl-poll tl-list"`)
	d := xml.NewDecoder(strings.NewReader(a.Text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else {
			require.NoError(t, err)
		}
	}
	assert.Equal(t, "width", refused(t, s, http.StatusBadRequest, "GET", "/sessions/default/timeline.svg?width=9", "").Field)
	assert.Equal(t, "from", refused(t, s, http.StatusBadRequest, "GET", "/sessions/default/timeline.svg?from=noon", "").Field)
	assert.Equal(t, "to", refused(t, s, http.StatusBadRequest, "GET", "/sessions/default/timeline.svg?from=2024-10-01T12:00:00Z&to=2024-10-01T12:00:00Z", "").Field)
}

func TestControlListsWhatAPageNeeds(t *testing.T) {
	t.Parallel()
	s := frozen(t)
	assert.Contains(t, get(t, s, "/_ringer/resources").Text, `{"name":"SUCCESS","kind":"succeeded","final":true}`)
	assert.Contains(t, get(t, s, "/_ringer/resources/execution/states.svg").Text, "PARTIAL_SUCCESS")
	assert.Contains(t, get(t, s, "/_ringer/faults").Text, `"name":"latency"`)
	all := decode[struct {
		Operations []struct {
			ID      string
			Example string
		}
	}](t, get(t, s, "/_ringer/operations").Text).Operations
	require.Len(t, all, 4)
	assert.Empty(t, all[0].Example, "only when one is named")
	one := decode[struct {
		Operations []struct{ Example string }
	}](t, get(t, s, "/_ringer/operations?operation="+all[0].ID).Text).Operations
	require.Len(t, one, 1)
	assert.Contains(t, one[0].Example, "eval_question_ids")
}
