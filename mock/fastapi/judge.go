package fastapi

import (
	"net/http"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

// judge validates the inputs of one request.
type judge struct {
	style    Style
	validate func(*pydantic.Type, python.Value, *pydantic.Place, *pydantic.Errors) python.Value
	errors   *pydantic.Errors
}

// path validates the parameters of a path, in the order of the description. Those that it does
// not have stay as they are.
func (j judge) path(fields []field, params []Param) []Param {
	judged := append([]Param(nil), params...)
	for _, f := range fields {
		for i, p := range params {
			if p.Name == f.Name {
				at := pydantic.At("path").Named(f.Name)
				judged[i].Value = j.validate(f.Type, python.TextOf(p.Value), at, j.errors).String()
			}
		}
	}
	return judged
}

// values are the inputs of one part of a request.
type values interface {
	// one returns the value that counts among those of a name.
	one(name string) (python.Value, bool)
	// all returns all values of a name.
	all(name string) []python.Value
}

func (j judge) parameters(part string, fields []field, given values) {
	for _, f := range fields {
		at := pydantic.At(part).Named(f.Name)
		if v, ok := f.value(given); ok {
			j.validate(f.Type, v, at, j.errors)
		} else if f.Required {
			j.missing(at)
		}
	}
}

func (f field) value(given values) (python.Value, bool) {
	if !f.several {
		return given.one(f.Name)
	}
	all := given.all(f.Name)
	return python.ArrayOf(all...), len(all) > 0
}

// missing is a required input that a request does not have.
func (j judge) missing(at *pydantic.Place) {
	e := pydantic.Error{Type: "missing", At: at, Message: "Field required"}
	if j.style == Pydantic1 {
		e = pydantic.Error{Type: "value_error.missing", At: at, Message: "field required"}
	}
	j.errors.Add(e)
}

// body validates the body as one value, or each of its parts.
func (j judge) body(b *body, sent sent) python.Value {
	at := pydantic.At("body")
	switch {
	case len(b.fields) > 0:
		return j.parts(b, sent, at)
	case sent.form != nil:
		return j.validate(b.whole.Type, sent.form.model(b.whole.Type), at, j.errors)
	case !sent.json.IsNull():
		return j.validate(b.whole.Type, sent.json, at, j.errors)
	case b.whole.Required:
		j.missing(at)
	}
	return sent.json
}

// parts validates the parts of a body, each by itself. A body that is not an object has none.
func (j judge) parts(b *body, sent sent, at *pydantic.Place) python.Value {
	var judged python.Members
	wrong := !sent.json.IsNull() && sent.json.Kind() != python.Object
	for _, f := range b.fields {
		var v python.Value
		if sent.form != nil {
			v = sent.form.part(f, j.style)
		} else {
			v, _ = sent.json.Get(f.Name)
		}
		switch {
		case wrong, v.IsNull() && f.Required:
			j.missing(at.Named(f.Name))
		case !v.IsNull():
			judged.Set(f.Name, j.validate(f.Type, v, at.Named(f.Name), j.errors))
		}
	}
	return judged.Object()
}

// refuse returns the response that lists errors; nil when there are none.
func refuse(errors *pydantic.Errors) *Response {
	switch {
	case errors.Hidden, errors.Crashed:
		return InternalServerError()
	case !errors.Any():
		return nil
	}
	body := append([]byte(`{"detail":[`), errors.Written()...)
	refusal := JSON(http.StatusUnprocessableEntity, append(body, "]}"...))
	refusal.Omitted = errors.Omitted
	refusal.Refused, refusal.MoreRefused = errors.Refused()
	return refusal
}
