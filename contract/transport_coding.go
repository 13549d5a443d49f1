package contract

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
	"strings"
)

// decode undoes the content coding into Content, bounded like a body.
func (a *Answer) decode(most int64) *Fault {
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
		return faultf(Undecodable, "content-encoding %q was not asked for", coding)
	}
	if len(a.Body) == 0 {
		return nil
	}
	if err != nil {
		return faultf(Undecodable, "the body is no %s: %v", coding, err)
	}
	a.Content, err = io.ReadAll(io.LimitReader(plain, most+1))
	if int64(len(a.Content)) > most {
		return faultf(Endless, "the body unpacks to more than %d bytes", most)
	}
	if err != nil {
		return faultf(Undecodable, "undoing %s after %d bytes: %v", coding, len(a.Content), err)
	}
	return nil
}
