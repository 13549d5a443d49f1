package contract

import (
	"encoding/json"
	"io"
)

// JSON writes the report as one indented JSON document (see ReportVersion).
func JSON(w io.Writer, r *Report) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
