//go:build !race

package contract_test

const mutantsEach = 1
