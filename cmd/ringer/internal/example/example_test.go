package example_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/fixtures"
)

func TestStatesAreThoseOfTheBuiltInAPI(t *testing.T) {
	t.Parallel()
	assert.Equal(t, strings.Join(fixtures.Default().States(), ", "), example.States)
}
