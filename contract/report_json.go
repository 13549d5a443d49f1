package contract

import (
	_ "embed"
	"encoding/json"
	"io"
	"slices"
)

//go:embed report.schema.json
var reportSchema []byte

// ReportSchema is the JSON Schema (2020-12) of what JSON writes. The slice is
// the caller's own.
func ReportSchema() []byte { return slices.Clone(reportSchema) }

// JSON writes the report as one indented JSON document (see ReportVersion and
// ReportSchema).
func JSON(w io.Writer, r *Report) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
