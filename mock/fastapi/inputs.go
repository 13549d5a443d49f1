package fastapi

import (
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/mock/python"
)

func queryOf(r Request) values { return readPairs(r.Query, false) }

// headers are the headers of a request: the first of a name counts.
type headers struct{ http.Header }

func headersOf(r Request) values { return headers{r.Header} }

func (h headers) one(name string) (python.Value, bool) {
	all := h.all(name)
	if len(all) == 0 {
		return python.Value{}, false
	}
	return all[0], true
}

func (h headers) all(name string) []python.Value {
	var all []python.Value
	for _, v := range h.Values(name) {
		all = append(all, python.TextOf(latin1(v)))
	}
	return all
}

// cookiesOf returns the cookies of a request: the last of a name counts.
func cookiesOf(r Request) values {
	var all pairs
	if r.Cookie == "" {
		return all
	}
	for chunk := range strings.SplitSeq(r.Cookie, ";") {
		name, value, ok := strings.Cut(chunk, "=")
		if !ok {
			name, value = "", chunk
		}
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if (name != "" || value != "") && len(all) < maxPairs {
			all = append(all, pair{latin1(name), python.TextOf(latin1(unquote(value)))})
		}
	}
	return all
}
