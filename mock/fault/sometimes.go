package fault

import (
	"fmt"
	"strconv"
)

// Sometimes is a fault that applies only to some responses.
type Sometimes struct {
	Fault
	// Probability is that of each request, above 0 and up to 1; 0 means 1.
	Probability float64
	// Every restricts it to every nth request of the session; 0 means all.
	Every int
}

var modifiers = []Parameter{
	{"probability", "number from 0 to 1", "1", "the probability that the fault applies to a request"},
	{"every", "number", "1", "the fault applies only to every nth request of the session"},
}

// sometimes wraps a fault if its modifiers require it. With a probability of 0 the fault
// is kept but never applies, so that a fault can be switched off where it is written.
func sometimes(f Fault, p *params) Fault {
	probability := p.float("probability", 1, 0, 1)
	every := p.whole("every", 1, 1, 1_000_000)
	if probability == 0 {
		return never{f}
	}
	if probability == 1 && every == 1 {
		return f
	}
	return Sometimes{Fault: f, Probability: probability, Every: every}
}

// Apply applies the fault if the request's number and the draw allow it.
func (s Sometimes) Apply(a *Response, d Draw) Outcome {
	if s.Every > 1 && d.Call%s.Every != 0 {
		return spared(fmt.Sprintf("%s: not at call %d", s, d.Call))
	}
	if s.Probability > 0 && s.Probability < 1 && d.Rand.Float64() >= s.Probability {
		return spared(fmt.Sprintf("%s: not this time", s))
	}
	return s.Fault.Apply(a, d)
}

func (s Sometimes) String() string {
	probability, every := "", ""
	if s.Probability > 0 && s.Probability < 1 {
		probability = "probability=" + plain(s.Probability)
	}
	if s.Every > 1 {
		every = "every=" + strconv.Itoa(s.Every)
	}
	return short(s.Fault.String(), probability, every)
}

// never is a fault with a probability of 0.
type never struct{ Fault }

func (n never) Apply(*Response, Draw) Outcome { return spared(n.String() + ": never") }
func (n never) String() string                { return n.Fault.String() + ":probability=0" }
