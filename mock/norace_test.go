//go:build !race

package mock_test

const oneIn = 1
