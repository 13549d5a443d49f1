package mock

import (
	"net/http"

	"github.com/rs/cors"

	"github.com/ringer-api/ringer/mock/problem"
)

// newCORS lets a page on any origin call the API and read what ringer adds.
// Only requests that carry an Origin come here, so that all others are
// answered as the real service answers them.
func newCORS() func(http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowOriginFunc: func(string) bool { return true },
		AllowedMethods:  []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete},
		AllowedHeaders:  []string{"*"},
		ExposedHeaders: []string{"ETag", "Preference-Applied", "Retry-After", TraceHeader,
			problem.Header, restartedHeader},
		AllowCredentials: true,
		MaxAge:           600,
	}).Handler
}
