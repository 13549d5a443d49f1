package mock

import (
	"net"
	"net/http"
	"slices"

	"github.com/rs/cors"

	"github.com/ringer-api/ringer/mock/origin"
	"github.com/ringer-api/ringer/mock/problem"
)

// pages is what a browser is told about the pages of other origins. Any of them
// may call the API and read what ringer adds; only those that were named may
// send a cookie along, or every page that a person opens could use theirs.
type pages struct{ named, others *cors.Cors }

func newPages() pages {
	options := cors.Options{
		AllowOriginFunc: func(string) bool { return true },
		AllowedMethods:  []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete},
		AllowedHeaders:  []string{"*"},
		ExposedHeaders: []string{"ETag", "Preference-Applied", "Retry-After", TraceHeader,
			problem.Header, omittedHeader, restartedHeader},
		MaxAge: 600,
	}
	others := cors.New(options)
	options.AllowCredentials = true
	return pages{named: cors.New(options), others: others}
}

// serveShared answers a request to the API so that pages of other origins may
// read the answer. One that names no origin gets what the service answers, and
// is told that it depends on it: a cache would else hand it to such a page.
func (m *Mock) serveShared(w http.ResponseWriter, r *http.Request) {
	page := r.Header.Get("Origin")
	switch {
	case m.config.NoCORS:
		m.serve(w, r)
	case page == "":
		w.Header().Add("Vary", "Origin")
		m.serve(w, r)
	case m.names(page, r):
		m.pages.named.Handler(http.HandlerFunc(m.serve)).ServeHTTP(w, r)
	default:
		m.pages.others.Handler(http.HandlerFunc(m.serve)).ServeHTTP(w, r)
	}
}

// listensTo is the context's key of the address that a server listens on.
type listensTo struct{}

// names tells whether pages of an origin may send their credentials: those that
// the configuration names, and while nobody but this machine can connect, its own.
func (m *Mock) names(page string, r *http.Request) bool {
	if slices.Contains(m.config.CORSOrigins, page) {
		return true
	}
	at, known := r.Context().Value(listensTo{}).(net.Addr)
	if !known {
		return false
	}
	host, _, err := net.SplitHostPort(at.String())
	return err == nil && origin.IsLoopback(host) && origin.IsLocal(page)
}
