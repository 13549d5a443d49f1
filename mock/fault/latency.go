package fault

// Latency delays the whole response.
type Latency struct{ Delay Delay }

var latencyKind = kind{
	Kind: Kind{
		Name:       "latency",
		Sentence:   "The response is delayed: by a fixed time, or by one drawn from a distribution.",
		Parameters: delayParameters,
		Example:    "{kind: latency, percentiles: {50: 80ms, 95: 400ms, 99: 3s}}",
		Short:      "latency:100ms..3s",
	},
	unnamed: unnamedDelay,
	build:   func(p *params) Fault { return Latency{p.delay()} },
}

// Apply adds to the response's delay.
func (f Latency) Apply(a *Response, d Draw) Outcome {
	drawn := f.Delay.Draw(d.Rand)
	a.Delivery.Delay = min(a.Delivery.Delay+drawn, longest)
	return applied(f.Delay.note("latency", drawn))
}

func (f Latency) String() string { return short("latency", f.Delay.String()) }
