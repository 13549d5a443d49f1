// Package execution is what an eval dataset execution is: its birth, the
// course its life takes, and the record a client sees of it at a given moment.
// Everything here is a pure function of its arguments.
package execution
