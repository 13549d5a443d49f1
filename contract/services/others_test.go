package services_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
)

// Programs of other frameworks, which describe themselves. Debian's packages are only seen by the
// system's own Python.
var programs = map[string][]string{
	"fastapi": {"/usr/bin/python3", "service.py"},
	"node":    {"node", "service.mjs"},
}

func TestServicesOfOtherFrameworks(t *testing.T) {
	t.Parallel()
	for program, cases := range map[string]map[string]string{
		"fastapi": {
			"none": "", "goes-back": "lifecycle.final-stays-final", "ends-too-early": "record.times-in-order", "not-kept": "write.parameters-echoed",
			"unknown-fails": "status.no-server-error",
		},
		"node": {
			"none": "", "goes-back": "lifecycle.final-stays-final", "attempts-shrink": "lifecycle.attempts-grow", "id-as-text": "schema.body",
			"bad-body-fails": "status.no-server-error",
		},
	} {
		for defect, rule := range cases {
			t.Run(program+"/"+defect, func(t *testing.T) {
				t.Parallel()
				report := checkItself(t, serve(t, programs[program], defect))
				said := ""
				rules := map[string]bool{}
				for _, f := range report.Findings {
					if f.Severity >= contract.Warning {
						rules[f.Rule] = true
						said += fmt.Sprintf("\n%s at %v: expected %s, got %s (%s)", f.Rule, f.Places, f.Expected, f.Got, f.Exchange.Request.Path)
					}
				}
				want := map[string]bool{}
				if rule != "" {
					want[rule] = true
				}
				assert.Equal(t, want, rules, said)
				require.Len(t, report.Jobs, 1)
				assert.Greater(t, report.Jobs[0].Rules, 10)
			})
		}
	}
}

// checkItself checks a service by the document that it serves.
func checkItself(t *testing.T, url string) *contract.Report {
	t.Helper()
	target := contract.Target{URL: url, AllowWrites: true, Watch: 10 * time.Second, Rate: 1000}
	_, document, err := contract.FindDescription(t.Context(), target)
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "openapi.json")
	require.NoError(t, os.WriteFile(file, document, 0o600))
	target.API, err = fixtures.LoadAPIFile(file)
	require.NoError(t, err)
	clock := &clock{now: time.Now()}
	target.Now, target.Sleep = clock.Now, clock.Sleep // a job moves with requests, not with time
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	return report
}

// serve runs a program until the test ends, and returns its address. The port is taken here, so
// that nobody has to wait for the program: requests stay in the socket's queue until it listens.
func serve(t *testing.T, program []string, defect string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	socket, err := listener.(*net.TCPListener).File()
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	ctx, stop := context.WithCancel(context.Background())
	service := exec.CommandContext(ctx, program[0], filepath.Join("testdata", "others", program[1]), defect) //nolint:gosec // a program of the tests
	service.Cancel = func() error { return service.Process.Signal(os.Interrupt) }
	service.WaitDelay = 5 * time.Second
	var said bytes.Buffer
	service.Stdout, service.Stderr, service.ExtraFiles = &said, &said, []*os.File{socket}
	require.NoError(t, service.Start(), "make setup installs python3-fastapi, uvicorn and nodejs")
	require.NoError(t, socket.Close())
	t.Cleanup(func() {
		stop()
		_ = service.Wait() // it was interrupted
		if t.Failed() {
			t.Logf("the service said:\n%s", &said)
		}
	})
	return "http://" + address
}
