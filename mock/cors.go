package mock

import (
	"net/http"

	"github.com/rs/cors"
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
			ownHeader, omittedHeader, "Ringer-Session-Restarted"},
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
	origin := r.Header.Get("Origin")
	switch {
	case m.config.NoCORS:
		m.serveAPI(w, r)
	case origin == "":
		w.Header().Add("Vary", "Origin")
		m.serveAPI(w, r)
	case m.names(origin, r):
		m.pages.named.Handler(http.HandlerFunc(m.serveAPI)).ServeHTTP(w, r)
	default:
		m.pages.others.Handler(http.HandlerFunc(m.serveAPI)).ServeHTTP(w, r)
	}
}
