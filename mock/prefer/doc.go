// Package prefer reads the preferences of a request, in the header Prefer (RFC 7240) or the
// query, and decides whether the response can follow them.
package prefer
