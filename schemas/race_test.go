//go:build race

package schemas_test

// slower is how many times as long the race detector makes everything last.
const slower = 8
