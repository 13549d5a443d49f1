package mock

import (
	"net"
	"net/http"
	"slices"

	"github.com/rs/cors"

	"github.com/ringer-api/ringer/mock/origin"
	"github.com/ringer-api/ringer/mock/problem"
)

// pages are the CORS settings. Pages of any other origin may call the API and read the
// headers that ringer adds; only pages of named origins may send credentials, otherwise any
// page that a user opens could use the user's cookies.
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

// serveShared serves a request to the API with CORS headers. The response to a request
// without an origin is that of the service, with Vary: Origin, since a cache would otherwise
// give it to a page of another origin.
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

// listensTo is the context key of the address that a server listens on.
type listensTo struct{}

// names reports whether pages of an origin may send credentials: those of the configuration,
// and pages of this machine while only this machine can connect.
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
