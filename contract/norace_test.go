//go:build !race

package contract_test

const oneIn = 1
