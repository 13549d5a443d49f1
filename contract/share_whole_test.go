//go:build whole

package contract_test

const oneIn = 1
