package fault

import (
	"net/http"
	"strings"
)

// ContentType sends the response with another content type, or with none.
type ContentType struct {
	// Is is the header's value; empty means no header.
	Is string
}

const missing = "missing"

var contentTypeKind = kind{
	Kind: Kind{
		Name:     "content-type",
		Sentence: "The content-type header is wrong or missing; the body is unchanged.",
		Parameters: []Parameter{
			{"is", "text", "text/plain; charset=utf-8", "its value, or the word missing"},
		},
		Example: "{kind: content-type, is: text/html}",
		Short:   "content-type:missing",
	},
	build: func(p *params) Fault {
		const want = "a type such as text/html, or missing"
		is := p.text("is", "text/plain; charset=utf-8", want)
		if is == missing {
			return ContentType{}
		}
		if !strings.Contains(is, "/") || strings.ContainsFunc(is, isControl) {
			p.wrong("is", want)
		}
		return ContentType{is}
	},
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// Apply changes the header.
func (f ContentType) Apply(a *Response, _ Draw) Outcome {
	if a.Header == nil {
		a.Header = http.Header{}
	}
	if f.Is == "" {
		a.Header.Del("Content-Type")
		return applied("content-type is missing")
	}
	a.Header.Set("Content-Type", f.Is)
	return applied("content-type " + f.Is)
}

func (f ContentType) String() string {
	if f.Is == "" {
		return "content-type:" + missing
	}
	return short("content-type", escape(f.Is))
}
