package exchange

import (
	"errors"
	"fmt"
)

// UsageError reports that a Target is invalid, which is the caller's mistake. It is
// returned before any request is sent, except those that find a service's collections of jobs.
type UsageError struct {
	Field   string // the field of Target, such as "Collections[0].project"
	Value   string // its value; empty when that is a secret or there is none
	Problem string // what is wrong with it
	Hint    string // what a valid value is
}

// Error returns field, value and problem in one line, without the hint.
func (e *UsageError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s: %s", e.Field, e.Problem)
	}
	return fmt.Sprintf("%s %q: %s", e.Field, e.Value, e.Problem)
}

// NotCheckedError reports that a target could not be checked, or not completely. It does
// not mean that the contract is broken.
type NotCheckedError struct {
	Doing string // what was being done, such as "connecting to 127.0.0.1:4010"
	Hint  string // what to try; may be empty
	Err   error  // the cause
}

// Error returns what was being done and why it failed.
func (e *NotCheckedError) Error() string { return e.Doing + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *NotCheckedError) Unwrap() error { return e.Err }

// ErrUncertified is the cause when a service that requires a client certificate closes the
// connection. With TLS 1.3 it does so only after the handshake, when the request has
// already been sent.
var ErrUncertified = errors.New("the service requires a client certificate and closed the connection")

// ErrVersion is the cause when a service does not support the version of HTTP that the
// target requires.
var ErrVersion = errors.New("the service does not speak that version of HTTP there")
