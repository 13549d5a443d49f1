package mock_test

import (
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// folder makes a folder with a scenario "mine" of so many executions.
func folder(t *testing.T, count string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, count)
	return dir
}

// write saves the scenario as editors do: to a temporary file, then renamed.
func write(t *testing.T, dir, count string) {
	t.Helper()
	text := "title: mine\nfor: a test\ngroup: own\ngenerate:\n  count: " + count + "\n"
	aside := filepath.Join(dir, ".mine.yaml~")
	require.NoError(t, os.WriteFile(aside, []byte(text), 0o600))
	require.NoError(t, os.Rename(aside, filepath.Join(dir, "mine.yaml")))
}

// follow starts a mock with the folder's scenarios and follows it.
func follow(t *testing.T, dir string, c mock.FixturesConfig, log *logText) (*mock.Server, *mock.Subscription) {
	t.Helper()
	set, err := fixtures.Default().Load(dir)
	require.NoError(t, err)
	s := serve(t, mock.Config{Now: noon, Scenario: "mine", Fixtures: set, Logger: slog.New(slog.NewTextHandler(log, nil))})
	c.Dir = dir
	w, err := s.Mock.WatchFixtures(c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.Close()) })
	return s, listen(t, s, mock.EventFilter{Kinds: []string{mock.EventChange}})
}

// logText collects a log.
type logText struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logText) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

func (l *logText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func TestEditedScenarioTakesEffect(t *testing.T) {
	t.Parallel()
	dir := folder(t, "1")
	s, changes := follow(t, dir, mock.FixturesConfig{Quiet: time.Millisecond}, &logText{})
	assert.Len(t, list(t, s), 1)
	write(t, dir, "3")
	assert.Equal(t, "fixtures", next(t, changes).Change.What)
	assert.Len(t, list(t, s), 3)
	write(t, dir, "2") // the file is another one now: a watch on it alone would miss this
	for len(list(t, s)) != 2 {
		next(t, changes)
	}
}

func TestEditWithAFormerNameIsLogged(t *testing.T) {
	t.Parallel()
	dir, log := folder(t, "1"), &logText{}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "old.yaml"), []byte("records: []\n"), 0o600))
	_, changes := follow(t, dir, mock.FixturesConfig{Quiet: time.Millisecond}, log)
	assert.NotContains(t, log.String(), "former name", "who starts the mock prints it")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "older.json"), []byte(`{"records": []}`), 0o600))
	assert.Equal(t, "fixtures", next(t, changes).Change.What)
	assert.Contains(t, log.String(), `older.json:1:2: \"records\" is called \"jobs\" now`)
	assert.NotContains(t, log.String(), "old.yaml", "it is as before")
}

// An editor that writes a temporary file and renames it causes several notifications, and the
// first may be handled before the last one arrives.
func TestEditOfAnotherFileIsNoChange(t *testing.T) {
	t.Parallel()
	waits := make(chan chan time.Time, 100)
	dir, log := folder(t, "1"), &logText{}
	after := func(d time.Duration) <-chan time.Time {
		wait := make(chan time.Time)
		if d == time.Minute {
			waits <- wait
		}
		return wait
	}
	_, changes := follow(t, dir, mock.FixturesConfig{Quiet: time.Minute, After: after}, log)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine.yaml~"), nil, 0o600))
	quiet := <-waits
	quiet <- noon
	require.NoError(t, os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o600))
	<-waits // it reads the next notification when it has handled the one before
	assert.Empty(t, changes.Events())
	assert.NotContains(t, log.String(), "read again")
}

func TestBrokenEditKeepsTheLastGoodOne(t *testing.T) {
	t.Parallel()
	dir, log := folder(t, "1"), &logText{}
	s, changes := follow(t, dir, mock.FixturesConfig{Quiet: time.Millisecond}, log)
	write(t, dir, "many")
	said := next(t, changes).Change.Detail
	assert.Contains(t, said, "broken, the last good ones stay active")
	assert.Contains(t, said, "mine.yaml:5")
	assert.Len(t, list(t, s), 1)
	assert.Contains(t, log.String(), "mine.yaml:5")
	a := get(t, s, "/readyz")
	assert.Equal(t, http.StatusServiceUnavailable, a.StatusCode)
	assert.NotContains(t, a.Text, "mine.yaml", "anybody may ask there")
	assert.Contains(t, a.Text, "scenario files are broken")
	a = get(t, s, "/_ringer/ready")
	assert.Contains(t, a.Text, "mine.yaml:5")

	write(t, dir, "2")
	next(t, changes)
	assert.Len(t, list(t, s), 2)
	assert.Equal(t, http.StatusOK, get(t, s, "/readyz").StatusCode)
	assert.NoError(t, s.Mock.FixturesProblems())
}

