package mock

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/scenario"
)

// FixturesConfig configures WatchFixtures.
type FixturesConfig struct {
	// Dir is the folder. Folders in it are not watched.
	Dir string
	// Quiet is how long the folder must be unchanged before it is read again, so that files
	// that are written piece by piece, or several at once, are read when they are complete;
	// 0 is 100 ms. A folder that keeps changing is read after ten times that.
	Quiet time.Duration
	// After returns a channel that receives after a duration; nil is time.After.
	After func(time.Duration) <-chan time.Time
}

// FixturesWatch keeps a mock's scenarios equal to the files of a folder. The caller of
// WatchFixtures must close it.
type FixturesWatch struct {
	mock   *Mock
	config FixturesConfig
	notes  *fsnotify.Watcher
	lost   bool // the folder itself was removed, and the watch with it

	stop    sync.Once
	stopped chan struct{}
	done    chan struct{}
}

// WatchFixtures reads the folder and watches it: an edit takes effect without a restart. When
// an edit breaks a file, or removes the starting scenario, the last good version stays active
// while the other files are updated; the log, the events and Mock.FixturesProblems report it,
// with file and line, until it is repaired. A folder that cannot be read at the start is an
// error, and so is a broken file.
func (m *Mock) WatchFixtures(c FixturesConfig) (*FixturesWatch, error) {
	if c.Quiet <= 0 {
		c.Quiet = 100 * time.Millisecond
	}
	if c.After == nil {
		c.After = time.After
	}
	if len(m.apis) > 1 {
		return nil, errors.New("a folder of scenarios is for a mock of one API")
	}
	c.Dir = filepath.Clean(c.Dir)
	notes, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watching the scenarios in %s: %w", c.Dir, err)
	}
	w := &FixturesWatch{mock: m, config: c, notes: notes, stopped: make(chan struct{}), done: make(chan struct{})}
	// The folder and not its files: an editor that saves by renaming replaces the file, and
	// a watch on the old one would report nothing more.
	if err := notes.Add(c.Dir); err != nil {
		return nil, errors.Join(fmt.Errorf("watching the scenarios in %s: %w", c.Dir, err), notes.Close())
	}
	if err := w.begin(); err != nil { // an edit may have happened before the watch
		return nil, errors.Join(err, notes.Close())
	}
	go w.follow()
	return w, nil
}

// Close stops watching and waits until that is done. It may be called more than once.
func (w *FixturesWatch) Close() error {
	w.stop.Do(func() { close(w.stopped) })
	<-w.done
	return w.notes.Close()
}

// follow reads the folder again after each edit.
func (w *FixturesWatch) follow() {
	defer close(w.done)
	var quiet, latest <-chan time.Time
	for {
		select {
		case <-w.stopped:
			return
		case event := <-w.notes.Events:
			if event.Op == fsnotify.Chmod {
				continue
			}
			if event.Name == w.config.Dir && event.Op&(fsnotify.Remove|fsnotify.Rename) != 0 {
				w.lost = true
			}
		case err := <-w.notes.Errors:
			w.mock.config.Logger.Warn("changes of the scenario folder may have been missed: reading all files", "error", err)
		case <-quiet:
			quiet, latest = nil, nil
			w.reread()
			if w.lost { // check whether it exists again
				quiet = w.config.After(10 * w.config.Quiet)
			}
			continue
		case <-latest:
			quiet, latest = nil, nil
			w.reread()
			continue
		}
		if quiet = w.config.After(w.config.Quiet); latest == nil {
			latest = w.config.After(10 * w.config.Quiet)
		}
	}
}

// reread makes the files as they are now active, or reports why it cannot.
func (w *FixturesWatch) reread() {
	if w.lost {
		_ = w.notes.Remove(w.config.Dir) // the watch may be on a folder that was moved away
		w.lost = w.notes.Add(w.config.Dir) != nil
	}
	old := w.mock.FixturesProblems()
	set, stale, err := w.mock.apis[0].api.Reload(w.config.Dir, w.mock.Scenarios(), w.mock.config.Scenario, scenario.Check)
	if err != nil {
		w.mock.ReportFixtures(err)
		w.report(err, old)
		return
	}
	trouble := errors.Join(asErrors(stale)...)
	changed, err := w.take(set, trouble)
	if changed {
		w.mock.config.Logger.Info("scenarios read again", "folder", w.config.Dir)
	}
	w.report(errors.Join(trouble, err), old)
}

func asErrors(stale []*fixtures.Stale) []error {
	all := make([]error, len(stale))
	for i, s := range stale {
		all[i] = s
	}
	return all
}

// report reports what is wrong with the files, once for each state of the folder.
func (w *FixturesWatch) report(trouble, old error) {
	if trouble == nil || old != nil && old.Error() == trouble.Error() {
		return
	}
	w.mock.config.Logger.Error("an edited scenario is broken: the last good ones stay active", "error", trouble)
	w.mock.sessions.Changed("fixtures", "broken, the last good ones stay active: "+trouble.Error())
}

// begin makes the files as they are active; all must be valid.
func (w *FixturesWatch) begin() error {
	set, err := w.mock.apis[0].api.Load(w.config.Dir)
	if err != nil {
		return err
	}
	if _, err := set.Get(w.mock.config.Scenario); err != nil {
		return fmt.Errorf("%s: the mock's initial scenario is missing: %w", w.config.Dir, err)
	}
	_, err = w.take(set, nil)
	return err
}

// take makes scenarios active while trouble is wrong with others. It changes nothing when
// they are active already: there are notifications about other files, too, and about the
// temporary files of editors.
func (w *FixturesWatch) take(set *fixtures.Set, trouble error) (changed bool, err error) {
	if reflect.DeepEqual(set, w.mock.Scenarios()) && (trouble != nil || w.mock.FixturesProblems() == nil) {
		w.mock.ReportFixtures(trouble)
		return false, nil
	}
	w.logHints(set)
	err = w.mock.takeFixtures(set, trouble)
	return err == nil, err
}

// logHints logs the hints that were not in the files before.
func (w *FixturesWatch) logHints(set *fixtures.Set) {
	last := w.mock.Scenarios()
	for _, s := range set.All() {
		before, err := last.Get(s.Name)
		if err == nil && slices.Equal(before.Hints, s.Hints) {
			continue
		}
		for _, hint := range s.Hints {
			w.mock.config.Logger.Warn("a scenario file has a former name", "hint", hint)
		}
	}
}
