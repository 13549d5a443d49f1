package mock_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/schemas"
)

const (
	jobs     = "/sessions/default/jobs"
	chosenID = "0f9d3c1b-8a7e-4d2f-9b6c-5e4d3c2b1a09"
)

func TestControlCreatesJobsInEveryState(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	for _, state := range []string{"SUCCESS", "ERROR", "PARTIAL_SUCCESS"} {
		made := do[mock.Job](t, s, 201, "POST", jobs, `{`+inDataset+`, "state": "`+state+`"}`)
		assert.Equal(t, state, made.State)
		assert.Equal(t, "created", made.Origin)
		text := get(t, s, base+"/"+made.ID).Text
		keeps(t, schemas.Get, 200, text)
		assert.JSONEq(t, text, string(made.Record))
		r := decode[record](t, text)
		created, err := time.Parse(time.RFC3339Nano, r.CreatedAt)
		require.NoError(t, err)
		ended, err := time.Parse(time.RFC3339Nano, *r.EndedAt)
		require.NoError(t, err)
		assert.Less(t, created, ended, "it had a life")
		assert.WithinDuration(t, noon, ended, time.Microsecond, "and ended just now")
	}
	queued := do[mock.Job](t, s, 201, "POST", jobs, `{`+inDataset+`, "ends": "ERROR"}`)
	running := do[mock.Job](t, s, 201, "POST", jobs, `{`+inDataset+`, "running": true, "ends": "SUCCESS"}`)
	r := decode[record](t, get(t, s, base+"/"+queued.ID).Text)
	assert.Nil(t, r.StartedAt)
	assert.Equal(t, "2024-10-01T12:00:00Z", r.CreatedAt)
	require.NotNil(t, queued.Next)
	require.NotNil(t, queued.FinalAt)
	r = decode[record](t, get(t, s, base+"/"+running.ID).Text)
	assert.Equal(t, "2024-10-01T12:00:00Z", *r.StartedAt)
	assert.Equal(t, 1, *r.Attempts)
	do[control.ClockMoved](t, s, 200, "POST", advance, `{"to": "final"}`)
	assert.Equal(t, "ERROR", decode[record](t, get(t, s, base+"/"+queued.ID).Text).Status)
	assert.Equal(t, "SUCCESS", decode[record](t, get(t, s, base+"/"+running.ID).Text).Status)
}

func TestControlCreatesAJobWithAnID(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	a := ask(t, s, "POST", "/_ringer"+jobs, `{`+inDataset+`, "id": "`+chosenID+`", "input": {"params": {"llm_model": "GPT_4",
		"qa_prompt_tmpl": "p"}, "eval_question_ids": ["`+pipeline+`"]}}`)
	require.Equal(t, http.StatusCreated, a.StatusCode, a.Text)
	assert.Equal(t, "/_ringer"+jobs+"/"+chosenID, a.Header.Get("Location"))
	r := decode[record](t, get(t, s, base+"/"+chosenID).Text)
	assert.Equal(t, []string{pipeline}, r.Parameters.QuestionIDs)
	assert.Equal(t, "GPT_4", r.Parameters.Params.Model)
	assert.Equal(t, "p", r.Parameters.Params.Prompt)
	p := refused(t, s, 409, "POST", jobs, `{`+inDataset+`, "id": "`+chosenID+`"}`)
	assert.Equal(t, "id", p.Field)
	done(t, s, "DELETE", jobs+"/"+chosenID)
	assert.Equal(t, http.StatusNotFound, get(t, s, base+"/"+chosenID).StatusCode)
	refused(t, s, 409, "POST", jobs, `{`+inDataset+`, "id": "`+chosenID+`"}`)
}

func TestListStaysInTheOrderOfCreation(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "one-of-each-status"})
	for _, status := range []string{"SUCCESS", "PENDING", "ERROR"} {
		do[mock.Job](t, s, 201, "POST", jobs, `{`+inDataset+`, "state": "`+status+`"}`)
	}
	all := list(t, s)
	require.Len(t, all, 7)
	for i := range all[1:] {
		assert.GreaterOrEqual(t, all[i].CreatedAt, all[i+1].CreatedAt)
	}
}

