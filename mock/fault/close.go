package fault

// Close closes the connection without a response.
type Close struct{}

var closeKind = kind{
	Kind: Kind{
		Name:     "close",
		Sentence: "The connection is closed before the first byte of the response.",
		Example:  "{kind: close, probability: 0.1}",
		Short:    "close",
	},
	build: func(*params) Fault { return Close{} },
}

// Apply prevents that anything of the response is sent.
func (Close) Apply(a *Response, _ Draw) Outcome {
	a.Delivery.Ending = EndNothing
	return applied("close")
}

func (Close) String() string { return "close" }
