package serving

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long files must be unchanged before they are read again, so that those that
// are written piece by piece are read when they are complete.
const quiet = 100 * time.Millisecond

// watched are the files of a watch.
type watched struct {
	folders  func() []string
	concerns func(file string) bool
	changed  func()
	lost     func(error) // notifications; changed is called after it
	after    func(time.Duration) <-chan time.Time
}

// watch calls changed after files that concern the caller have changed, until end is called.
// The folders, and not the files, are watched: an editor that saves by renaming replaces
// the file, and a watch on the old one would report nothing more.
func watch(w watched) (end func(), err error) {
	notes, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watching files: %w", err)
	}
	add := func() (err error) {
		for _, dir := range w.folders() {
			err = errors.Join(err, notes.Add(dir)) // one that is watched already stays so
		}
		return err
	}
	if err := add(); err != nil {
		return nil, errors.Join(fmt.Errorf("watching files: %w", err), notes.Close())
	}
	stopped, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		var calm, latest <-chan time.Time
		for {
			select {
			case <-stopped:
				return
			case event := <-notes.Events:
				if event.Op == fsnotify.Chmod || !w.concerns(event.Name) {
					continue
				}
			case err := <-notes.Errors:
				w.lost(err)
			case <-calm:
				calm, latest = nil, nil
				w.changed()
				_ = add() // a folder that is missing now is watched after the next edit
				continue
			case <-latest:
				calm, latest = nil, nil
				w.changed()
				_ = add()
				continue
			}
			if calm = w.after(quiet); latest == nil {
				latest = w.after(10 * quiet)
			}
		}
	}()
	var once sync.Once
	return func() {
		once.Do(func() { close(stopped) })
		<-done
		_ = notes.Close() // closing a watch cannot matter here
	}, nil
}
