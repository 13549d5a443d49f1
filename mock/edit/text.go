package edit

import (
	"bytes"
	"encoding/json"

	"github.com/ringer-api/ringer/schemas/display"
)

// Quote returns a text as a JSON string.
func Quote(text string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string cannot fail
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Text returns the string at a pointer, or "" when there is none.
func Text(document []byte, pointer string) string {
	raw, err := Get(document, pointer)
	if err != nil {
		return ""
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// Same reports whether two JSON texts are equal as values: the order of members and white
// space do not matter, but numbers are compared as they are written.
func Same(a, b []byte) bool {
	x, xerr := canonical(a)
	y, yerr := canonical(b)
	return xerr == nil && yerr == nil && bytes.Equal(x, y)
}

// canonical returns a JSON text in one form: compact, names sorted.
func canonical(text []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

// Excerpt returns the beginning of a JSON text, for messages; nil is "absent".
func Excerpt(text []byte) string {
	if text == nil {
		return "absent"
	}
	return display.Clip(string(text), 60, "...")
}

// Check returns an error for a text that is not JSON.
func Check(text []byte) error {
	_, err := canonical(text)
	return err
}
