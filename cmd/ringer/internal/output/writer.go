// Package output writes to stdout and stderr, escaping untrusted text: results,
// errors with their hints, exit codes, JSON and wording.
package output

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"syscall"

	"github.com/mattn/go-isatty"

	"github.com/ringer-api/ringer/schemas/display"
)

// Writer is a writer that remembers its first error, so that callers need not check
// each write: run checks once, at the end. What is written to it is escaped (see
// package display): no escape sequence and no command of a CI server gets out,
// whatever a service, a mock or a file contains. Output that is escaped already, or
// must stay as it is, goes through Raw. It is safe for concurrent use.
type Writer struct {
	To io.Writer

	mu     sync.Mutex
	err    error
	quoted display.Writer
}

// Write writes, unless an earlier write failed.
func (o *Writer) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.quoted.To = writerFunc(o.pass)
	return o.quoted.Write(p)
}

// Raw writes without escaping: for ringer's own colours and commands, for reports,
// which escape by themselves, and for bodies that are the result.
func (o *Writer) Raw() io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		o.mu.Lock()
		defer o.mu.Unlock()
		return o.pass(p)
	})
}

// pass writes to the underlying writer; the lock is held.
func (o *Writer) pass(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.To.Write(p)
	o.err = err
	return n, err
}

// End writes what is left of a text that ends within a character.
func (o *Writer) End() {
	o.mu.Lock()
	defer o.mu.Unlock()
	_ = o.quoted.Flush() // problem has the error
}

// writerFunc is a writer of one function.
type writerFunc func(p []byte) (int, error)

// Write calls it.
func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// Problem is the first write error. A pipe that the reader has closed is not an
// error.
func (o *Writer) Problem() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil || isBrokenPipe(o.err) {
		return nil
	}
	return NotChecked(fmt.Sprintf("writing the result: %v", o.err))
}

func isBrokenPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

// Text prints messages, one line each; empty ones are skipped.
func (o *Writer) Text(lines ...string) {
	for _, line := range lines {
		if line != "" {
			fmt.Fprintln(o, line)
		}
	}
}

// IsTerminal reports whether the output is a terminal.
func (o *Writer) IsTerminal() bool {
	file, ok := o.To.(*os.File)
	return ok && isatty.IsTerminal(file.Fd())
}
