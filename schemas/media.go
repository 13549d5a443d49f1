package schemas

import (
	"slices"
	"strings"
)

// Essence is a media type without its parameters, in lower case.
func Essence(mediaType string) string {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(mediaType))
}

// IsJSON reports whether bodies of a media type are JSON: application/json, text/json,
// application/problem+json. It is false for ranges, and for streams of several values
// such as application/x-ndjson.
func IsJSON(mediaType string) bool {
	_, subtype, _ := strings.Cut(Essence(mediaType), "/")
	return subtype == "json" || strings.HasSuffix(subtype, "+json") || subtype == "x-json"
}

// IsLines reports whether bodies of a media type are JSON texts, one in each line.
func IsLines(mediaType string) bool {
	switch Essence(mediaType) {
	case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines",
		"application/x-json-stream", "application/stream+json":
		return true
	}
	return false
}

// IsForm reports whether bodies of a media type are forms.
func IsForm(mediaType string) bool {
	base := Essence(mediaType)
	return base == "application/x-www-form-urlencoded" || base == "multipart/form-data"
}

// MatchesType reports whether a media type matches a key of a content object, which may
// be a range. Parameters are ignored: documents write charset=utf-8 where services do
// not, and the reverse.
func MatchesType(key, mediaType string) bool {
	key, mediaType = Essence(key), Essence(mediaType)
	if key == "*/*" || key == "*" || key == mediaType {
		return true
	}
	group, isRange := strings.CutSuffix(key, "/*")
	return isRange && strings.HasPrefix(mediaType, group+"/")
}

// Speaks reports whether the response is documented with that media type. A response
// without documented media types is JSON.
func (r Response) Speaks(mediaType string) bool {
	if len(r.Content) == 0 {
		return Essence(mediaType) == "application/json"
	}
	return slices.ContainsFunc(r.Content, func(m Media) bool { return MatchesType(m.Type, mediaType) })
}

// In returns the response with the schema for a body of that media type: that of the
// same key, or else of the narrowest range. If no key matches, it is unchanged.
func (r Response) In(mediaType string) Response {
	rank := 0
	for _, m := range r.Content {
		at := 3
		switch key := Essence(m.Type); {
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
