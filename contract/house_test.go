package contract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPackagesBelowAreTold: only the root chooses an API and its description, in one place,
// the others are given them; and none grows to where nobody finds anything.
func TestPackagesBelowAreTold(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*/*.go")
	require.NoError(t, err)
	count := map[string]int{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		count[filepath.Dir(file)]++
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.NotRegexp(t, `schemas\.Default\(|fixtures\.Default\(`, string(text), file)
	}
	root, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, file := range root {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		if !strings.HasSuffix(file, "_test.go") && file != "about.go" {
			assert.NotRegexp(t, `schemas\.Default\(|fixtures\.Default\(`, string(text), file)
		}
	}
	assert.NotEmpty(t, count)
	for name, n := range count {
		most := 25
		if name == "rule" {
			most = 40 // a file for each kind of promise, and the table of all rules
		}
		assert.LessOrEqual(t, n, most, name)
	}
}
