//go:build race

package schemas_test

// slower is the factor by which the race detector slows everything down.
const slower = 8
