package schemas

import (
	"slices"
	"strings"
)

// essence is a media type without its parameters, in lower case.
func essence(mediaType string) string {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(mediaType))
}

// IsJSON tells the media types whose bodies are JSON, under whichever name:
// application/json, text/json, application/problem+json. Ranges are none, and
// neither are streams of several values such as application/x-ndjson.
func IsJSON(mediaType string) bool {
	_, subtype, _ := strings.Cut(essence(mediaType), "/")
	return subtype == "json" || strings.HasSuffix(subtype, "+json") || subtype == "x-json"
}

// MatchesType tells whether a body of a media type is what a key of a content
// object speaks of, which may be a range. Parameters do not count: documents
// write charset=utf-8 where services do not, and the other way about.
func MatchesType(key, mediaType string) bool {
	key, mediaType = essence(key), essence(mediaType)
	if key == "*/*" || key == "*" || key == mediaType {
		return true
	}
	group, isRange := strings.CutSuffix(key, "/*")
	return isRange && strings.HasPrefix(mediaType, group+"/")
}

// Speaks tells whether the response is said to come as that media type. One that
// says nothing of media types is JSON.
func (r Response) Speaks(mediaType string) bool {
	if len(r.Content) == 0 {
		return essence(mediaType) == "application/json"
	}
	return slices.ContainsFunc(r.Content, func(m Media) bool { return MatchesType(m.Type, mediaType) })
}

// In gives the response with the schema of a body of that media type: of its own
// key, else of the narrowest range; of one that it says nothing of, unchanged.
func (r Response) In(mediaType string) Response {
	rank := 0
	for _, m := range r.Content {
		at := 3
		switch key := essence(m.Type); {
		case !MatchesType(key, mediaType):
			continue
		case key == "*/*", key == "*":
			at = 1
		case strings.HasSuffix(key, "/*"):
			at = 2
		}
		if at > rank {
			r.ContentType, r.Schema, rank = m.Type, m.Schema, at
		}
	}
	return r
}
