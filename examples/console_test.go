//go:build node && unix

package examples_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock"
)

// The console works in a browser: on a wide and on a narrow window, by the mouse and by the
// keyboard, without an error in the browser's console, whatever the texts.
func TestConsole(t *testing.T) {
	t.Parallel()
	install(t)
	s := mock.NewServer(mock.Config{})
	t.Cleanup(s.Close)
	assert.Regexp(t, `\d+ passed`, runs(t, s.URL, "npm run console"))
}
