package main

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

// output is a writer that remembers its first error, so that those who print
// need not look at each one: run looks once, at the end. What is written to it
// is quoted (see package display): whatever a service, a mock, a file or a
// person said, no escape sequence and no command of a build server gets out.
// What quotes by itself, or has to stay as it is, goes through raw. It is safe
// for concurrent use.
type output struct {
	to io.Writer

	mu     sync.Mutex
	err    error
	quoted display.Writer
}

// Write writes, unless an earlier write failed.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.quoted.To = writerFunc(o.pass)
	return o.quoted.Write(p)
}

// raw is the way past the quoting: for ringer's own colours and commands, for
// reports, which quote by themselves, and for bodies that are the result.
func (o *output) raw() io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		o.mu.Lock()
		defer o.mu.Unlock()
		return o.pass(p)
	})
}

// pass writes on; the lock is held.
func (o *output) pass(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.to.Write(p)
	o.err = err
	return n, err
}

// end writes what is left of a text that broke off in a character.
func (o *output) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	_ = o.quoted.Flush() // problem has the error
}

// writerFunc is a writer of one function.
type writerFunc func(p []byte) (int, error)

// Write calls it.
func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// problem is what became of the writing. A reader that has seen enough and
// closed the pipe is no problem.
func (o *output) problem() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil || isBrokenPipe(o.err) {
		return nil
	}
	return unasked(fmt.Sprintf("writing the result: %v", o.err))
}

func isBrokenPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

// talk says something beside the result, a line each; an empty one is nothing.
func (o *output) talk(lines ...string) {
	for _, line := range lines {
		if line != "" {
			fmt.Fprintln(o, line)
		}
	}
}

// isTerminal tells that a person may watch what is written.
func (o *output) isTerminal() bool {
	file, ok := o.to.(*os.File)
	return ok && isatty.IsTerminal(file.Fd())
}
