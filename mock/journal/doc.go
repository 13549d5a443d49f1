// Package journal keeps the exchanges of a session: what was asked, what was
// answered, and why. Exchanges can be filtered, verified, explained in words and
// written as an HTTP Archive. Secrets are replaced before an Entry is made.
package journal
