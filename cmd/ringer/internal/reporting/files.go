// Package reporting is what a check writes besides its result: report files, a baseline,
// annotations for GitHub, and progress.
package reporting

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures/wholefile"
)

// File is a report that is written to a file. An existing file is replaced only
// when the new report is complete.
type File struct {
	format string
	name   string
	draft  *wholefile.Draft
}

// OpenFiles opens the files before any request is sent, so that a run whose report
// cannot be written fails early.
func OpenFiles(texts []string) ([]File, error) {
	var files []File
	var names []string
	for _, text := range texts {
		format, name, _ := strings.Cut(text, "=")
		if slices.Contains(names, filepath.Clean(name)) {
			Discard(files)
			return nil, output.Usage(fmt.Sprintf("report %q: %s is given twice", text, name),
				"give each report its own file")
		}
		names = append(names, filepath.Clean(name))
		f, err := openReport(format, name)
		if err != nil {
			Discard(files)
			return nil, output.Usage(fmt.Sprintf("report %q: %v", text, err),
				"name a file that can be written")
		}
		files = append(files, f)
	}
	return files, nil
}

// openReport opens the file of a report; it is private, since it shows exchanges.
func openReport(format, name string) (File, error) {
	draft, err := wholefile.New(name, wholefile.Private)
	return File{format, name, draft}, err
}

// Write puts the report at its name.
func (f File) Write(report *contract.Report) error {
	err := setting.Reporters()[f.format].Write(f.draft, report)
	if err == nil {
		err = f.draft.Commit()
	}
	if err != nil {
		f.draft.Discard()
		return output.NotChecked(fmt.Sprintf("writing the report %s: %v", f.name, err))
	}
	return nil
}

// Discard removes unfinished files.
func Discard(files []File) {
	for _, f := range files {
		f.draft.Discard()
	}
}

// AnnotateForGitHub annotates the run and adds to the job's summary when the command
// runs in GitHub Actions, which reads its commands from stderr too.
func AnnotateForGitHub(report *contract.Report, environ setting.Environment, stderr *output.Writer) error {
	if actions, _ := environ.Get("GITHUB_ACTIONS"); actions != "true" {
		return nil
	}
	if err := contract.Reporter(contract.GitHub).Write(stderr.Raw(), report); err != nil {
		return err
	}
	name, _ := environ.Get("GITHUB_STEP_SUMMARY")
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
		return output.NotChecked(fmt.Sprintf("writing the job's summary: %v", err))
	}
	return nil
}
