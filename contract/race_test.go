//go:build race

package contract_test

// mutantsEach is which share of the mutants is tried: one in so many. The race
// detector makes each several times as dear, and they differ little in how
// they run.
const mutantsEach = 5
