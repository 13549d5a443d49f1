//go:build !whole

package contract_test

// oneIn is which share of the mutants, of the catalogue and of other long tables is tried:
// their cases differ little in how they run. `make mutants` tries all of them.
const oneIn = 10
