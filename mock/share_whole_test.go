//go:build whole

package mock_test

const oneIn = 1
