// Package problem holds the mock's own errors, in the form of RFC 9457. They
// never look like a response of the API: another content type, and a header
// that names ringer.
package problem
