package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures/wholefile"
)

// reportFile is a report that goes to a file. What is at its name stays there,
// whole, until the new report is whole.
type reportFile struct {
	format string
	name   string
	draft  *wholefile.Draft
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

// openReport begins the file of a report, which shows what was on the wire.
func openReport(format, name string) (reportFile, error) {
	draft, err := wholefile.New(name, wholefile.Private)
	return reportFile{format, name, draft}, err
}

// write puts the report at its name.
func (f reportFile) write(report *contract.Report) error {
	err := reporters()[f.format].Write(f.draft, report)
	if err == nil {
		err = f.draft.Commit()
	}
	if err != nil {
		f.draft.Discard()
		return unasked(fmt.Sprintf("writing the report %s: %v", f.name, err))
	}
	return nil
}

// discard takes drafts away that no report came of.
func discard(files []reportFile) {
	for _, f := range files {
		f.draft.Discard()
	}
}

// tellGitHub annotates the run and adds to the job's summary when the command
// runs in GitHub Actions, which reads its commands from stderr too.
func tellGitHub(report *contract.Report, environ environment, stderr *output) error {
	if actions, _ := environ.get("GITHUB_ACTIONS"); actions != "true" {
		return nil
	}
	if err := contract.Reporter(contract.GitHub).Write(stderr.raw(), report); err != nil {
		return err
	}
	name, _ := environ.get("GITHUB_STEP_SUMMARY")
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
