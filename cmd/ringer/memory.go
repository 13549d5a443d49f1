package main

import "runtime/debug"

// judgingMemory is the memory limit of a run that checks responses.
const judgingMemory = 1 << 30

// limitMemory sets a soft memory limit; without one the heap may grow to twice of
// what a check needs. GOMEMLIMIT takes precedence.
func (a *app) limitMemory() {
	if limit, _ := a.environ.Get("GOMEMLIMIT"); limit == "" {
		debug.SetMemoryLimit(judgingMemory)
	}
}
