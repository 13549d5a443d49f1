// Ringer answers like one particular API, and tells when the API stops being
// what its documentation promises. The command only uses what a Go program can
// use too: see the packages mock and contract.
//
// Each verb has a file of its own, named after it. Results go to stdout, talk
// goes to stderr, and the exit code is 0 for a clean run, 1 for a broken
// contract, 2 for a usage or configuration that is wrong, and 3 when what was
// asked for could not be found out.
package main
