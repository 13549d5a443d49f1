package serving

import (
	"bytes"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
)

// Reload is what FollowAPI does after an edit.
type Reload struct {
	// API is the one that is served; Name and Overlays are its files.
	API      *fixtures.API
	Name     string
	Overlays []string
	// Load loads it again, Serve makes a new mock of it and serves that.
	Load  func() (*fixtures.API, error)
	Serve func(*fixtures.API) error
	// Report tells the mock that is served why the files as they are now are not; nil when they
	// are.
	Report func(error)
	Logger *slog.Logger

	// After returns a channel that receives after a duration; nil is time.After.
	After func(time.Duration) <-chan time.Time

	folder bool // Name is one
}

// FollowAPI serves the API as its files are now, until end is called. After an edit that
// breaks something, the last good API stays.
func FollowAPI(r Reload) (end func(), err error) {
	if r.After == nil {
		r.After = time.After
	}
	info, err := os.Stat(r.Name)
	if err != nil {
		return nil, err
	}
	r.folder = info.IsDir()
	problem := ""
	lost := func(err error) {
		r.Logger.Warn("edits of the API may have been missed: reading all its files", "error", err)
	}
	return watch(watched{r.folders, r.concerns, func() {
		err := r.reload()
		r.Report(err)
		switch {
		case err == nil:
			problem = ""
		case err.Error() != problem: // reported once, although editors write several times
			problem = err.Error()
			r.Logger.Error("the edited API is broken: the last good one stays active", "error", err)
		}
	}, lost, r.After})
}

// reload serves the API anew, if it has changed.
func (r *Reload) reload() error {
	edited, err := r.Load()
	if err != nil || same(edited, r.API) {
		return err
	}
	if err := r.Serve(edited); err != nil {
		return err
	}
	r.API = edited
	r.Logger.Info("the API was read again: all sessions start again", "api", Title(edited))
	if n := schemas.LeftOut(edited.Description.Notes()); n > 0 {
		r.Logger.Warn("the edited API is served without parts that cannot be used", "parts", n, "hint", "ringer lint "+r.Name+" lists what and why")
	}
	return nil
}

// same reports whether two APIs serve the same: editors write files that have not changed.
func same(a, b *fixtures.API) bool {
	return a.Name == b.Name && a.Framework == b.Framework && bytes.Equal(a.Description.OpenAPI(), b.Description.OpenAPI()) &&
		reflect.DeepEqual(a.Jobs, b.Jobs) && reflect.DeepEqual(a.Plain, b.Plain) &&
		reflect.DeepEqual(a.Scenarios.All(), b.Scenarios.All()) && reflect.DeepEqual(a.Words(), b.Words())
}

// maxFolders limits the folders that are watched for one API.
const maxFolders = 200

// folders are those to watch: of the document, of the files that it refers to, and of the
// overlays; all in the folder of an API.
func (r *Reload) folders() []string {
	files := slices.Concat([]string{r.Name}, r.Overlays)
	for _, name := range r.API.Description.Files() {
		files = append(files, filepath.FromSlash(name))
	}
	var all []string
	add := func(dir string) {
		if dir = filepath.Clean(dir); len(all) < maxFolders && !slices.Contains(all, dir) {
			all = append(all, dir)
		}
	}
	if r.folder {
		_ = filepath.WalkDir(r.Name, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return filepath.SkipDir // a folder that cannot be read is not watched
			case !entry.IsDir():
				return nil
			case path != r.Name && strings.HasPrefix(entry.Name(), "."):
				return filepath.SkipDir
			case len(all) == maxFolders:
				return filepath.SkipAll
			}
			add(path)
			return nil
		})
		files = files[1:]
	}
	for _, name := range files {
		add(filepath.Dir(name))
	}
	return all
}

// concerns reports whether a file is one of the API's.
func (r *Reload) concerns(name string) bool {
	if r.folder {
		return true
	}
	same := func(file string) bool { return filepath.Clean(file) == filepath.Clean(name) }
	return same(r.Name) || slices.ContainsFunc(r.Overlays, same) ||
		slices.ContainsFunc(r.API.Description.Files(), func(file string) bool { return same(filepath.FromSlash(file)) })
}
