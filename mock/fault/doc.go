// Package fault spoils good answers on purpose: late, slow, cut, reset, no
// JSON any more, or JSON that breaks its promises.
//
// [Parse] reads a fault as a scenario writes it, [ParseShort] as one request's
// header does; [Kinds] lists what there is. A [Fault] changes an [Answer], and
// [Write] puts the answer on the wire as its fields say:
//
//	f, err := fault.ParseShort("latency:2s+reset")
//	...
//	answer := fault.Answer{Status: 200, Header: header, Body: body}
//	f.Spoil(&answer, fault.Draw{Rand: random, Call: 1, Now: now, State: state})
//	sent, err := fault.Write(ctx, w, r, &answer, sleep)
//
// The rules: chance comes from [Draw] alone, so the same draw spoils the same
// way; time comes from [Draw] and from the sleep given to [Write]; a fault in
// the body touches the bytes it means and no others.
package fault
