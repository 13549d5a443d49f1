package exchange

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/display"
)

// AllowUnreadable removes the fault of a response with a Content-Encoding that the request
// accepts but the check cannot decode: the response is valid, and its body is not checked.
// unsaid is whether a request that names no encoding accepts any.
func (x *Exchange) AllowUnreadable(unsaid bool) {
	if x.Fault == nil || x.Fault.Kind != Undecodable {
		return
	}
	coding := strings.ToLower(strings.TrimSpace(x.Response.Get("content-encoding")))
	if slices.Contains([]string{"gzip", "x-gzip", "deflate"}, coding) || !x.Request.offers(coding, unsaid) {
		return
	}
	x.Fault, x.Origin.Bodiless, x.Origin.Known = nil, true, Message
	x.Origin.Coding = coding
}

// Decode decodes the Content-Encoding of Body into Content, which has at most most bytes.
// It returns nil when it succeeds.
func (a *Response) Decode(most int64) *Fault {
	coding := strings.ToLower(strings.TrimSpace(a.Get("content-encoding")))
	var plain io.Reader
	var err error
	switch coding {
	case "", "identity":
		a.Content = a.Body
		return nil
	case "gzip", "x-gzip":
		plain, err = gzip.NewReader(bytes.NewReader(a.Body))
	case "deflate":
		plain, err = zlib.NewReader(bytes.NewReader(a.Body))
	default:
		return Faultf(Undecodable, "content-encoding %q was not accepted by the request", display.Excerpt(coding, 80))
	}
	if len(a.Body) == 0 {
		return nil
	}
	if err != nil {
		return Faultf(Undecodable, "the body is not %s: %v", coding, err)
	}
	a.Content, err = io.ReadAll(io.LimitReader(plain, most+1))
	if int64(len(a.Content)) > most {
		return Faultf(Endless, "the body decompresses to more than %d bytes", most)
	}
	if err != nil {
		return Faultf(Undecodable, "decoding %s failed after %d bytes: %v", coding, len(a.Content), err)
	}
	return nil
}
