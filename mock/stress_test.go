package mock_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

const (
	stressSessions = 50
	stressCalls    = 200 / oneIn // of each session
	stressEntries  = 40
	stressBytes    = 128 << 10
)

// step is one request of a session, to the API or to the control interface.
type step struct{ method, path, body, header string }

// walkOf draws a session's requests from a seed. All sessions use the same datasets, so that
// data of another session would be noticed.
func walkOf(session int) []step {
	chance := rand.New(rand.NewPCG(42, uint64(session)))
	steps := make([]step, stressCalls)
	for i := range steps {
		if chance.IntN(4) == 0 {
			steps[i] = controlStep(chance, fmt.Sprintf("s%d", session))
		} else {
			steps[i] = apiStep(chance)
		}
	}
	return steps
}

func pick(chance *rand.Rand, from ...string) string { return from[chance.IntN(len(from))] }

// apiStep draws a request to the API.
func apiStep(chance *rand.Rand) step {
	path := pick(chance, base, strings.Replace(base, dataset, pipeline, 1))
	prefer := pick(chance, "", "", "", "", "count=1", "count=0", "status=ERROR", "code=503", "seed=7", "wait=1",
		"scenario=empty", "scenario=docs-example", "count=1, fault=drop-field:/0/status", "fault=garbage, code=404",
		"fault=content-type:missing", "scenario=nobody", "count=x")
	if prefer != "" {
		prefer = "Prefer: " + prefer
	}
	switch chance.IntN(10) {
	case 0, 1:
		return step{"POST", path, questions, prefer}
	case 2:
		return step{"POST", path, `{"eval_question_ids": [1]}`, ""}
	case 3:
		return step{"GET", path + "/result", "", prefer}
	case 4:
		return step{"GET", path + "/" + dataset, "", prefer}
	case 5:
		return step{pick(chance, "PUT", "DELETE", "GET"), path + pick(chance, "", "/", "/x"), "", ""}
	}
	return step{"GET", path, "", prefer}
}

// controlStep draws a request to the control interface about a session.
func controlStep(chance *rand.Rand, name string) step {
	at := "/_ringer/sessions/" + name
	in := `{` + inDataset
	one := pick(chance, "0f9d3c1b-8a7e-4d2f-9b6c-5e4d3c2b1a09", "1f9d3c1b-8a7e-4d2f-9b6c-5e4d3c2b1a09") // in every session
	it := at + "/jobs/" + one
	all := [...]step{
		{"PUT", at + "/scenario", `{"name": "` + pick(chance, "one", "one-of-each-status", "empty", "retried",
			"partial-success", "a-job-told-in-calls", "nobody") + `"}`, ""},
		{"POST", at + "/clock/advance", `{"by": "` + pick(chance, "1s", "90s", "1h", "-1s", "soon") + `"}`, ""},
		{"POST", at + "/clock/advance", `{"to": "` + pick(chance, "next-transition", "final") + `"}`, ""},
		{"GET", at + "/clock", "", ""},
		{"PUT", at + "/faults", `{"faults": [` + pick(chance, "", `{"kind": "status", "code": 500, "probability": 0.5}`,
			`"content-type:missing"`, `"nonsense"`) + `]}`, ""},
		{"DELETE", at + "/faults", "", ""},
		{"GET", at, "", ""},
		{"POST", at + "/verify", `{"operation": "` + pick(chance, "list", "get", "execute") + `", "atLeast": 3}`, ""},
		{"DELETE", at + "/journal", "", ""},
		{"POST", at + "/jobs", in + `, "state": "` + pick(chance, "ERROR", "SUCCESS", "DONE") + `"}`, ""},
		{"GET", at + "/jobs", "", ""},
		{"POST", at + "/reset", "", ""},
		{"POST", at + "/jobs", in + `, "id": "` + one + `"}`, ""},
		{"GET", it, "", ""},
		{"PATCH", it, `{"set": {"/user_id": "` + pick(chance, name, "nobody") + `"}}`, ""},
		{"DELETE", it, "", ""},
		{"PUT", at + "/clock", `{"now": "2024-10-0` + pick(chance, "1", "3", "5") + `T12:00:00Z"}`, ""},
		{"PUT", at, `{"seed": ` + pick(chance, "7", "8") + `, "now": "2024-10-01T12:00:00Z"}`, ""},
	}
	return all[chance.IntN(len(all))]
}

// stressed starts a mock for the stress test, with small limits.
func stressed(t *testing.T) *mock.Server {
	t.Helper()
	s := mock.NewServer(mock.Config{Now: noon, Seed: 1, Scenario: "one-of-each-status", Sleep: func(context.Context, time.Duration) error { return nil },
		JournalEntries: stressEntries, JournalBytes: stressBytes})
	t.Cleanup(s.Close)
	return s
}

