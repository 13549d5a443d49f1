package main

import "runtime/debug"

// judgingMemory is what a run that judges means to keep to.
const judgingMemory = 1 << 30

// limitMemory has the garbage collector keep within what judging may take, which
// it would otherwise let grow to twice of what is needed. Who sets GOMEMLIMIT knows
// better.
func (a *app) limitMemory() {
	if limit, _ := a.environ.Get("GOMEMLIMIT"); limit == "" {
		debug.SetMemoryLimit(judgingMemory)
	}
}
