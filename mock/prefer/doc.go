// Package prefer reads what one request asks of the mock, by the header Prefer
// (RFC 7240) or the query, and says whether the response can show it.
package prefer
