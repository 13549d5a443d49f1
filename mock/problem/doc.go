// Package problem contains the mock's own errors, as problem details (RFC 9457). They differ
// from all responses of the API by another content type, and a header that names ringer.
package problem
