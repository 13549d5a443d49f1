// Package journal keeps the exchanges of a session: each request, its response, and
// the trace of why it got this response. Exchanges can be filtered, verified, explained
// in words and exported as an HTTP Archive. Secrets are replaced before an Entry is
// made.
package journal
