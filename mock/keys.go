package mock

import (
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/schemas"
)

// keys are the headers and query parameters that the description documents as API keys. Their
// values are secret, whatever their names are.
type keys struct{ headers, queries []string }

func newKeys(d *schemas.Description) keys {
	var k keys
	for _, s := range d.SecuritySchemes() {
		switch {
		case s.Type != "apiKey":
		case s.In == "header":
			k.headers = append(k.headers, http.CanonicalHeaderKey(s.Parameter))
		case s.In == "query":
			k.queries = append(k.queries, s.Parameter)
		}
	}
	return k
}

// hidden returns the request with the keys replaced, for the journal. It is the request itself
// if it has none.
func (k keys) hidden(r *http.Request) *http.Request {
	if len(k.values(r)) == 0 {
		return r
	}
	clean := r.Clone(r.Context())
	for _, name := range k.headers {
		for i := range clean.Header[name] {
			clean.Header[name][i] = recording.Redacted
		}
	}
	if query := clean.URL.Query(); slices.ContainsFunc(k.queries, query.Has) {
		for _, name := range k.queries {
			for i := range query[name] {
				query[name][i] = recording.Redacted
			}
		}
		clean.URL.RawQuery = query.Encode()
	}
	return clean
}

// values are the keys that the request has.
func (k keys) values(r *http.Request) []string {
	var all []string
	for _, name := range k.headers {
		all = append(all, r.Header[name]...)
	}
	if len(k.queries) > 0 {
		query := r.URL.Query()
		for _, name := range k.queries {
			all = append(all, query[name]...)
		}
	}
	return slices.DeleteFunc(all, func(value string) bool { return value == "" })
}

// hideIn replaces the keys in the reasons why rules did not match.
func (k keys) hideIn(misses []journal.NearMiss, r *http.Request) []journal.NearMiss {
	values := k.values(r)
	for i := range misses {
		for _, value := range values {
			misses[i].Condition = strings.ReplaceAll(misses[i].Condition, value, recording.Redacted)
		}
	}
	return misses
}