func TestControlListsJobs(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "one-of-each-status"})
	assert.Empty(t, do[control.JobList](t, s, 200, "GET", jobs, "").Jobs, "no dataset was requested yet")
	named := do[control.JobList](t, s, 200, "GET", jobs+"?pipeline_id="+pipeline+"&eval_dataset_id="+dataset, "").Jobs
	require.Len(t, named, 4)
	for i, r := range list(t, s) {
		assert.Equal(t, r.ID, named[i].ID)
		assert.Equal(t, r.Status, named[i].State)
		assert.Equal(t, "generated", named[i].Origin)
		if r.Status == "PENDING" {
			assert.NotEmpty(t, named[i].Next != nil || named[i].NoNext != "")
		} else {
			assert.Equal(t, "it has ended", named[i].NoNext)
		}
	}
	assert.Equal(t, named, do[control.JobList](t, s, 200, "GET", jobs, "").Jobs)
	assert.Equal(t, named[2], do[mock.Job](t, s, 200, "GET", jobs+"/"+named[2].ID, ""))
}

func TestControlPatchesAJob(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	do[mock.Job](t, s, 201, "POST", jobs, `{`+inDataset+`, "id": "`+chosenID+`"}`)
	one := jobs + "/" + chosenID
	changed := do[mock.Job](t, s, 200, "PATCH", one, `{"set": {"/user_id": "somebody", "/session_id": null}}`)
	assert.Equal(t, []string{"/session_id", "/user_id"}, changed.Changed)
	changed = do[mock.Job](t, s, 200, "PATCH", one, `{"set": {"/user_id": "else", "/project_id": 7}}`)
	assert.Len(t, changed.Changed, 3, "what was set before stays")
	text := get(t, s, base+"/"+chosenID).Text
	keeps(t, schemas.Get, 200, text)
	assert.Contains(t, text, `"user_id":"else"`)
	assert.Contains(t, text, `"project_id":7}`)
	assert.Contains(t, get(t, s, base).Text, `"user_id":"else"`)
	do[control.ClockMoved](t, s, 200, "POST", advance, `{"to": "final"}`)
	assert.NotEqual(t, "PENDING", decode[record](t, get(t, s, base+"/"+chosenID).Text).Status, "its life goes on")

	do[mock.Job](t, s, 200, "PATCH", one, `{"set": {"/status": "PENDING"}}`)
	p := refused(t, s, 409, "POST", advance, `{"to": "next-transition"}`)
	assert.Contains(t, p.Detail, "set by hand", "or it has ended")
}

func TestControlRefusesChangesThatBreakTheContract(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	do[mock.Job](t, s, 201, "POST", jobs, `{`+inDataset+`, "id": "`+chosenID+`"}`)
	one := jobs + "/" + chosenID
	for body, c := range map[string]struct{ field, says string }{
		`{"set": {"/status": "CANCELLED"}}`:                 {"set//status", "PARTIAL_SUCCESS"},
		`{"set": {"/user_id": "x", "/created_at": "noon"}}`: {"set//created_at", "date-time"},
		`{"set": {"/parameters": {}}}`:                      {"set//parameters", "eval_question_ids"},
		`{"set": {"/id": "` + pipeline + `"}}`:              {"set//id", "does not change"},
		`{"set": {"status": "ERROR"}}`:                      {"set/status", "JSON pointer"},
		`{"set": {"/parameters/x/y": 1}}`:                   {"set//parameters/x/y", "no such place"},
		`{"set": {}}`:                                       {"set", "no field"},
		`{}`:                                                {"set", "no field"},
		`{"sett": {}}`:                                      {"sett", `did you mean "set"`},
	} {
		p := refused(t, s, 400, "PATCH", one, body)
		assert.Equal(t, c.field, p.Field, body)
		assert.Contains(t, p.Error(), c.says, body)
	}
	assert.Contains(t, get(t, s, base).Text, `"status":"PENDING"`, "nothing of it was done")
	do[mock.Job](t, s, 200, "PATCH", one, `{"set": {"/status": "CANCELLED"}, "breakContract": true}`)
	assert.Contains(t, get(t, s, base).Text, `"status":"CANCELLED"`)
	refused(t, s, 404, "DELETE", jobs+"/"+pipeline, "")
}