func TestBrokenEditKeepsNoOtherFileBack(t *testing.T) {
	t.Parallel()
	dir, log := folder(t, "1"), &logText{}
	s, changes := follow(t, dir, mock.FixturesConfig{Quiet: time.Millisecond}, log)
	write(t, dir, "many")
	for s.Mock.FixturesProblems() == nil {
		next(t, changes)
	}
	save := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	save("other.yaml", "generate:\n  count: 4\n")
	save("templates.yaml", "faults: [{kind: latencey}]\n") // only the mock knows the kinds of faults
	known := func(name string) bool { _, err := s.Mock.Scenarios().Get(name); return err == nil }
	for !known("other") || !strings.Contains(s.Mock.FixturesProblems().Error(), "templates.yaml") {
		next(t, changes)
	}
	assert.Len(t, list(t, s), 1, "the last good version")
	assert.Len(t, list(t, s, "Prefer: scenario=other"), 4)
	assert.False(t, known("templates"))
	trouble := s.Mock.FixturesProblems().Error()
	assert.Contains(t, trouble, "mine.yaml:5")
	assert.Contains(t, trouble, "its last valid version stays active")
	assert.Contains(t, trouble, "it is not active")
	assert.Contains(t, get(t, s, "/_ringer/ready").Text, "templates.yaml:1")
	assert.Contains(t, log.String(), "templates.yaml:1")

	save("mine.yaml", "title: mine\nfor: a test\ngroup: own\ngenerate:\n  count: 1\n") // unchanged
	save("templates.yaml", "generate:\n  count: 2\n")
	for s.Mock.FixturesProblems() != nil {
		next(t, changes)
	}
	assert.True(t, known("templates"))
	assert.Equal(t, http.StatusOK, get(t, s, "/readyz").StatusCode)
}

func TestEditThatTakesTheStartingScenarioAwayIsRefused(t *testing.T) {
	t.Parallel()
	dir := folder(t, "1")
	s, changes := follow(t, dir, mock.FixturesConfig{Quiet: time.Millisecond}, &logText{})
	require.NoError(t, os.Remove(filepath.Join(dir, "mine.yaml")))
	assert.Contains(t, next(t, changes).Change.Detail, "the mock's initial scenario is missing")
	assert.Len(t, list(t, s), 1)
}

func TestSessionWhoseScenarioIsGoneSaysSo(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	mine, err := fixtures.Default().Load(folder(t, "1"))
	require.NoError(t, err)
	require.NoError(t, s.Mock.SetFixtures(mine))
	_, err = s.Mock.MakeSession("cart-7", mock.SessionConfig{Scenario: "mine"})
	require.NoError(t, err)
	require.NoError(t, s.Mock.SetFixtures(fixtures.Default().Scenarios))
	a := get(t, s, base, "Ringer-Session: cart-7")
	assert.Equal(t, http.StatusConflict, a.StatusCode)
	assert.Contains(t, a.Text, "scenario mine, active in session cart-7, was removed")
	assert.Equal(t, 200, get(t, s, base, "Ringer-Session: cart-7", "Prefer: scenario=fifty").StatusCode)
}

func TestFolderThatGoesAndComesBack(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "scenarios")
	require.NoError(t, os.Mkdir(dir, 0o700))
	write(t, dir, "1")
	s, changes := follow(t, dir, mock.FixturesConfig{Quiet: time.Millisecond}, &logText{})
	require.NoError(t, os.Rename(dir, dir+"-away"))
	assert.Contains(t, next(t, changes).Change.Detail, "broken")
	require.NoError(t, os.Mkdir(dir, 0o700))
	write(t, dir, "4")
	for len(list(t, s)) != 4 {
		next(t, changes)
	}
}

func TestEditsAreReadWhenTheFolderIsQuiet(t *testing.T) {
	t.Parallel()
	waits := make(chan chan time.Time, 100)
	asked := make(chan time.Duration, 100)
	dir := folder(t, "1")
	s, changes := follow(t, dir, mock.FixturesConfig{Quiet: time.Minute, After: func(d time.Duration) <-chan time.Time {
		wait := make(chan time.Time, 1)
		if d == time.Minute {
			waits <- wait
		}
		asked <- d
		return wait
	}}, &logText{})
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine.yaml"), []byte("title"), 0o600)) // half of it
	half := <-waits
	assert.Equal(t, time.Minute, <-asked)
	assert.Equal(t, 10*time.Minute, <-asked)
	write(t, dir, "3")
	half <- noon // an old wait that was overtaken, or the first of a quiet folder
	for len(list(t, s)) != 3 {
		select {
		case wait := <-waits:
			wait <- noon
		case <-changes.Events():
		}
	}
}

func TestFolderThatCannotBeFollowed(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	_, err := s.Mock.WatchFixtures(mock.FixturesConfig{Dir: filepath.Join(t.TempDir(), "nowhere")})
	require.ErrorIs(t, err, os.ErrNotExist)
	dir := t.TempDir()
	write(t, dir, "many")
	_, err = s.Mock.WatchFixtures(mock.FixturesConfig{Dir: dir})
	var wrong *fixtures.Error
	require.True(t, errors.As(err, &wrong), "%v", err)
	assert.Equal(t, 5, wrong.Place.Line)
}
