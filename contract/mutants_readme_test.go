package contract_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The README's sentence about the suite's test is between these lines.
const (
	proofBegins = "<!-- mutants: written by make update -->\n"
	proofEnds   = "<!-- end of mutants -->\n"
)

// proof is what the suite can be trusted for, in a sentence.
func proof(found, made int) string {
	return fmt.Sprintf("Of %d implementations that are broken in one place each, the check finds %d, names the broken "+
		"promise\nand nothing else. %d honest ones that differ in taste pass.\n", made, found, len(variants()))
}

// readmeProves compares the README's sentence with what was found.
func readmeProves(t *testing.T, found, made int) {
	t.Helper()
	const name = "../README.md"
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return // an unpacked package without its README
	}
	require.NoError(t, err)
	before, rest, begins := strings.Cut(string(text), proofBegins)
	sentence, after, ends := strings.Cut(rest, proofEnds)
	require.True(t, begins && ends, "%s wants the lines\n%s%s", name, proofBegins, proofEnds)
	if *update {
		whole := before + proofBegins + proof(found, made) + proofEnds + after
		require.NoError(t, os.WriteFile(name, []byte(whole), 0o644))
		return
	}
	assert.Equal(t, proof(found, made), sentence, "write it anew with: make update")
}
