package output

import (
	"errors"
	"net"
)

// Cause is the innermost reason, without the address that we say ourselves.
func Cause(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
