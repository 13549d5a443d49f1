package output

import (
	"errors"
	"net"
)

// Cause is the innermost cause, without the address, which the message has already.
func Cause(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
