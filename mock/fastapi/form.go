package fastapi

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

// form is a form as the framework reads it: names and values in order.
type form struct{ pairs }

// maxParts is how many parts a multipart form may have.
const maxParts = 2000

// readForm parses a form. A body of any other type is an empty form.
func readForm(contentType string, body []byte, style Style) (*form, *Response) {
	kind, parameters, _ := mime.ParseMediaType(contentType)
	switch kind {
	case "application/x-www-form-urlencoded":
		return &form{readPairs(string(body), true)}, nil
	case "multipart/form-data":
		boundary, ok := parameters["boundary"]
		if !ok {
			return nil, Detail(http.StatusBadRequest, "Missing boundary in multipart.")
		}
		if style == Pydantic1 && bytes.HasPrefix(bytes.TrimLeft(body, "\r\n"), []byte("--"+boundary+"--")) {
			return nil, UnreadableBody() // the parser of that time expects a part
		}
		return readParts(body, boundary)
	}
	return &form{}, nil
}

// readParts reads a multipart form. What is not complete is left out.
func readParts(body []byte, boundary string) (*form, *Response) {
	read := &form{}
	if start := bytes.TrimLeft(body, "\r\n"); len(start) > 0 && !bytes.HasPrefix(start, []byte("--"+boundary)) {
		return nil, UnreadableBody()
	}
	reader := multipart.NewReader(bytes.NewReader(body), boundary)
	for len(read.pairs) < maxParts {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return read, nil
		}
		if err != nil {
			return nil, UnreadableBody()
		}
		content, err := io.ReadAll(part)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return read, nil
		}
		if err != nil {
			return nil, UnreadableBody()
		}
		_, parameters, _ := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		name, ok := parameters["name"]
		if !ok {
			return nil, Detail(http.StatusBadRequest, `The Content-Disposition header field "name" must be provided.`)
		}
		v := python.TextOf(decodeField(content))
		if hasFile(parameters) {
			v = python.ForeignOf(parameters["filename"])
		}
		read.pairs = append(read.pairs, pair{name, v})
	}
	return nil, UnreadableBody()
}

// decodeField decodes the text of a part, which is UTF-8 or else Latin-1.
func decodeField(content []byte) string {
	if utf8.Valid(content) {
		return string(content)
	}
	return latin1(string(content))
}

func hasFile(parameters map[string]string) bool {
	_, ok := parameters["filename"]
	return ok
}

// part returns the value of a field; null if there is none. An empty text is none; with
// pydantic 2 it is one after all unless the field has a default, because the framework takes the
// form's other values, too.
func (f *form) part(of field, style Style) python.Value {
	v, ok := of.value(f.pairs)
	if !ok {
		return python.Value{}
	}
	if v.Kind() == python.String && v.Text() == "" && (style == Pydantic1 || of.Default && !of.Required) {
		return python.Value{}
	}
	return v
}

// model returns the form as an object, for a model that has a field for each value.
func (f *form) model(t *pydantic.Type) python.Value {
	t, _ = t.Resolve()
	var all python.Members
	for _, known := range t.Fields {
		if v, ok := (field{known, takesSeveral(known.Type)}).value(f.pairs); ok {
			all.Set(known.Name, v)
		}
	}
	for _, p := range f.pairs {
		if !t.Has(p.name) {
			all.Set(p.name, p.value)
		}
	}
	return all.Object()
}

// pairs are names with values, such as those of a query.
type pairs []pair

type pair struct {
	name  string
	value python.Value
}

func (p pairs) one(name string) (python.Value, bool) {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i].name == name {
			return p[i].value, true
		}
	}
	return python.Value{}, false
}

func (p pairs) all(name string) []python.Value {
	var all []python.Value
	for _, each := range p {
		if each.name == name {
			all = append(all, each.value)
		}
	}
	return all
}

// maxPairs limits how many values of a query or form are read.
const maxPairs = 10000

// readPairs parses a query, or a form whose values semicolons separate where no "&" follows.
func readPairs(text string, isForm bool) pairs {
	var all pairs
	for text != "" && len(all) < maxPairs {
		var part string
		at := strings.IndexByte(text, '&')
		if at < 0 && isForm {
			at = strings.IndexByte(text, ';')
		}
		if at < 0 {
			part, text = text, ""
		} else {
			part, text = text[:at], text[at+1:]
		}
		name, value, ok := strings.Cut(part, "=")
		if part == "" || isForm && !ok && text == "" { // the form's parser waits for more
			continue
		}
		all = append(all, pair{decodeQuery(name), python.TextOf(decodeQuery(value))})
	}
	return all
}

// decodeQuery decodes escapes; "+" is a space. Bytes outside ASCII are characters of Latin-1.
func decodeQuery(text string) string {
	return DecodePath(latin1(strings.ReplaceAll(text, "+", " ")))
}

// latin1 reads each byte as a character of Latin-1.
func latin1(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		b.WriteRune(rune(c))
	}
	return b.String()
}
