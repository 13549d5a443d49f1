package fault

// FirstByte sends the header immediately and the body after a delay.
type FirstByte struct{ Delay Delay }

var firstByteKind = kind{
	Kind: Kind{
		Name:       "first-byte",
		Sentence:   "The header arrives immediately, the first byte of the body late.",
		Parameters: delayParameters,
		Example:    "{kind: first-byte, fixed: 5s}",
		Short:      "first-byte:5s",
	},
	unnamed: unnamedDelay,
	build:   func(p *params) Fault { return FirstByte{p.delay()} },
}

// Apply adds to the delay between the header and the body.
func (f FirstByte) Apply(a *Response, d Draw) Outcome {
	drawn := f.Delay.Draw(d.Rand)
	a.Delivery.FirstByte = min(a.Delivery.FirstByte+drawn, longest)
	return applied(f.Delay.note("first-byte", drawn))
}

func (f FirstByte) String() string { return short("first-byte", f.Delay.String()) }