func TestControlOfOneSessionIsNotSeenInAnother(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	var tests sync.WaitGroup
	for i := range 20 {
		tests.Go(func() {
			in := fmt.Sprintf("/sessions/test-%d", i)
			do[mock.SessionState](t, s, 201, "PUT", in, fmt.Sprintf(`{"now": "2024-10-01T%02d:00:00Z"}`, i))
			made := do[mock.Job](t, s, 201, "POST", in+"/jobs", `{`+inDataset+`, "ends": "ERROR"}`)
			do[control.ClockMoved](t, s, 200, "POST", in+"/clock/advance", `{"to": "next-transition"}`)
			moved := do[control.ClockMoved](t, s, 200, "POST", in+"/clock/advance", `{"to": "final"}`)
			assert.NotEmpty(t, moved.Transitions)
			for _, step := range moved.Transitions {
				assert.Equal(t, made.ID, step.ID)
			}
			if i%2 == 0 {
				do[control.FaultList](t, s, 200, "PUT", in+"/faults", `{"faults": ["status:503"]}`)
				assert.Equal(t, 503, get(t, s, "/_ringer/s"+in[len("/sessions"):]+base).StatusCode)
				return
			}
			seen := list(t, s, "Ringer-Session: "+in[len("/sessions/"):])
			if assert.Len(t, seen, 1) {
				assert.Equal(t, "ERROR", seen[0].Status)
			}
		})
	}
	tests.Wait()
	assert.Equal(t, noon, do[mock.ClockState](t, s, 200, "GET", "/sessions/default/clock", "").Now)
	assert.Empty(t, list(t, s))
}

// TestControlListsTheTimeline follows a job to its end.
func TestControlListsTheTimeline(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	do[map[string]any](t, s, 200, "PUT", "/sessions/default/scenario",
		`{"inline": {"generate": {"count": 0, "queue": "2s", "run": "10s", "retries": 0}}}`)
	made := do[mock.Job](t, s, 201, "POST", jobs, `{`+inDataset+`, "id": "`+chosenID+`", "ends": "SUCCESS"}`)
	at := func(seconds int) *time.Time {
		at := noon.Add(time.Duration(seconds) * time.Second)
		return &at
	}
	attempt := func(n int) *int { return &n }
	want := []mock.Stage{
		{State: "PENDING", Attempt: attempt(0), At: at(0), Past: true},
		{State: "PENDING", Attempt: attempt(1), At: at(2)},
		{State: "SUCCESS", Attempt: attempt(1), At: at(12)},
	}
	assert.Equal(t, want, made.Timeline)
	for i := 1; i < len(want); i++ {
		do[control.ClockMoved](t, s, 200, "POST", advance, `{"to": "next-transition"}`)
		want[i].Past = true
		assert.Equal(t, want, do[mock.Job](t, s, 200, "GET", jobs+"/"+chosenID, "").Timeline)
	}
	changed := do[mock.Job](t, s, 200, "PATCH", jobs+"/"+chosenID, `{"set": {"/status": "ERROR"}}`)
	assert.Equal(t, []mock.Stage{{State: "ERROR", Past: true}}, changed.Timeline, "a state set by hand is fixed")
	assert.Contains(t, get(t, s, "/_ringer"+jobs+"/"+chosenID).Text, `"timeline":[{"state":"ERROR","past":true}]`)
}

// TestControlListsTheTimelineByPolls requires that reading a job is no poll.
func TestControlListsTheTimelineByPolls(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	do[map[string]any](t, s, 200, "PUT", "/sessions/default/scenario",
		`{"inline": {"generate": {"count": 0, "after_polls": 2, "retries": 0}}}`)
	do[mock.Job](t, s, 201, "POST", jobs, `{`+inDataset+`, "id": "`+chosenID+`", "ends": "SUCCESS"}`)
	state := func() (state string, past []bool) {
		job := do[mock.Job](t, s, 200, "GET", jobs+"/"+chosenID, "")
		for i, stage := range job.Timeline {
			require.Nil(t, stage.At)
			require.Equal(t, 2*i, *stage.AfterPolls)
			past = append(past, stage.Past)
		}
		require.Equal(t, "SUCCESS", job.Timeline[2].State)
		return job.State, past
	}
	for poll, want := range []struct {
		state string
		past  []bool
	}{
		{"PENDING", []bool{true, false, false}}, {"PENDING", []bool{true, false, false}}, {"PENDING", []bool{true, false, false}},
		{"PENDING", []bool{true, true, false}}, {"PENDING", []bool{true, true, false}}, {"SUCCESS", []bool{true, true, true}},
	} {
		got, past := state()
		assert.Equal(t, want.state, got, "after %d polls", poll)
		assert.Equal(t, want.past, past, "after %d polls", poll)
		list(t, s)
	}
}
