package edit

import (
	"bytes"
	"encoding/json"

	"github.com/ringer-api/ringer/schemas/display"
)

// Quote gives a text as a JSON string.
func Quote(text string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string cannot fail
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Text gives the string at a pointer, or "" where there is none.
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

// Same compares two JSON texts as values: the order of members and white space
// do not count, but numbers compare as they are written.
func Same(a, b []byte) bool {
	x, xerr := canonical(a)
	y, yerr := canonical(b)
	return xerr == nil && yerr == nil && bytes.Equal(x, y)
}

// canonical gives a JSON text in one form: compact, names sorted.
func canonical(text []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

// Excerpt is the beginning of a JSON text, for messages; nil is "absent".
func Excerpt(text []byte) string {
	if text == nil {
		return "absent"
	}
	return display.Clip(string(text), 60, "...")
}

// Check is the error of a text that is no JSON.
func Check(text []byte) error {
	_, err := canonical(text)
	return err
}
