//go:build race

package mock_test

// oneIn is the share of the longest tests that runs under the race detector, which makes each
// call many times as slow. Without it all of them run.
const oneIn = 4
