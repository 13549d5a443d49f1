package mock

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/fault"
)

// minGzip is the size from which a body is compressed, as in the framework's own middleware.
// Below it gzip saves almost nothing.
const minGzip = 500

// compressible reports whether the response is compressed for clients that accept it, with
// Config.Gzip.
func (c *call) compressible(a *fault.Response) bool {
	return c.mock.config.Gzip && len(a.Body) >= minGzip && a.Header.Get("Content-Encoding") == ""
}

// compressed returns the response as it is sent: compressed if the client accepts that. The
// response itself stays readable, for the journal. Compression comes after the faults: what
// they change is inside the compressed body, and what they cut is cut off its bytes.
func (c *call) compressed(a *fault.Response) *fault.Response {
	if !c.compressible(a) {
		return a
	}
	out := *a
	out.Header = a.Header.Clone()
	out.Header.Add("Vary", "Accept-Encoding")
	if acceptsGzip(c.request.Header) {
		out.Header.Set("Content-Encoding", "gzip")
		out.Body = c.gzipped(a.Body)
	}
	return &out
}

// gzipped compresses a body, in pieces: when the client has gone it stops, and the incomplete
// result is not sent.
func (c *call) gzipped(body []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	const size = 64 << 10
	for piece := range slices.Chunk(body, size) {
		if c.room.Alive() != nil {
			break
		}
		_, _ = w.Write(piece) // writing to a bytes.Buffer cannot fail
	}
	_ = w.Close()
	return out.Bytes()
}

// acceptsGzip reads Accept-Encoding by RFC 9110, 12.5.3: gzip is accepted by its name, or by
// a star if no name overrides it, unless the weight is zero.
func acceptsGzip(h http.Header) bool {
	named, star := -1.0, -1.0
	for part := range strings.SplitSeq(strings.Join(h.Values("Accept-Encoding"), ","), ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			named = max(named, weight(parameters))
		case "*":
			star = max(star, weight(parameters))
		}
	}
	if named >= 0 {
		return named > 0
	}
	return star > 0
}

// weight returns the q of an element's parameters: 1 without one, 0 for an invalid one.
func weight(parameters string) float64 {
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(parameter, "=")
		if !strings.EqualFold(strings.TrimSpace(name), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}
