// Ringer mocks one particular API, and checks implementations of that API against
// its documentation. The command only uses what a Go program can use too: see the
// packages mock and contract.
//
// Each verb has a file of its own, named after it. Results go to stdout, messages
// go to stderr, and the exit code is 0 for a clean run, 1 for a broken contract,
// 2 for wrong usage or configuration, and 3 when the service could not be reached,
// or nothing could be checked.
package main