// replay makes a session and sends its requests one after the other. It returns the responses
// without the addresses and real times in them.
func replay(t *testing.T, s *mock.Server, client *http.Client, session int) []string {
	t.Helper()
	name, seed := fmt.Sprintf("s%d", session), uint64(session)
	_, err := s.Mock.MakeSession(name, mock.SessionConfig{Seed: &seed, Now: noon.Add(time.Duration(session) * time.Hour)})
	if !assert.NoError(t, err) {
		return nil
	}
	var told []string
	for _, step := range walkOf(session) {
		request, err := http.NewRequest(step.method, s.URL+step.path, strings.NewReader(step.body))
		if !assert.NoError(t, err) {
			return nil
		}
		request.Header.Set(mock.SessionHeader, name)
		if prefer, ok := strings.CutPrefix(step.header, "Prefer: "); ok {
			request.Header.Set("Prefer", prefer)
		}
		told = append(told, step.method+" "+step.path+" "+step.body+" "+step.header+"\n"+answered(t, client, request, s.URL))
	}
	return told
}

// answered sends a request and returns everything of its response that the seed determines.
func answered(t *testing.T, client *http.Client, request *http.Request, url string) string {
	response, err := client.Do(request)
	if !assert.NoError(t, err) {
		return ""
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	assert.NoError(t, err)
	own := strings.Contains(request.URL.Path, "/_ringer/") || response.Header.Get("Ringer-Problem") != ""
	if own {
		response.Header.Del("Date") // the real time
	}
	var header strings.Builder
	assert.NoError(t, response.Header.Write(&header))
	text := strings.ReplaceAll(fmt.Sprintf("%d\n%s\n%s", response.StatusCode, header.String(), body), url, "")
	const head = 1_000 // what is kept to show; the checksum covers the rest
	return fmt.Sprintf("%x\n%.*s", sha256.Sum256([]byte(text)), head, text)
}

// bystanders send all other kinds of requests until the others are done.
func bystanders(t *testing.T, s *mock.Server, client *http.Client, done <-chan struct{}) *sync.WaitGroup {
	var all sync.WaitGroup
	look := func(every func(i int)) {
		all.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-done:
					return
				default:
					every(i)
				}
			}
		})
	}
	look(func(i int) { // clients that read what others do
		path := []string{"/sessions", "/journal?limit=3", "/journal.har?session=s1&limit=3", "/health", "/broken"}[i%5]
		response, err := client.Get(s.URL + "/_ringer" + path)
		if assert.NoError(t, err) {
			assert.Equal(t, http.StatusOK, response.StatusCode, path)
			_, err = io.Copy(io.Discard, response.Body)
			assert.NoError(t, err)
			assert.NoError(t, response.Body.Close())
		}
	})
	look(func(int) { // subscribers that receive no events for a while
		sub, err := s.Mock.Subscribe(mock.EventFilter{})
		if assert.NoError(t, err) {
			for range 20 {
				select {
				case <-sub.Events():
				case <-done:
				}
			}
			sub.Close()
		}
	})
	look(func(i int) { // clients that make sessions and drop them
		if i == 1_000 {
			<-done
			return
		}
		name := fmt.Sprintf("visitor-%d", i)
		_, err := s.Mock.MakeSession(name, mock.SessionConfig{Speed: 1000, Now: noon})
		assert.NoError(t, err)
		_, err = s.Mock.DropSession(name)
		assert.NoError(t, err)
		if i%500 == 0 {
			assert.NoError(t, s.Mock.SetFixtures(fixtures.Default().Scenarios))
		}
	})
	return &all
}

// TestTenThousandCallsInParallel sends random requests to the API and the control interface, from
// fifty sessions at once and with bystanders. Each session must get the responses that it gets
// when it is alone. It is not parallel to other tests: it measures the memory in use.
func TestTenThousandCallsInParallel(t *testing.T) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: stressSessions},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	crowded, before := stressed(t), heap()
	_, err := crowded.Mock.Session("s1") // which bystanders read from the beginning
	require.NoError(t, err)
	together := make([][]string, stressSessions)
	done := make(chan struct{})
	others := bystanders(t, crowded, client, done)
	var all sync.WaitGroup
	for i := range together {
		all.Go(func() { together[i] = replay(t, crowded, client, i) })
	}
	all.Wait()
	close(done)
	others.Wait()
	// The journals are a large part of it; without a leak it is about 13 MiB.
	assert.Less(t, heap()-before, 24<<20, "memory is bounded")
	assertJournalsBounded(t, crowded)

	quiet := stressed(t)
	for i := range together {
		alone := replay(t, quiet, client, i)
		require.Equal(t, len(alone), len(together[i]))
		for j := range alone {
			require.Equal(t, alone[j], together[i][j], "session %d, call %d", i, j)
		}
		_, err := quiet.Mock.DropSession(fmt.Sprintf("s%d", i))
		require.NoError(t, err)
	}
}

// heap returns how much memory is in use.
func heap() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

func assertJournalsBounded(t *testing.T, s *mock.Server) {
	t.Helper()
	held := 0
	for _, session := range s.Mock.Sessions() {
		entries, size := session.Journal(), 0
		for _, e := range entries {
			size += len(e.Body) + len(e.ResponseBody) + len(e.URL)
		}
		assert.LessOrEqual(t, len(entries), stressEntries, session.Name())
		assert.LessOrEqual(t, size, stressBytes, session.Name())
		held += len(entries)
	}
	assert.Greater(t, held, stressSessions, "there is something in the journals")
}
