package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/ringer-api/ringer/schemas/charset"
)

// NotJSONError reports that a text is not JSON, and is not meant to be YAML.
type NotJSONError struct {
	File string
	Err  error
}

func (e *NotJSONError) Error() string { return e.File + ": " + e.Err.Error() }

// Unwrap returns the parser's error.
func (e *NotJSONError) Unwrap() error { return e.Err }

// Parse reads one text, JSON or YAML, whichever it is, within the limits of a
// description. Notes are about names that appear twice in one object.
func Parse(ctx context.Context, file string, data []byte) (*Value, []Note, error) {
	values := maxValues
	return parse(ctx, file, data, &values)
}

// parse is Parse for one of several texts that share a limit on values.
func parse(ctx context.Context, file string, data []byte, values *int) (*Value, []Note, error) {
	text, err := charset.Decode(data)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	if !looksLikeJSON(text) && !strings.HasSuffix(file, ".json") {
		v, err := parseYAML(ctx, file, text, values)
		return v, nil, err
	}
	v, notes, err := parseJSON(file, text, values)
	var beyond *beyondError
	if errors.As(err, &beyond) {
		return nil, nil, err
	}
	if err != nil && isYAMLName(file) { // YAML may begin with a brace too
		v, err = parseYAML(ctx, file, text, values)
		return v, nil, err
	}
	if err != nil {
		return nil, nil, &NotJSONError{file, err}
	}
	return v, notes, nil
}

// looksLikeJSON reports whether a text can only be meant as JSON. For HTML it is true
// too, because the error about invalid JSON is the clearer one.
func looksLikeJSON(text []byte) bool {
	start := bytes.TrimLeft(text, " \t\r\n")
	return len(start) > 0 && bytes.IndexByte([]byte("{[<"), start[0]) >= 0
}

func isYAMLName(file string) bool {
	switch path.Ext(file) {
	case ".yaml", ".yml":
		return true
	}
	return false
}
