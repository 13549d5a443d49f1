//go:build !whole

package mock_test

// oneIn is the share of the longest tests that runs. `make mutants` runs all of them.
const oneIn = 4
