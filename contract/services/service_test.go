package services_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
)

// job is a job of any service: it waits, runs and ends. The numbers are seconds of the clock.
type job struct {
	id, parent, input string
	born, wait, work  int
	fails             bool
	stopped           int // when it was cancelled; -1 when it was not
}

// phase is where a job stands.
type phase int

const (
	waiting phase = iota
	running
	done
	failed
	stopped
)

func (j *job) started() int { return j.born + j.wait }

func (j *job) ended() int {
	if j.stopped >= 0 {
		return j.stopped
	}
	return j.started() + j.work
}

// phaseAt is where the job stands at a time.
func (j *job) phaseAt(now int) phase {
	switch {
	case j.stopped >= 0:
		return stopped
	case now >= j.ended() && j.fails:
		return failed
	case now >= j.ended():
		return done
	case now >= j.started():
		return running
	}
	return waiting
}

// answer is a response before it is sent.
type answer struct {
	operation string
	request   *http.Request
	nth       int // counts the responses of the operation from 1
	status    int
	header    map[string]string
	body      any
}

// record is a JSON object.
type record = map[string]any

// service serves jobs in the way of one habit. A job moves with the requests that the service
// receives, so that no test waits.
type service struct {
	spoil func(*answer) // changes a response before it is sent; nil does not

	mu   sync.Mutex
	now  int // seconds since epoch: one for each request
	jobs []*job
	nth  map[string]int
	mux  *http.ServeMux
}

var epoch = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func newService() *service {
	s := &service{nth: map[string]int{}, mux: http.NewServeMux()}
	for i, parent := range []string{"north", "north", "north", "north", "south"} {
		s.jobs = append(s.jobs, &job{id: fmt.Sprintf("j%04d", i+1), parent: parent, input: "in-" + strconv.Itoa(i),
			born: -100 * (5 - i), wait: 3, work: 20, fails: i == 1, stopped: -1})
	}
	s.jobs[2].born, s.jobs[2].work = -2, 40
	s.jobs[3].born, s.jobs[3].wait, s.jobs[3].work = 0, 50, 30
	return s
}

// at is a time as text; nil while it has not come.
func (s *service) at(second int) any {
	if second > s.now {
		return nil
	}
	return epoch.Add(time.Duration(second) * time.Second).Format(time.RFC3339)
}

// find is a job by its id, and its parent unless that is empty.
func (s *service) find(id, parent string) *job {
	for _, j := range s.jobs {
		if j.id == id && (parent == "" || j.parent == parent) {
			return j
		}
	}
	return nil
}

// add creates a job.
func (s *service) add(parent, input string) *job {
	j := &job{id: fmt.Sprintf("j%04d", len(s.jobs)+1), parent: parent, input: input, born: s.now, wait: 2, work: 6, stopped: -1}
	s.jobs = append(s.jobs, j)
	return j
}

// on routes an operation.
func (s *service) on(pattern, operation string, serve func(r *http.Request, a *answer)) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		s.now++
		s.nth[operation]++
		a := &answer{operation: operation, request: r, nth: s.nth[operation], status: http.StatusOK, header: map[string]string{}}
		serve(r, a)
		if s.spoil != nil {
			s.spoil(a)
		}
		for name, value := range a.header {
			w.Header().Set(name, value)
		}
		w.Header().Set("Date", epoch.Add(time.Duration(s.now)*time.Second).Format(http.TimeFormat))
		if a.body == nil {
			w.WriteHeader(a.status)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(a.status)
		_ = json.NewEncoder(w).Encode(a.body)
	})
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mux.ServeHTTP(w, r)
}

// unknown is the response for an id that nobody has.
func (a *answer) unknown() {
	a.status, a.body = http.StatusNotFound, record{"message": "there is no such thing"}
}

// wrong is the response to invalid input.
func (a *answer) wrong() {
	a.status, a.body = http.StatusBadRequest, record{"message": "the input is invalid"}
}

// input reads the text that a request to create sends under a name; false when it is invalid.
func input(r *http.Request, name string) (string, bool) {
	var body map[string]any
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return "", false
	}
	text, ok := body[name].(string)
	return text, ok
}

// judge checks the service by the description of a habit.
func (s *service) judge(t testing.TB, h habit) *contract.Report {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	api, err := fixtures.LoadAPIFile("testdata/" + h.name + ".yaml")
	require.NoError(t, err)
	clock := &clock{now: epoch}
	report, err := contract.Check(t.Context(), contract.Target{
		URL: server.URL, API: api, Rate: 1e6, Concurrency: 1, AllowWrites: true, MaxCreated: 3, Now: clock.Now, Sleep: clock.Sleep,
		RequestTimeout: time.Minute,
	})
	require.NoError(t, err)
	return report
}

// clock is a clock that only the sleeps of a check move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}
