package contract_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/ringer-api/ringer/contract"
)

// wireVariants send the same responses in different ways.
func wireVariants() []variant {
	return []variant{
		{name: "HTTP 2", tune: func(t *contract.Target) { t.TLS.Insecure, t.HTTP = true, "2" }},
		{name: "HTTP 1 over TLS", tune: func(t *contract.Target) { t.TLS.Insecure, t.HTTP = true, "1.1" }},
		{name: "deflate when offered", alter: func(h *honest) { h.write = deflated }},
		{name: "gzip over HTTP 2", alter: func(h *honest) { h.write = packed },
			tune: func(t *contract.Target) { t.TLS.Insecure = true }},
		{name: "closes every connection", alter: everyHeader("Connection", "close")},
		{name: "no date", alter: func(h *honest) {
			h.write = func(w http.ResponseWriter, a *answer) {
				text := a.bytes()
				raw(fmt.Sprintf("HTTP/1.1 %d \r\ncontent-type:application/json\r\ncontent-length:%d\r\n\r\n%s",
					a.status, len(text), text))(w, a)
			}
		}},
		{name: "a byte at a time", alter: func(h *honest) {
			h.write = func(w http.ResponseWriter, a *answer) {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(a.status)
				for _, b := range a.bytes() {
					w.Write([]byte{b})
					w.(http.Flusher).Flush()
				}
			}
		}},
		{name: "keys in another order", alter: rewritten(func(v any) []byte { return appendBackwards(nil, v) })},
		{name: "escaped unicode", alter: func(h *honest) {
			everyRecord(func(r record) record { return r.with("user_id", "Zoë 🦊 \u2028 <&>") })(h)
			rewritten(escaped)(h)
		}},
		{name: "HEAD and OPTIONS are served", around: headAndOptions},
		{name: "a slash at the end leads to the path without", around: withoutSlash},
		{name: "a path prefix", tune: func(t *contract.Target) { t.URL = "/eu/llama" },
			around: func(next http.Handler) http.Handler { return http.StripPrefix("/eu/llama", next) }},
		{name: "a path prefix with a slash", tune: func(t *contract.Target) { t.URL = "/eu/" },
			around: func(next http.Handler) http.Handler { return http.StripPrefix("/eu", next) }},
		{name: "asks for fewer requests", around: everySeventhIsTooMuch},
	}
}

func deflated(w http.ResponseWriter, a *answer) {
	if strings.Contains(a.request.Header.Get("Accept-Encoding"), "deflate") {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		z.Write(a.bytes())
		z.Close()
		a.header.Set("Content-Encoding", "deflate")
		a.body = b.Bytes()
	}
	a.send(w)
}

// rewritten writes every body in another way.
func rewritten(write func(v any) []byte) func(*honest) {
	return func(h *honest) {
		h.spoil = func(a *answer) {
			decoder := json.NewDecoder(bytes.NewReader(a.bytes()))
			decoder.UseNumber()
			var v any
			if err := decoder.Decode(&v); err != nil {
				panic(err)
			}
			a.body = write(v)
		}
	}
}

// appendBackwards writes the names of every object from z to a.
func appendBackwards(dst []byte, v any) []byte {
	switch v := v.(type) {
	case map[string]any:
		names := namesOf(v, "*")
		slices.Reverse(names)
		dst = append(dst, '{')
		for i, name := range names {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(appendBackwards(dst, name), ':')
			dst = appendBackwards(dst, v[name])
		}
		return append(dst, '}')
	case []any:
		dst = append(dst, '[')
		for i, element := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendBackwards(dst, element)
		}
		return append(dst, ']')
	}
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return append(dst, text...)
}

// escaped writes every character outside ASCII as an escape, as Python's own
// writer does.
func escaped(v any) []byte {
	var b strings.Builder
	for _, r := range string(appendBackwards(nil, v)) {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\u%04X\u%04x`, 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff)
		}
	}
	return []byte(b.String())
}

func headAndOptions(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !base.MatchString(r.URL.Path):
			next.ServeHTTP(w, r)
		case r.Method == http.MethodOptions:
			w.Header().Set("Allow", "GET, HEAD, OPTIONS, POST")
			w.WriteHeader(http.StatusNoContent)
		case r.Method == http.MethodHead:
			get := r.Clone(r.Context())
			get.Method = http.MethodGet
			next.ServeHTTP(w, get)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func withoutSlash(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path := strings.TrimRight(r.URL.Path, "/"); path != r.URL.Path && base.MatchString(path) {
			w.Header().Set("Location", "http://"+r.Host+strings.TrimRight(r.URL.EscapedPath(), "/"))
			w.WriteHeader(http.StatusTemporaryRedirect)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func everySeventhIsTooMuch(next http.Handler) http.Handler {
	var asked atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1)%7 == 0 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			io.WriteString(w, `{"detail":"Too Many Requests"}`)
			return
		}
		next.ServeHTTP(w, r)
	})
}
