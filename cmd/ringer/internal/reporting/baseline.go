package reporting

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures/wholefile"
)

// Baseline is a file of known failures.
type Baseline struct {
	Name  string
	Known []contract.KnownFailure

	data  []byte           // what was read; nil if there was no file
	draft *wholefile.Draft // nil if it is only read
}

// baselineMode is for everybody to read: a baseline has no exchanges, and is kept with the code.
const baselineMode fs.FileMode = 0o644

// OpenBaseline reads a baseline. One that is to be written may be missing; it is opened
// before any request is sent, so that a run whose baseline cannot be written fails early.
func OpenBaseline(name string, write bool) (*Baseline, error) {
	b := &Baseline{Name: name}
	err := b.read()
	switch missing := errors.Is(err, fs.ErrNotExist); {
	case missing && !write:
		return nil, output.Usage(fmt.Sprintf("baseline %s: there is no such file", name),
			"--update-baseline writes it from what the run finds")
	case err != nil && !missing:
		return nil, b.wrong(err)
	}
	if b.Known, err = setting.ParseBaseline(name, b.data); err != nil {
		return nil, err
	}
	if !write {
		return b, nil
	}
	if b.draft, err = wholefile.New(name, baselineMode); err != nil {
		return nil, b.wrong(err)
	}
	return b, nil
}

// read reads the file, which must be a regular one: what is read from a pipe cannot be
// written back.
func (b *Baseline) read() error {
	info, err := os.Stat(b.Name)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return errors.New("it is not a regular file")
	}
	b.data, err = setting.ReadBaseline(b.Name)
	return err
}

func (b *Baseline) wrong(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return output.Usage(fmt.Sprintf("baseline %s: %v", b.Name, err), "name a file that can be read, and written with --update-baseline")
}

// CheckReports refuses a report that would replace the baseline.
func (b *Baseline) CheckReports(texts []string) error {
	for _, text := range texts {
		if _, name, _ := strings.Cut(text, "="); sameName(name, b.Name) {
			return output.Usage(fmt.Sprintf("report %q: %s is the baseline", text, b.Name), "give the report its own file")
		}
	}
	return nil
}

func sameName(a, b string) bool {
	whole, err := filepath.Abs(a)
	other, wrong := filepath.Abs(b)
	return err == nil && wrong == nil && whole == other
}

// Write replaces the known failures in the file, unless somebody else has.
func (b *Baseline) Write(known []contract.KnownFailure) error {
	defer b.Discard()
	text, err := setting.FormatBaseline(known)
	if err == nil {
		err = b.place(text)
	}
	if err != nil {
		return output.NotChecked(fmt.Sprintf("writing the baseline %s: %v", b.Name, err))
	}
	return nil
}

var errBaselineChanged = errors.New("somebody else has changed it since the run began")

func (b *Baseline) place(text []byte) error {
	if _, err := b.draft.Write(text); err != nil {
		return err
	}
	if b.data == nil {
		err := b.draft.CommitNew()
		if errors.Is(err, fs.ErrExist) {
			return errBaselineChanged
		}
		return err
	}
	now, err := setting.ReadBaseline(b.Name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err != nil || !bytes.Equal(now, b.data) {
		return errBaselineChanged
	}
	return b.draft.Commit()
}

// Discard removes an unfinished file.
func (b *Baseline) Discard() {
	if b != nil && b.draft != nil {
		b.draft.Discard()
	}
}
