package report

import (
	"bytes"
	"fmt"
	"io"

	"github.com/jstemmer/go-junit-report/v2/junit"
	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/ringer-api/ringer/contract/defect"
	"github.com/ringer-api/ringer/schemas/display"
)

// Write writes the report. It returns a panic of the reporter as a *defect.Error, so that
// the report can still be written in other formats.
func (f Reporter) Write(w io.Writer, r *Report) (err error) {
	var m defect.Log
	if !m.Recover(func() { err = f(w, r) }, "writing the report") {
		return m.Problems()[0]
	}
	return err
}

// This file has the internal errors of ringer in each format of the report.

func writeInternal(b *bytes.Buffer, r *Report) {
	for _, e := range r.Internal {
		fmt.Fprintf(b, "%s\n", display.Text(e.Error()))
	}
	if len(r.Internal) > 0 {
		fmt.Fprintf(b, "%s\n", defect.ReportingDefects)
	}
}

func addJUnitInternal(suite *junit.Testsuite, r *Report) {
	for i, e := range r.Internal {
		suite.AddTestcase(junit.Testcase{
			Name: fmt.Sprintf("internal-%d", i+1), Classname: "ringer.contract.run", Time: "0",
			Error: &junit.Result{Message: xmlText(e.Error()), Type: "internal",
				Data: xmlText(e.Error() + "\n" + defect.ReportingDefects)},
		})
	}
}

func writeMarkdownInternal(b *bytes.Buffer, r *Report) {
	for _, e := range r.Internal {
		fmt.Fprintf(b, "**Internal error:** %s\n\n", code(e.Error()))
	}
	if len(r.Internal) > 0 {
		fmt.Fprintf(b, "%s\n\n", code(defect.ReportingDefects))
	}
}

// annotateInternal writes annotations, at most half of those that are shown, and returns how
// many.
func annotateInternal(b *bytes.Buffer, r *Report) (n int) {
	for _, e := range r.Internal[:min(len(r.Internal), maxAnnotations/2)] {
		annotate(b, "error ", "internal error of ringer", e.Error()+"\n"+defect.ReportingDefects)
		n++
	}
	return n
}

// addSARIFInternal adds notifications, which in this format report that a tool has failed
// (SARIF 2.1.0, section 3.20.21).
func addSARIFInternal(invocation *sarif.Invocation, r *Report) {
	for _, e := range r.Internal {
		invocation.ToolExecutionNotifications = append(invocation.ToolExecutionNotifications,
			sarif.NewNotification().WithLevel("error").
				WithMessage(sarif.NewTextMessage(e.Error()+"\n"+defect.ReportingDefects)))
	}
}
