package main

import (
	"errors"
	"net"
)

// cause is the innermost reason, without the address that we say ourselves.
func cause(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
