// Package fault makes responses defective on purpose: late, slow, cut, reset, not JSON
// any more, or JSON that violates its schema.
//
// [Parse] reads a fault as in a scenario, [ParseShort] as in a request's header; [Kinds]
// lists all kinds. A [Fault] changes a [Response], and [Write] sends it as its fields
// require:
//
//	f, err := fault.ParseShort("latency:2s+reset")
//	...
//	response := fault.Response{Status: 200, Header: header, Body: body}
//	f.Apply(&response, fault.Draw{Rand: random, Call: 1, Now: now, State: state})
//	sent, err := fault.Write(ctx, w, r, &response, sleep)
//
// The rules: random numbers come only from [Draw], so the same draw has the same effect;
// time comes from [Draw] and from the sleep given to [Write]; a fault in the body changes
// no bytes but those it is for.
package fault
