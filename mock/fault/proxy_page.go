package fault

import (
	"fmt"
	"net/http"
)

// ProxyPage replaces the response with the error page of a proxy in front of the service
// that cannot reach it.
type ProxyPage struct {
	// Code is 502, 503 or 504.
	Code int
}

var proxyPageKind = kind{
	Kind: Kind{
		Name:     "proxy-page",
		Sentence: "A proxy's error page in HTML replaces the response.",
		Parameters: []Parameter{
			{"code", "502, 503 or 504", "502", "the status code"},
		},
		Example: "{kind: proxy-page, code: 504}",
		Short:   "proxy-page:504",
	},
	build: func(p *params) Fault { return ProxyPage{p.whole("code", 502, 502, 504)} },
}

// Apply replaces status code, header and body.
func (f ProxyPage) Apply(a *Response, _ Draw) Outcome {
	title := fmt.Sprintf("%d %s", f.Code, http.StatusText(f.Code))
	a.Status = f.Code
	a.Header = http.Header{
		"Content-Type":  {"text/html"},
		"Cache-Control": {"no-store"},
		"Via":           {"1.1 proxy"},
	}
	a.Body = fmt.Appendf(nil, "<!DOCTYPE html>\r\n<html>\r\n<head><title>%s</title></head>\r\n"+
		"<body>\r\n<h1>%s</h1>\r\n<p>The proxy got no answer it could pass on.</p>\r\n"+
		"</body>\r\n</html>\r\n", title, title)
	return applied("proxy-page " + title)
}

func (f ProxyPage) String() string { return fmt.Sprintf("proxy-page:%d", f.Code) }
