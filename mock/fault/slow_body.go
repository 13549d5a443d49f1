package fault

import "strconv"

// SlowBody limits the speed of the body.
type SlowBody struct {
	// Rate is in bytes a second, at least 1.
	Rate int
}

var slowBodyKind = kind{
	Kind: Kind{
		Name:     "slow-body",
		Sentence: "The body is sent slowly, at a fixed number of bytes per second.",
		Parameters: []Parameter{
			{"rate", "number", "1024", "bytes a second"},
		},
		Example: "{kind: slow-body, rate: 200}",
		Short:   "slow-body:200",
	},
	build: func(p *params) Fault { return SlowBody{p.whole("rate", 1024, 1, 1_000_000_000)} },
}

// Apply sets the body's speed; of two faults the slower one counts.
func (f SlowBody) Apply(a *Response, _ Draw) Outcome {
	if now := a.Delivery.BytesPerSecond; now == 0 || now > f.Rate {
		a.Delivery.BytesPerSecond = f.Rate
	}
	return applied("slow-body " + strconv.Itoa(f.Rate) + " bytes a second")
}

func (f SlowBody) String() string { return short("slow-body", strconv.Itoa(f.Rate)) }
