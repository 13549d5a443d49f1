package main

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"syscall"
)

// output is a writer that remembers its first error, so that those who print
// need not look at each one: run looks once, at the end. It is safe for
// concurrent use.
type output struct {
	to io.Writer

	mu  sync.Mutex
	err error
}

// Write writes, unless an earlier write failed.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.to.Write(p)
	o.err = err
	return n, err
}

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
