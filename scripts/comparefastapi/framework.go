package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// framework is a FastAPI that is unpacked in a folder, as scripts/fetch-fastapi does it.
type framework struct {
	name   string // pydantic1 or pydantic2, as the golden files are named
	folder string
}

// service is a running application.
type service struct {
	address string
	stop    func()
	said    *bytes.Buffer
}

// start starts an application, a Python file, with further arguments. The port is taken here, so
// that nobody has to wait: requests stay in the socket's queue until the application listens.
func (f framework) start(ctx context.Context, file string, arguments ...string) (*service, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	socket, err := listener.(*net.TCPListener).File()
	if err != nil {
		return nil, err
	}
	s := &service{address: listener.Addr().String(), said: &bytes.Buffer{}}
	if err := listener.Close(); err != nil {
		return nil, err
	}
	absolute, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	process := exec.CommandContext(ctx, filepath.Join(f.folder, "python"), append([]string{absolute}, arguments...)...) //nolint:gosec // the script's own folder
	process.Stdout, process.Stderr, process.ExtraFiles = s.said, s.said, []*os.File{socket}
	process.Cancel = func() error { return process.Process.Signal(os.Interrupt) }
	process.WaitDelay = 5 * time.Second
	if err := process.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", f.name, err)
	}
	s.stop = func() {
		_ = process.Process.Signal(os.Interrupt)
		_ = process.Wait() // it was interrupted
	}
	return s, socket.Close()
}

// document returns the application's description.
func (s *service) document(ctx context.Context) (string, error) {
	r, err := ask(ctx, s.address, request{method: "GET", target: "/openapi.json"})
	if err == nil && r.Status != 200 {
		err = fmt.Errorf("/openapi.json answers %d: %s", r.Status, r.Body)
	}
	if err != nil {
		return "", fmt.Errorf("%w; the application said:\n%s", err, s.said)
	}
	return r.Body, nil
}
