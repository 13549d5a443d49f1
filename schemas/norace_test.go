//go:build !race

package schemas_test

const slower = 1
