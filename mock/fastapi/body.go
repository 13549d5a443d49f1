package fastapi

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

// sent is the body of a request, before it is validated.
type sent struct {
	json python.Value
	form *form // nil if the operation takes no form
}

// read parses the body of a request as the operation takes it.
func (o *operation) read(r Request, options Options) (sent, *Response) {
	switch {
	case o.body == nil:
		return sent{}, nil
	case o.body.form:
		form, refusal := readForm(r.ContentType, r.Body, options.Style)
		return sent{form: form}, refusal
	}
	v, err := readBody(r.ContentType, r.Body, options.Python)
	switch {
	case err != nil:
		return sent{}, refuseBody(err, options.Style)
	case options.Style == Pydantic2 && !isJSON(r.ContentType) && !utf8.Valid(r.Body):
		return sent{}, InternalServerError() // no type takes it, and no error can show it
	}
	return sent{json: v}, nil
}

// ReadBody parses a request's body as the framework does before validation: JSON if the
// content type is JSON or missing, and any other body as one string. No body is null.
// Errors are those of python.ReadJSON.
func ReadBody(contentType string, body []byte) (python.Value, error) {
	return readBody(contentType, body, 0)
}

// readBody is ReadBody with a minor version of Python.
func readBody(contentType string, body []byte, version int) (python.Value, error) {
	switch {
	case len(body) == 0:
		return python.Value{}, nil
	case isJSON(contentType):
		return python.ReadJSONAs(body, version)
	}
	return python.TextOf(string(body)), nil
}

func isJSON(contentType string) bool {
	if contentType == "" {
		return true
	}
	essence, _, _ := strings.Cut(contentType, ";")
	subtype, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(essence)), "application/")
	if !ok || strings.Contains(subtype, "/") {
		return false
	}
	return subtype == "json" || strings.HasSuffix(subtype, "+json")
}

// refuseBody returns the response to a body that could not be parsed.
func refuseBody(err error, style Style) *Response {
	var wrong *python.SyntaxError
	if !errors.As(err, &wrong) {
		return UnreadableBody()
	}
	list := pydantic.NewErrors(style.version())
	at := pydantic.At("body").Item(wrong.Position)
	if style == Pydantic1 {
		list.Add(pydantic.Error{Type: "value_error.jsondecode", At: at, Message: wrong.Error(),
			Context: python.ObjectOf([]string{"msg", "doc", "pos", "lineno", "colno"},
				python.TextOf(wrong.Reason), python.TextOf(wrong.Text), python.IntOf(wrong.Position),
				python.IntOf(wrong.Line), python.IntOf(wrong.Column))})
	} else {
		list.Add(pydantic.Error{Type: "json_invalid", At: at, Message: "JSON decode error", Input: python.ObjectOf(nil),
			Context: python.ObjectOf([]string{"error"}, python.TextOf(wrong.Reason))})
	}
	return refuse(list)
}
