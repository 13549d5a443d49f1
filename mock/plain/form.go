package plain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// formOf returns the fields of a form or query. A name such as a[b] is split unless the
// schema has a property of that very name.
func formOf(all []pair, x schemas.Definition) *text {
	fields := x.Fields(budget)
	t := &text{}
	for _, v := range all {
		name, path := steps(v.name)
		if path != nil && slices.ContainsFunc(fields, func(f schemas.Combined) bool { return f.Name == v.name }) {
			name, path = v.name, nil
		}
		t.put(name, path, v.value())
	}
	return t
}

// asForm returns the fields of a form as a JSON object.
func (t *text) asForm(x schemas.Definition) json.RawMessage { return t.object(x) }

// maxParts limits the parts of a multipart form.
const maxParts = 1000

// readParts reads a multipart form. The content of a file is represented by its name.
func readParts(body []byte, boundary string) (*text, error) {
	t := &text{}
	if boundary == "" {
		return t, errors.New("the Content-Type has no boundary")
	}
	r := multipart.NewReader(bytes.NewReader(body), boundary)
	for range maxParts {
		part, err := r.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return t, nil
		case err != nil:
			return t, errors.New("a part's boundary or header is missing or incomplete")
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return t, errors.New("a part is incomplete")
		}
		t.addPart(part, content)
	}
	return t, fmt.Errorf("it has more than %d parts", maxParts)
}

func (t *text) addPart(part *multipart.Part, content []byte) {
	name, path := steps(part.FormName())
	if part.FileName() != "" {
		t.put(name, path, part.FileName()).file = true
		return
	}
	t.put(name, path, string(content))
}

// fileNames returns the JSON pointers of all files.
func (t *text) fileNames(pointer string) []string {
	var found []string
	if t.file {
		found = append(found, pointer)
	}
	for i, m := range t.members {
		name := document.EscapeToken(m.name)
		if pointer != "" && t.isNumbered() {
			name = strconv.Itoa(i)
		}
		found = append(found, m.fileNames(pointer+"/"+name)...)
	}
	return found
}
