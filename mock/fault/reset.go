package fault

// Reset resets the connection in the middle of the body.
type Reset struct {
	// At is how much of the body is sent before.
	At Point
}

var half = Point{Percent: 50}

var resetKind = kind{
	Kind: Kind{
		Name:     "reset",
		Sentence: "The connection is reset (RST) in the middle of the body.",
		Parameters: []Parameter{
			{"at", "share or bytes", "50%", "how much of the body is sent before"},
		},
		Example: "{kind: reset, at: 120}",
		Short:   "reset:120",
	},
	build: func(p *params) Fault { return Reset{p.point("at", half)} },
}

// Apply ends the delivery with a reset.
func (f Reset) Apply(a *Response, _ Draw) Outcome {
	a.Delivery.Cut = &f.At
	a.Delivery.Ending = max(a.Delivery.Ending, EndReset)
	return applied("reset at " + f.At.String())
}

func (f Reset) String() string { return short("reset", f.At.String()) }
