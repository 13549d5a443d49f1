//go:build race

package contract_test

// oneIn is which share of the mutants and of the catalogue is tried. The race
// detector makes each many times as dear, and they differ little in how they
// run.
const oneIn = 10
