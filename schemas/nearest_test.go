package schemas_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/schemas"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	known := []string{"one", "default", "one-of-each-status", "every-optional-null", "PENDING"}
	for name, want := range map[string]string{
		"default":                "default",
		"defualt":                "default", // a swap is one edit
		"oneof-each-staus":       "one-of-each-status",
		"pending":                "PENDING",
		"nope":                   "", // two edits from one, but not what was meant
		"on":                     "one",
		"":                       "",
		strings.Repeat("x", 9e6): "",
	} {
		assert.Equal(t, want, schemas.Nearest(name, known), "%.20s", name)
	}
	assert.Empty(t, schemas.Nearest("a", nil))
}
