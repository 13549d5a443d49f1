package operation

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/media"
	"github.com/ringer-api/ringer/schemas"
)

// choose returns the media type with which the request is answered: whether it is a stream is
// what the input stream says, if there is one; the rest is what Accept prefers. Of equal ones
// it is JSON, else the first.
func (r *Request) choose(content []schemas.Media) (schemas.Media, bool) {
	if len(content) == 0 {
		return schemas.Media{}, false
	}
	if wanted, said := r.wantsStream(); said {
		var fitting []schemas.Media
		for _, m := range content {
			if isStream(m.Type) == wanted {
				fitting = append(fitting, m)
			}
		}
		if len(fitting) > 0 {
			content = fitting
		}
	}
	best, most := content[0], -1.0
	accepted := accept(r.Header)
	for _, json := range []bool{true, false} {
		for _, m := range content {
			if weight := accepted.weight(m.Type); schemas.IsJSON(m.Type) == json && weight > most {
				best, most = m, weight
			}
		}
	}
	return best, true
}

// unacceptable returns the refusal of a request that accepts nothing that is documented, where
// the operation documents that status code; nil for any other.
func (r *Request) unacceptable() error {
	content := r.documented().Content
	if _, documented := r.Operation.Responses[http.StatusNotAcceptable]; !documented || len(content) == 0 {
		return nil
	}
	accepted, types := accept(r.Header), []string{}
	for _, m := range content {
		if accepted.weight(m.Type) > 0 {
			return nil
		}
		types = append(types, m.Type)
	}
	return &RefusedError{Status: []int{http.StatusNotAcceptable}, Why: "Accept allows none of " + strings.Join(types, ", ")}
}

// wantsStream returns the value of the boolean input stream, and whether the request has one.
func (r *Request) wantsStream() (wanted, said bool) {
	const name = "stream"
	if raw, err := edit.Get(r.Wish.Input, "/"+name); len(r.Wish.Input) > 0 && err == nil {
		switch string(raw) {
		case "true":
			return true, true
		case "false":
			return false, true
		}
	}
	if r.URL == nil {
		return false, false
	}
	for _, p := range r.Operation.Parameters {
		if p.In == "query" && p.Name == name && r.URL.Query().Has(name) {
			wanted, err := strconv.ParseBool(r.URL.Query().Get(name))
			return wanted, err == nil
		}
	}
	return false, false
}

// concrete is the type of the body for a documented one; for a range, what Accept prefers of
// it and can be made.
func (r *Request) concrete(documented string) string {
	if strings.Contains(documented, "*") {
		best, most := "", 0.0
		for _, one := range accept(r.Header) {
			if one.weight > most && schemas.MatchesType(documented, one.kind) && media.File(one.kind, 0) != nil {
				best, most = one.kind, one.weight
			}
		}
		if best != "" {
			return best
		}
	}
	return media.Concrete(documented)
}

// acceptable is a member of Accept.
type acceptable struct {
	kind   string
	weight float64
}

type acceptables []acceptable

// maxAccepted limits how many members of Accept are looked at.
const maxAccepted = 64

// accept reads the header Accept (RFC 9110); without one, everything is accepted alike.
func accept(h http.Header) acceptables {
	var all acceptables
	for member := range strings.SplitSeq(strings.Join(h.Values("Accept"), ","), ",") {
		kind, parameters, err := mime.ParseMediaType(member)
		if err != nil || len(all) == maxAccepted {
			continue
		}
		one := acceptable{kind, 1}
		if q, err := strconv.ParseFloat(parameters["q"], 64); err == nil {
			one.weight = min(max(q, 0), 1)
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return acceptables{{"*/*", 1}}
	}
	return all
}

// weight is how much a documented type is preferred, from 0 for not at all. What is accepted
// by its name is preferred a little to what only a range allows.
func (all acceptables) weight(documented string) float64 {
	best, rank := 0.0, 0
	for _, one := range all {
		at := 3 - strings.Count(one.kind, "*")
		if at > rank && (schemas.MatchesType(one.kind, documented) || schemas.MatchesType(documented, one.kind)) {
			best, rank = one.weight, at
		}
	}
	if best == 0 {
		return 0
	}
	const little = 1e-6
	return best + little*float64(rank)
}
