package exchange

import (
	"errors"
	"fmt"
)

// UsageError says that a Target is not one: the caller's mistake. It is
// returned before anything is sent, except to ask a service for its datasets.
type UsageError struct {
	Field   string // the field of Target, such as "Datasets[0].PipelineID"
	Value   string // what it holds; empty when that is a secret or nothing
	Problem string // what is wrong with it
	Hint    string // what would be right
}

// Error names field, value and problem in one line; the hint stands apart.
func (e *UsageError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s: %s", e.Field, e.Problem)
	}
	return fmt.Sprintf("%s %q: %s", e.Field, e.Value, e.Problem)
}

// NotCheckedError says that a target could not be asked, or not to the end. It tells
// nothing about the contract.
type NotCheckedError struct {
	Doing string // what was being done, such as "connecting to 127.0.0.1:4010"
	Hint  string // what to try; may be empty
	Err   error  // the cause
}

// Error says what was being done and why it did not work.
func (e *NotCheckedError) Error() string { return e.Doing + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *NotCheckedError) Unwrap() error { return e.Err }

// ErrUncertified is why a service that asks who we are hangs up. TLS 1.3 does
// so only after the handshake, when the request is on its way already.
var ErrUncertified = errors.New("the service requires a client certificate and closed the connection")

// ErrVersion is why a service cannot be asked in the one version of HTTP that
// will do.
var ErrVersion = errors.New("the service does not speak that version of HTTP there")
