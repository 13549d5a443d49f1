package fastapi

import (
	"net/http"
	"strconv"
	"strings"
)

// retryAfter is the Retry-After of a 429 or 503, in seconds.
const retryAfter = 5

// WithStatus returns the response with a status code that is not about the request: the
// framework's text when only the code is raised, and a proxy's page for the codes that a
// proxy in front of the service returns.
func WithStatus(status int) *Response {
	switch status {
	case http.StatusInternalServerError:
		return InternalServerError()
	case http.StatusBadGateway, http.StatusGatewayTimeout:
		return proxyPage(status)
	case http.StatusProxyAuthRequired: // RFC 9110, 15.5.8 requires a challenge
		return with(Detail(status, phrase(status)), "Proxy-Authenticate", `Basic realm="proxy"`)
	case http.StatusUpgradeRequired: // 15.5.22 requires the name of a protocol
		return with(Detail(status, phrase(status)), "Upgrade", "h2c")
	case http.StatusTooManyRequests:
		return retryLater(Detail(status, "Rate limit exceeded"))
	case http.StatusServiceUnavailable:
		return retryLater(proxyPage(status))
	}
	return Detail(status, phrase(status))
}

func retryLater(r *Response) *Response {
	return with(r, "Retry-After", strconv.Itoa(retryAfter))
}

func with(r *Response, header, value string) *Response {
	r.Header.Set(header, value)
	return r
}

// proxyPage returns the page of a proxy that cannot reach the service.
func proxyPage(status int) *Response {
	title := strconv.Itoa(status) + " " + phrase(status)
	page := strings.Join([]string{"<html>", "<head><title>" + title + "</title></head>", "<body>",
		"<center><h1>" + title + "</h1></center>", "</body>", "</html>", ""}, "\r\n")
	return &Response{Status: status, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(page)}
}

// phrase returns the name of the status code in Python 3.12 and earlier.
func phrase(status int) string {
	switch status {
	case http.StatusRequestEntityTooLarge:
		return "Request Entity Too Large"
	case http.StatusRequestURITooLong:
		return "Request-URI Too Long"
	case http.StatusRequestedRangeNotSatisfiable:
		return "Requested Range Not Satisfiable"
	case http.StatusTeapot:
		return "I'm a Teapot"
	}
	if text := http.StatusText(status); text != "" {
		return text
	}
	return "Error"
}
