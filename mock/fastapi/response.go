package fastapi

import (
	"net/http"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

// Response is a complete response, except for the headers that the server adds to every
// response: Content-Length, Date and Server.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
	// Omitted is the number of validation errors that the framework would list in the
	// body beyond the 4 MiB that are listed here.
	Omitted int
	// Refused names the first inputs that are wrong, and MoreRefused counts the others.
	Refused     []pydantic.Refused
	MoreRefused int
}

// JSON returns a response with a body that is already JSON.
func JSON(status int, body []byte) *Response {
	return &Response{
		Status: status,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   body,
	}
}

// Detail returns the framework's error response: the detail as a string.
func Detail(status int, detail string) *Response {
	body := python.AppendString([]byte(`{"detail":`), detail)
	return JSON(status, append(body, '}'))
}

// NotFound returns the response for a missing route. For a missing record an endpoint
// returns the same status code with its own text: Detail(404, ...).
func NotFound() *Response { return Detail(http.StatusNotFound, "Not Found") }

// MethodNotAllowed returns the 405 with the one method that is allowed.
func MethodNotAllowed(allow string) *Response {
	refusal := Detail(http.StatusMethodNotAllowed, "Method Not Allowed")
	refusal.Header.Set("Allow", allow)
	return refusal
}

// SlashRedirect returns the redirect to the path with or without a trailing slash: no body,
// no content type.
func SlashRedirect(location string) *Response {
	return &Response{
		Status: http.StatusTemporaryRedirect,
		Header: http.Header{"Location": {location}},
	}
}

// UnreadableBody returns the response to a body that cannot be parsed, but not because of
// its syntax: see python.ErrUnreadable.
func UnreadableBody() *Response {
	return Detail(http.StatusBadRequest, "There was an error parsing the body")
}

// NotAuthenticated returns the 401 of a request without a valid credential. The challenge
// is the framework's for its bearer scheme, and RFC 9110, 15.5.2 requires one; whether this
// service sends it is not published.
func NotAuthenticated() *Response {
	refusal := Detail(http.StatusUnauthorized, "Not authenticated")
	refusal.Header.Set("WWW-Authenticate", "Bearer")
	return refusal
}

// Forbidden returns the 403 of the framework's bearer scheme: without credentials, or with
// invalid ones.
func Forbidden(credentials bool) *Response {
	if credentials {
		return Detail(http.StatusForbidden, "Invalid authentication credentials")
	}
	return Detail(http.StatusForbidden, "Not authenticated")
}

// InternalServerError returns the plain-text 500 for an unexpected error of the service.
func InternalServerError() *Response {
	return &Response{
		Status: http.StatusInternalServerError,
		Header: http.Header{"Content-Type": {"text/plain; charset=utf-8"}},
		Body:   []byte("Internal Server Error"),
	}
}
