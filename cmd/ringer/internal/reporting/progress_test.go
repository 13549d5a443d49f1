package reporting

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
)

func at(sent int, elapsed time.Duration) contract.Progress {
	return contract.Progress{Phase: "invalid ids", Sent: sent, Planned: 40, Findings: 1,
		Elapsed: elapsed}
}

func TestProgressOnATerminalIsOneLine(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := &Progress{to: &out}
	p.Show(at(1, time.Second))
	p.Show(at(10, 5*time.Second))
	p.Clear()
	assert.Equal(t, "\r\x1b[K1 of 40 requests, 1 finding, about 39s left: invalid ids"+
		"\r\x1b[K10 of 40 requests, 1 finding, about 15s left: invalid ids\r\x1b[K", out.String())
}

func TestProgressInALogIsALineNowAndThen(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := &Progress{to: &out, every: logInterval}
	for i := range 40 {
		p.Show(at(i+1, time.Duration(i+1)*time.Second))
	}
	p.Clear()
	assert.Equal(t, 4, strings.Count(out.String(), "\n"))
	assert.Contains(t, out.String(), "10 of 40 requests, 1 finding, about 30s left: invalid ids\n")
	assert.NotContains(t, out.String(), "\x1b")
}

func TestProgressIsForTerminalsAndCI(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		environ []string
		quiet   bool
		want    bool
	}{
		{"neither", nil, false, false},
		{"CI", []string{"CI=true"}, false, true},
		{"CI that is none", []string{"CI=false"}, false, false},
		{"quiet", []string{"CI=true"}, true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, NewProgress(c.environ, &output.Writer{To: &bytes.Buffer{}}, c.quiet).to != io.Discard)
		})
	}
}

func TestTimeLeftIsUnknownAtTheStart(t *testing.T) {
	t.Parallel()
	assert.Zero(t, timeLeft(at(0, time.Second)))
	assert.Equal(t, "0 of 40 requests, 1 finding: invalid ids", progressLine(at(0, 0)))
}
