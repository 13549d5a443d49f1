package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract"
)

// reportFile is a report that goes to a file. What is at its name stays there,
// whole, until the new report is whole.
type reportFile struct {
	format string
	name   string
	draft  *os.File // beside name; name itself when that is a pipe or a device
}

// openReports makes the files before anything is asked: a run that cannot be
// reported is not worth its requests.
func openReports(texts []string) ([]reportFile, error) {
	var files []reportFile
	var names []string
	for _, text := range texts {
		format, name, _ := strings.Cut(text, "=")
		if slices.Contains(names, filepath.Clean(name)) {
			discard(files)
			return nil, usage(fmt.Sprintf("report %q: %s is named twice", text, name),
				"give each report a file of its own")
		}
		names = append(names, filepath.Clean(name))
		f, err := openReport(format, name)
		if err != nil {
			discard(files)
			return nil, usage(fmt.Sprintf("report %q: %v", text, err),
				"name a file that can be written")
		}
		files = append(files, f)
	}
	return files, nil
}

func openReport(format, name string) (reportFile, error) {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return reportFile{}, errors.New("it is a folder")
	case err == nil && !info.Mode().IsRegular():
		draft, err := os.OpenFile(name, os.O_WRONLY, 0)
		return reportFile{format, name, draft}, err
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return reportFile{}, err
	}
	draft, err := os.CreateTemp(filepath.Dir(name), ".ringer-*")
	if err != nil {
		return reportFile{}, err
	}
	mode := fs.FileMode(0o644)
	if info != nil {
		mode = info.Mode().Perm()
	}
	return reportFile{format, name, draft}, draft.Chmod(mode)
}

// write puts the report at its name.
func (f reportFile) write(report *contract.Report) error {
	err := errors.Join(reporters()[f.format].Write(f.draft, report), f.draft.Close())
	if err == nil && f.draft.Name() != f.name {
		err = os.Rename(f.draft.Name(), f.name)
	}
	if err != nil {
		discard([]reportFile{f})
		return unasked(fmt.Sprintf("writing the report %s: %v", f.name, err))
	}
	return nil
}

// discard takes drafts away that no report came of.
func discard(files []reportFile) {
	for _, f := range files {
		_ = f.draft.Close() // it may be closed already
		if f.draft.Name() != f.name {
			_ = os.Remove(f.draft.Name()) // it may be the report already
		}
	}
}

// tellGitHub annotates the run and adds to the job's summary when the command
// runs in GitHub Actions, which reads its commands from stderr too.
func (a *app) tellGitHub(report *contract.Report) error {
	if actions, _ := a.getenv("GITHUB_ACTIONS"); actions != "true" {
		return nil
	}
	if err := contract.Reporter(contract.GitHub).Write(a.stderr.raw(), report); err != nil {
		return err
	}
	name, _ := a.getenv("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	var page bytes.Buffer
	if err := contract.Reporter(contract.Markdown).Write(&page, report); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		_, err = file.Write(page.Bytes())
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return unasked(fmt.Sprintf("writing the job's summary: %v", err))
	}
	return nil
}
