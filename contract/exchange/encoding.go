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

// AllowUnreadable takes an answer in a coding that was offered and that nobody here
// can undo for what it is: in order, with a body that is not judged. unsaid tells
// whether a request that offers no coding by name would take any.
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

// Decode undoes the content coding into Content, bounded like a body.
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
		return Faultf(Undecodable, "the body is no %s: %v", coding, err)
	}
	a.Content, err = io.ReadAll(io.LimitReader(plain, most+1))
	if int64(len(a.Content)) > most {
		return Faultf(Endless, "the body unpacks to more than %d bytes", most)
	}
	if err != nil {
		return Faultf(Undecodable, "undoing %s after %d bytes: %v", coding, len(a.Content), err)
	}
	return nil
}
