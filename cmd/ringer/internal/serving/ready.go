package serving

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/fixtures/wholefile"
	"github.com/ringer-api/ringer/mock"
)

// Ready is what a program that starts ringer is told when the mock listens. Its members
// are documented in docs/launcher.md: they may become more, and keep their meaning.
type Ready struct {
	URL        string  `json:"url"`
	ControlURL *string `json:"controlUrl"` // nil if the control interface is off
	Session    string  `json:"session"`    // that of requests which name none
	PID        int     `json:"pid"`
	Version    string  `json:"version"`
}

// NewReady describes a mock that listens at an address.
func NewReady(c setting.Mock, at net.Addr, certificate *mock.Certificate, version string) Ready {
	ready := Ready{URL: baseURL(c, at, certificate), Session: mock.SharedSession, PID: os.Getpid(), Version: version}
	if c.Control {
		control := ready.URL + "/_ringer"
		ready.ControlURL = &control
	}
	return ready
}

// Print writes it as one line.
func (r Ready) Print(w io.Writer) { _, _ = w.Write(r.line()) }

func (r Ready) line() []byte {
	line, err := json.Marshal(r)
	if err != nil {
		panic(err) // texts and a number always have a form
	}
	return append(line, '\n')
}

// ClearReadyFile removes the ready file of an earlier run, so that nobody reads it as this
// one's.
func ClearReadyFile(c setting.Mock) error {
	if c.ReadyFile == "" {
		return nil
	}
	if info, err := os.Lstat(c.ReadyFile); err == nil && !info.Mode().IsRegular() {
		return nil // writing it will say what is wrong
	}
	if err := os.Remove(c.ReadyFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unwritable(c.ReadyFile, err)
	}
	return nil
}

// WriteFile writes it to the ready file, if there is to be one: the file appears whole.
func (r Ready) WriteFile(name string) error {
	if name == "" {
		return nil
	}
	const readable fs.FileMode = 0o644 // the mock may run as another user than the one who starts it
	if err := wholefile.Write(name, r.line(), readable); err != nil {
		return unwritable(name, err)
	}
	return nil
}

func unwritable(name string, err error) error {
	return output.Usage(fmt.Sprintf("writing ready-file %s: %v", name, err), "name a file that can be written, in a folder that exists")
}
