package fastapi

import (
	"errors"

	"github.com/ringer-api/ringer/schemas"
)

// Rules is what a request with a route is validated against.
type Rules struct {
	Auth  Auth
	Style Style
	// Body is the model of the body; nil when the route has none, and then the body of a
	// request is ignored.
	Body *schemas.Node
}

// Accepted is what an endpoint gets of a valid request.
type Accepted struct {
	// Params is the ids of the path in canonical form.
	Params []Param
	// Body is the parsed body, with ids in canonical form and with unknown keys; null
	// when the route has none.
	Body Value
}

// Judge validates a request with a route against the rules, in the framework's order: the
// body's JSON, the credential, then ids and body together. Every parameter of a path is an
// id. The returned response is nil when the request is valid.
func Judge(r Request, params []Param, rules Rules) (Accepted, *Response) {
	var body Value
	if rules.Body != nil {
		var err error
		if body, err = ReadBody(r.ContentType, r.Body); err != nil {
			return Accepted{}, refuseBody(err, rules.Style)
		}
	}
	if refusal := rules.Auth.Judge(r); refusal != nil {
		return Accepted{}, refusal
	}
	d := &detail{style: rules.Style}
	judged := judgeParams(d, params)
	if rules.Body != nil {
		body = judgeBody(d, rules.Body, body)
	}
	if refusal := d.response(); refusal != nil {
		return Accepted{}, refusal
	}
	return Accepted{Params: judged, Body: body}, nil
}

// refuseBody returns the response to a body that could not be parsed.
func refuseBody(err error, style Style) *Response {
	var wrong *SyntaxError
	if !errors.As(err, &wrong) {
		return UnreadableBody()
	}
	d := &detail{style: style}
	if style == Pydantic1 {
		invalidJSON1(d, wrong)
	} else {
		invalidJSON2(d, wrong)
	}
	return d.response()
}

func judgeParams(d *detail, params []Param) []Param {
	judged := make([]Param, len(params))
	for i, p := range params {
		at := (&place{name: "path"}).named(p.Name)
		var id Value
		if d.style == Pydantic1 {
			id = model1{d}.uuid(text(p.Value), at)
		} else {
			id = model2{d}.uuid(text(p.Value), at)
		}
		judged[i] = Param{Name: p.Name, Value: id.text}
	}
	return judged
}

func judgeBody(d *detail, n *schemas.Node, body Value) Value {
	if d.style == Pydantic1 {
		return model1{d}.body(n, body)
	}
	return model2{d}.body(n, body)
}
