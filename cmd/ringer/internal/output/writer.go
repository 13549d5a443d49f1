// Package output is how the command speaks: the doors to stdout and stderr, which
// quote what others said, failures with their hints, exit codes, JSON and words.
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

// Writer is a writer that remembers its first error, so that those who print
// need not look at each one: run looks once, at the end. What is written to it
// is quoted (see package display): whatever a service, a mock, a file or a
// person said, no escape sequence and no command of a build server gets out.
// What quotes by itself, or has to stay as it is, goes through raw. It is safe
// for concurrent use.
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

// Raw is the way past the quoting: for ringer's own colours and commands, for
// reports, which quote by themselves, and for bodies that are the result.
func (o *Writer) Raw() io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		o.mu.Lock()
		defer o.mu.Unlock()
		return o.pass(p)
	})
}

// pass writes on; the lock is held.
func (o *Writer) pass(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.To.Write(p)
	o.err = err
	return n, err
}

// End writes what is left of a text that broke off in a character.
func (o *Writer) End() {
	o.mu.Lock()
	defer o.mu.Unlock()
	_ = o.quoted.Flush() // problem has the error
}

// writerFunc is a writer of one function.
type writerFunc func(p []byte) (int, error)

// Write calls it.
func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// Problem is what became of the writing. A reader that has seen enough and
// closed the pipe is no problem.
func (o *Writer) Problem() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil || isBrokenPipe(o.err) {
		return nil
	}
	return Unasked(fmt.Sprintf("writing the result: %v", o.err))
}

func isBrokenPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

// Talk says something beside the result, a line each; an empty one is nothing.
func (o *Writer) Talk(lines ...string) {
	for _, line := range lines {
		if line != "" {
			fmt.Fprintln(o, line)
		}
	}
}

// IsTerminal tells that a person may watch what is written.
func (o *Writer) IsTerminal() bool {
	file, ok := o.To.(*os.File)
	return ok && isatty.IsTerminal(file.Fd())
}
