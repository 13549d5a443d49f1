package contract_test

import (
	"bytes"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// python is the system's own: Debian's packages are only seen by that one.
const python = "/usr/bin/python3"

// What FastAPI and pydantic do by themselves is never a finding.
func TestFastAPIServiceIsClean(t *testing.T) {
	t.Parallel()
	target := targetOf(serveFastAPI(t))
	target.AllowWrites, target.Watch = true, 2*time.Second
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	for _, f := range report.Findings {
		assert.Less(t, f.Severity, contract.Warning, "%s: expected %s, got %s: %s", f.Rule, f.Expected, f.Got, f.Curl)
	}
	assert.Equal(t, contract.Passed, report.Verdict)
	assert.NotZero(t, report.Counts.Records)
}

// serveFastAPI runs the service of testdata/fastapi until the test ends, and
// gives its address. The port is taken here, so nobody has to wait for the
// service: what is asked before it listens stays in the socket's queue.
func serveFastAPI(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	socket, err := listener.(*net.TCPListener).File()
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())

	found, err := exec.Command(python, "-c", "import fastapi, pydantic, uvicorn").CombinedOutput()
	require.NoError(t, err, "%s misses FastAPI; `make setup` installs Debian's python3-fastapi, "+
		"python3-pydantic and uvicorn\n%s", python, found)
	service := exec.CommandContext(t.Context(), python, filepath.Join("testdata", "fastapi", "service.py"))
	service.Cancel = func() error { return service.Process.Signal(os.Interrupt) }
	service.WaitDelay = 5 * time.Second
	var said bytes.Buffer
	service.Stdout, service.Stderr, service.ExtraFiles = &said, &said, []*os.File{socket}
	require.NoError(t, service.Start())
	require.NoError(t, socket.Close())
	t.Cleanup(func() {
		assert.ErrorIs(t, service.Wait(), context.Canceled, "it ended by itself")
		if t.Failed() {
			t.Logf("the service said:\n%s", &said)
		}
	})
	return "http://" + address
}
