package fastapi

import "net/http"

// Response is a whole answer. Its header lacks what the server adds to every
// answer: Content-Length, Date and Server.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
	// Omitted counts what the framework would have listed in the body beyond
	// the 4 MiB that a refusal lists here.
	Omitted int
}

// JSON is an answer with a body that is JSON already.
func JSON(status int, body []byte) *Response {
	return &Response{
		Status: status,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   body,
	}
}

// Detail is how the framework refuses: the detail as a string.
func Detail(status int, detail string) *Response {
	body := appendString([]byte(`{"detail":`), detail)
	return JSON(status, append(body, '}'))
}

// NotFound says that there is no such route. A record that is not there gets
// the same status, but words of the endpoint's own: Detail(404, ...).
func NotFound() *Response { return Detail(http.StatusNotFound, "Not Found") }

// MethodNotAllowed names the one method that would have been right.
func MethodNotAllowed(allow string) *Response {
	refusal := Detail(http.StatusMethodNotAllowed, "Method Not Allowed")
	refusal.Header.Set("Allow", allow)
	return refusal
}

// SlashRedirect sends the caller to the path with another end: no body, no
// content type.
func SlashRedirect(location string) *Response {
	return &Response{
		Status: http.StatusTemporaryRedirect,
		Header: http.Header{"Location": {location}},
	}
}

// UnreadableBody is the answer to a body that cannot be read, but not for being
// no JSON: too deep, a number too long, bytes in no encoding.
func UnreadableBody() *Response {
	return Detail(http.StatusBadRequest, "There was an error parsing the body")
}

// NotAuthenticated is the 401 of a caller nobody knows. The challenge is the
// framework's own for its bearer scheme, and RFC 9110, 15.5.2 demands one;
// whether this service sends it nobody has published.
func NotAuthenticated() *Response {
	refusal := Detail(http.StatusUnauthorized, "Not authenticated")
	refusal.Header.Set("WWW-Authenticate", "Bearer")
	return refusal
}

// Forbidden is the same from the framework's own bearer scheme: without
// credentials, or with some that cannot count.
func Forbidden(credentials bool) *Response {
	if credentials {
		return Detail(http.StatusForbidden, "Invalid authentication credentials")
	}
	return Detail(http.StatusForbidden, "Not authenticated")
}

// InternalServerError is the plain answer to what the service did not foresee.
func InternalServerError() *Response {
	return &Response{
		Status: http.StatusInternalServerError,
		Header: http.Header{"Content-Type": {"text/plain; charset=utf-8"}},
		Body:   []byte("Internal Server Error"),
	}
}
