package fault_test

import (
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestHTTP2(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		length  string
		content string
		problem string
	}{
		"latency:2s":                {"325", body, ""},
		"first-byte:2s":             {"325", body, ""},
		"slow-body:100":             {"325", body, ""},
		"reset":                     {"325", body[:162], "INTERNAL_ERROR"},
		"cut":                       {"325", body[:162], io.ErrUnexpectedEOF.Error()},
		"cut:right":                 {"162", body[:162], ""},
		"cut:none":                  {"", body[:162], "INTERNAL_ERROR"},
		"content-length":            {"335", body, io.ErrUnexpectedEOF.Error()},
		"content-length:is=7":       {"7", body[:7], "declared"},
		"garbage:text=x":            {"326", body + "x", ""},
		"garbage:outside":           {"325", body, "declared"},
		"status:503":                {"325", body, ""},
		"content-type:missing":      {"325", body, ""},
		"broken-json:duplicate-key": {"", "", ""},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			s := spoiled(t, body, text)
			response, content, err := s.get(t)
			if want.problem == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, want.problem)
			}
			if want.content != "" {
				assert.Equal(t, want.length, response.Header.Get("Content-Length"))
				assert.Equal(t, want.content, content)
			}
		})
	}
}

func TestHTTP2CloseIsAResetStream(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "close")
	_, _, err := s.get(t)
	assert.ErrorContains(t, err, "INTERNAL_ERROR")
}

func TestHTTP2DelaysAreTheSame(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "latency:2s+first-byte:1s+slow-body:100")
	_, _, err := s.get(t)
	require.NoError(t, err)
	assert.Equal(t, 6250*time.Millisecond, s.total())
}
