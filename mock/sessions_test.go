package mock_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

func TestSessionsNeverSeeOneAnother(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Seed: 1})
	scenarios := []string{"empty", "one-of-each-status", "all-success", "fifty"}
	counts := []int{0, 4, 8, 50}
	var tests sync.WaitGroup
	for i := range 100 {
		tests.Go(func() {
			name := fmt.Sprintf("test-%d", i)
			_, err := s.Mock.MakeSession(name, mock.SessionConfig{Scenario: scenarios[i%4], Now: noon.Add(time.Duration(i) * time.Hour)})
			if !assert.NoError(t, err) {
				return
			}
			for range i % 3 {
				born := decode[record](t, ask(t, s, "POST", base, questions, "Ringer-Session: "+name).Text)
				assert.Equal(t, noon.Add(time.Duration(i)*time.Hour).Format(time.RFC3339), born.CreatedAt)
			}
			assert.Len(t, list(t, s, "Ringer-Session: "+name), counts[i%4]+i%3, name)
		})
	}
	tests.Wait()
	assert.Len(t, s.Mock.Sessions(), 101)
}

func TestSessionInThePath(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	ask(t, s, "POST", "/_ringer/s/cart-7"+base, questions)
	assert.Len(t, decode[[]record](t, get(t, s, "/_ringer/s/cart-7"+base).Text), 1)
	assert.Len(t, list(t, s, "Ringer-Session: cart-7"), 1)
	assert.Empty(t, list(t, s))
}

func TestSessionNameIsChecked(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	a := get(t, s, base, "Ringer-Session: ../etc")
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, "Ringer-Session")
}

func TestSessionIsNamedOnce(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	inPath := "/_ringer/s/cart-7" + base
	assert.Equal(t, "cart-7.1", get(t, s, inPath, "Ringer-Session: cart-7").Header.Get("Ringer-Trace"))
	a := get(t, s, inPath, "Ringer-Session: cart-8")
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, `names session \"cart-8\", the path session \"cart-7\"`)
	a = get(t, s, base, "Ringer-Session: cart-7", "Ringer-Session: cart-8")
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, "cart-7, cart-8")
}

func TestSharedSessionIsNeverDropped(t *testing.T) {
	t.Parallel()
	clock := &handClock{now: noon}
	s := serve(t, mock.Config{MaxSessions: 1, SessionIdle: time.Minute, Scenario: "empty", Real: clock.Now})
	ask(t, s, "POST", base, questions)
	for _, name := range []string{"a", "b", "c"} {
		clock.Move(time.Hour)
		list(t, s, "Ringer-Session: "+name)
	}
	assert.Len(t, list(t, s), 1)
	assert.Len(t, s.Mock.Sessions(), 2)
}

func TestIdleSessionGoes(t *testing.T) {
	t.Parallel()
	clock := &handClock{now: noon}
	s := serve(t, mock.Config{SessionIdle: time.Minute, Scenario: "empty", Real: clock.Now})
	ask(t, s, "POST", base, questions, "Ringer-Session: a")
	clock.Move(time.Minute)
	assert.Len(t, list(t, s, "Ringer-Session: a"), 1, "used within its time")
	clock.Move(2 * time.Minute)
	a := get(t, s, base, "Ringer-Session: a")
	assert.Equal(t, "[]", a.Text, "though nobody else made a session")
	assert.Contains(t, a.Header.Get("Ringer-Session-Restarted"), "not used for 1m0s")
	assert.Empty(t, get(t, s, base, "Ringer-Session: a").Header.Get("Ringer-Session-Restarted"), "said once")

	list(t, s, "Ringer-Session: b")
	clock.Move(30 * time.Second)
	list(t, s, "Ringer-Session: a")
	clock.Move(31 * time.Second)
	assert.Len(t, s.Mock.Sessions(), 2, "b is gone, a and the shared one are not")
	_, err := s.Mock.KnownSession("b")
	assert.Error(t, err)
	_, err = s.Mock.MakeSession("b", mock.SessionConfig{})
	require.NoError(t, err)
	assert.Empty(t, get(t, s, base, "Ringer-Session: b").Header.Get("Ringer-Session-Restarted"), "it was made anew")
}

func TestIdleSessionsGoOldestFirst(t *testing.T) {
	t.Parallel()
	clock, log := &handClock{now: noon}, &logText{}
	s := serve(t, mock.Config{SessionIdle: time.Hour, Scenario: "empty", Real: clock.Now,
		Logger: slog.New(slog.NewTextHandler(log, nil))})
	for _, name := range []string{"d", "b", "c", "a"} {
		clock.Move(time.Second)
		list(t, s, "Ringer-Session: "+name)
	}
	clock.Move(2 * time.Hour)
	assert.Len(t, s.Mock.Sessions(), 1)
	dropped := regexp.MustCompile(`session dropped" session=(\w)`).FindAllStringSubmatch(log.String(), -1)
	require.Len(t, dropped, 4)
	for i, name := range []string{"d", "b", "c", "a"} {
		assert.Equal(t, name, dropped[i][1])
	}
}

func TestDropSession(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Scenario: "empty"})
	ask(t, s, "POST", base, questions, "Ringer-Session: a")
	known, err := s.Mock.DropSession("a")
	require.NoError(t, err)
	assert.True(t, known)
	assert.Empty(t, list(t, s, "Ringer-Session: a"))
	known, err = s.Mock.DropSession("nobody")
	require.NoError(t, err)
	assert.False(t, known)
}

// handClock is a real time that tests set.
type handClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func TestBusySessionTakesNothingFromQuietOnes(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{MaxBirths: 5, Scenario: "empty"})
	for range 2 {
		ask(t, s, "POST", base, questions, "Ringer-Session: quiet")
	}
	for range 20 {
		ask(t, s, "POST", base, questions, "Ringer-Session: busy")
	}
	assert.Len(t, list(t, s, "Ringer-Session: quiet"), 2)
	assert.Len(t, list(t, s, "Ringer-Session: busy"), 3)
}
