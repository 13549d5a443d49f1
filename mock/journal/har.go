package journal

import (
	"encoding/base64"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// WriteHAR writes exchanges as an HTTP Archive, version 1.2, which the network panel of
// a browser opens. Secrets were replaced when the journal stored the exchanges, and
// cookies are secrets as a whole, so an archive lists none.
func WriteHAR(w io.Writer, entries iter.Seq[*Entry]) error {
	empty := har{harLog{Version: "1.2", Creator: harCreator{"ringer", moduleVersion()}, Entries: []harEntry{}}}
	err := WriteList(w, empty, entries, func(e *Entry) any { return harOf(e) })
	if err != nil {
		return fmt.Errorf("writing the HTTP Archive: %w", err)
	}
	return nil
}

func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "unknown"
}

// harOf converts an exchange to an entry of the archive.
func harOf(e *Entry) harEntry {
	ms := float64(e.Took) / float64(time.Millisecond)
	return harEntry{
		StartedDateTime: e.Began.UTC().Format("2006-01-02T15:04:05.000Z07:00"), Time: ms,
		Request: harRequestOf(e), Response: harResponseOf(e), Cache: struct{}{},
		Timings: harTimings{Blocked: -1, DNS: -1, Connect: -1, SSL: -1, Wait: ms},
		Comment: e.Trace.String(), Trace: e.Trace,
	}
}

func harRequestOf(e *Entry) harRequest {
	r := harRequest{Method: e.Method, URL: e.Scheme + "://" + e.Host + e.URL, HTTPVersion: e.Proto,
		Cookies: []harPair{}, Headers: harHeaders(e.Header, harPair{"Host", e.Host}),
		QueryString: harQuery(e.URL), HeadersSize: -1, BodySize: e.BodySize}
	if e.BodySize > 0 {
		text, encoding := harText(e.Body)
		r.PostData = &harPost{MimeType: e.Header.Get("Content-Type"), Params: []harPair{}, Text: text,
			Encoding: encoding, Comment: clippedComment(e.bodyKept, e.BodySize)}
	}
	return r
}

func harResponseOf(e *Entry) harResponse {
	text, encoding := harText(e.ResponseBody)
	r := harResponse{Status: e.Status, StatusText: http.StatusText(e.Status), HTTPVersion: e.Proto,
		Cookies: []harPair{}, Headers: harHeaders(e.ResponseHeader), RedirectURL: e.ResponseHeader.Get("Location"),
		Content: harContent{Size: e.ResponseSize, MimeType: e.ResponseHeader.Get("Content-Type"), Text: text,
			Encoding: encoding, Comment: clippedComment(e.responseKept, e.ResponseSize)},
		HeadersSize: -1, BodySize: e.Sent, Comment: e.Problem}
	if r.Content.MimeType == "" {
		r.Content.MimeType = "x-unknown"
	}
	return r
}

// harText returns a body as the archive represents it: unchanged when it is text,
// otherwise in base64.
func harText(body []byte) (text, encoding string) {
	if utf8.Valid(body) {
		return string(body), ""
	}
	return base64.StdEncoding.EncodeToString(body), "base64"
}

func clippedComment(kept, size int) string {
	if kept >= size {
		return ""
	}
	return fmt.Sprintf("the journal kept %d of %d bytes", kept, size)
}

func harHeaders(h http.Header, first ...harPair) []harPair {
	pairs := append([]harPair{}, first...)
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range h[name] {
			pairs = append(pairs, harPair{name, value})
		}
	}
	return pairs
}

// harQuery lists the parameters of a URL's query in their order.
func harQuery(target string) []harPair {
	pairs := []harPair{}
	_, query, _ := strings.Cut(target, "?")
	for pair := range strings.SplitSeq(query, "&") {
		if pair != "" {
			name, value, _ := strings.Cut(pair, "=")
			pairs = append(pairs, harPair{unescapeQuery(name), unescapeQuery(value)})
		}
	}
	return pairs
}

func unescapeQuery(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}

// The types of the HAR 1.2 specification. A field name with a leading underscore is our
// own, as the specification requires.
type (
	har struct {
		Log harLog `json:"log"`
	}
	harLog struct {
		Version string     `json:"version"`
		Creator harCreator `json:"creator"`
		Entries []harEntry `json:"entries"`
	}
	harCreator struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	harEntry struct {
		StartedDateTime string      `json:"startedDateTime"`
		Time            float64     `json:"time"`
		Request         harRequest  `json:"request"`
		Response        harResponse `json:"response"`
		Cache           struct{}    `json:"cache"`
		Timings         harTimings  `json:"timings"`
		Comment         string      `json:"comment"`
		Trace           Trace       `json:"_trace"`
	}
	harRequest struct {
		Method      string    `json:"method"`
		URL         string    `json:"url"`
		HTTPVersion string    `json:"httpVersion"`
		Cookies     []harPair `json:"cookies"`
		Headers     []harPair `json:"headers"`
		QueryString []harPair `json:"queryString"`
		PostData    *harPost  `json:"postData,omitempty"`
		HeadersSize int       `json:"headersSize"`
		BodySize    int       `json:"bodySize"`
	}
	harPost struct {
		MimeType string    `json:"mimeType"`
		Params   []harPair `json:"params"`
		Text     string    `json:"text"`
		Encoding string    `json:"_encoding,omitempty"`
		Comment  string    `json:"comment,omitempty"`
	}
	harResponse struct {
		Status      int        `json:"status"`
		StatusText  string     `json:"statusText"`
		HTTPVersion string     `json:"httpVersion"`
		Cookies     []harPair  `json:"cookies"`
		Headers     []harPair  `json:"headers"`
		Content     harContent `json:"content"`
		RedirectURL string     `json:"redirectURL"`
		HeadersSize int        `json:"headersSize"`
		BodySize    int        `json:"bodySize"`
		Comment     string     `json:"comment,omitempty"`
	}
	harContent struct {
		Size     int    `json:"size"`
		MimeType string `json:"mimeType"`
		Text     string `json:"text"`
		Encoding string `json:"encoding,omitempty"`
		Comment  string `json:"comment,omitempty"`
	}
	harTimings struct {
		Blocked float64 `json:"blocked"`
		DNS     float64 `json:"dns"`
		Connect float64 `json:"connect"`
		SSL     float64 `json:"ssl"`
		Send    float64 `json:"send"`
		Wait    float64 `json:"wait"`
		Receive float64 `json:"receive"`
	}
	harPair struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
)
