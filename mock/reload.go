package mock

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/scenario"
)

// FixturesConfig says which folder of scenario files to follow, and how.
type FixturesConfig struct {
	// Dir is the folder. Folders in it are not followed.
	Dir string
	// Quiet is how long the folder must be left alone before it is read again,
	// so that files that are written piece by piece, or several at once, are
	// read when they are done; 0 is 100 ms. A folder that is never left alone
	// is read after ten times that.
	Quiet time.Duration
	// After waits; nil is time.After.
	After func(time.Duration) <-chan time.Time
}

// FixturesWatch keeps a mock's scenarios as the files of a folder are. Whoever
// started it closes it.
type FixturesWatch struct {
	mock   *Mock
	config FixturesConfig
	notes  *fsnotify.Watcher
	lost   bool // the folder itself went away, and the notes about it with it

	stop    sync.Once
	stopped chan struct{}
	done    chan struct{}
}

// WatchFixtures reads the folder and follows it: an edit takes effect without
// a restart. Of a file that an edit broke, and of the starting scenario when it
// is gone, the last good version stays in force while the other files are taken;
// the log, the events and Mock.FixturesTrouble say so, with file and line, until
// it is mended. A folder that cannot be read to begin with is an error, and so is
// a broken file.
func (m *Mock) WatchFixtures(c FixturesConfig) (*FixturesWatch, error) {
	if c.Quiet <= 0 {
		c.Quiet = 100 * time.Millisecond
	}
	if c.After == nil {
		c.After = time.After
	}
	c.Dir = filepath.Clean(c.Dir)
	notes, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("following the scenarios in %s: %w", c.Dir, err)
	}
	w := &FixturesWatch{mock: m, config: c, notes: notes, stopped: make(chan struct{}), done: make(chan struct{})}
	// The folder and not its files: an editor that saves by renaming replaces
	// the file, and notes about the old one would tell nothing more.
	if err := notes.Add(c.Dir); err != nil {
		return nil, errors.Join(fmt.Errorf("following the scenarios in %s: %w", c.Dir, err), notes.Close())
	}
	if err := w.begin(); err != nil { // an edit may have come before the watch
		return nil, errors.Join(err, notes.Close())
	}
	go w.follow()
	return w, nil
}

// Close stops following and waits until that is done. It may be called more
// than once.
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
			w.mock.config.Logger.Warn("notes about edited scenarios may be lost: reading all", "error", err)
		case <-quiet:
			quiet, latest = nil, nil
			w.reread()
			if w.lost { // look whether it comes back
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

// reread takes the files in force as they are now, or says why it does not.
func (w *FixturesWatch) reread() {
	if w.lost {
		_ = w.notes.Remove(w.config.Dir) // the notes may be about a folder that was moved away
		w.lost = w.notes.Add(w.config.Dir) != nil
	}
	old := w.mock.FixturesProblems()
	set, stale, err := fixtures.Reload(w.config.Dir, w.mock.Scenarios(), w.mock.config.Scenario, scenario.Check)
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

// report says what cannot be taken, once for each state of the folder.
func (w *FixturesWatch) report(trouble, old error) {
	if trouble == nil || old != nil && old.Error() == trouble.Error() {
		return
	}
	w.mock.config.Logger.Error("an edited scenario is broken: the last good ones stay in force", "error", trouble)
	w.mock.sessions.Changed("fixtures", "broken, the last good ones stay in force: "+trouble.Error())
}

// begin takes the files in force as they are; all must be good.
func (w *FixturesWatch) begin() error {
	set, err := fixtures.Load(w.config.Dir)
	if err != nil {
		return err
	}
	if _, err := set.Get(w.mock.config.Scenario); err != nil {
		return fmt.Errorf("%s: the mock starts with a scenario that is gone: %w", w.config.Dir, err)
	}
	_, err = w.take(set, nil)
	return err
}

// take takes scenarios in force beside what is wrong with others, unless they say
// what is in force already: a folder has notes about other files, too, and about
// those that an editor writes aside before it renames them.
func (w *FixturesWatch) take(set *fixtures.Set, trouble error) (changed bool, err error) {
	if reflect.DeepEqual(set, w.mock.Scenarios()) && (trouble != nil || w.mock.FixturesProblems() == nil) {
		w.mock.ReportFixtures(trouble)
		return false, nil
	}
	err = w.mock.takeFixtures(set, trouble)
	return err == nil, err
}
