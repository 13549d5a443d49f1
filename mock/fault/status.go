package fault

import "strconv"

// Status sends the response with another status code and an unchanged body.
type Status struct {
	// Code is from 200 to 599.
	Code int
}

var statusKind = kind{
	Kind: Kind{
		Name:     "status",
		Sentence: "The status code is wrong; header and body are unchanged.",
		Parameters: []Parameter{
			{"code", "number", "500", "the status code, from 200 to 599"},
		},
		Example: "{kind: status, code: 204}",
		Short:   "status:204",
	},
	build: func(p *params) Fault { return Status{p.whole("code", 500, 200, 599)} },
}

// Apply changes the status code.
func (f Status) Apply(a *Response, _ Draw) Outcome {
	a.Status = f.Code
	return applied("status " + strconv.Itoa(f.Code))
}

func (f Status) String() string { return short("status", strconv.Itoa(f.Code)) }
