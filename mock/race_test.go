//go:build race

package mock_test

// oneIn is which share of the longest tests runs under the race detector, which
// makes each call many times as dear. All of it runs without.
const oneIn = 4
