package report

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"io"
	"slices"

	"github.com/ringer-api/ringer/schemas/display"
)

//go:embed report.schema.json
var reportSchema []byte

// ReportSchema returns the JSON Schema (2020-12) of what JSON writes. The caller may
// change the slice.
func ReportSchema() []byte { return slices.Clone(reportSchema) }

// JSON writes the report as one indented JSON document (see ReportVersion and
// ReportSchema).
func JSON(w io.Writer, r *Report) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return err
	}
	_, err := w.Write(display.JSON(b.Bytes()))
	return err
}
