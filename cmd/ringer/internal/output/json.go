package output

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/ringer-api/ringer/schemas/display"
)

// WriteJSON prints v as indented JSON, safe for a terminal.
func WriteJSON(w io.Writer, v any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(display.JSON(text.Bytes()))
	return err
}
