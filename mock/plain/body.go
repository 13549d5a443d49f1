package plain

import (
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/schemas"
)

// body is the body of a request.
type body struct {
	schema  *schemas.Schema // nil if any value is allowed, or if there is no JSON
	json    json.RawMessage // nil if there is none
	files   []string        // JSON pointers of a multipart form's files
	tries   int             // how often it was validated again
	missing bool            // it is required, and there is none
}

// readBody reads a body as JSON. The status is that of a refusal, or 0.
func readBody(r Request, o *schemas.Operation) (body, int, Problem) {
	request := o.Request
	if request == nil {
		return body{}, 0, Problem{}
	}
	sent := r.Header.Get("Content-Type")
	if len(r.Body) == 0 {
		if !request.Required || !isForm(sent) { // an empty form is one without fields
			return body{missing: request.Required}, 0, Problem{}
		}
	}
	media, ok := mediaFor(request.Content, sent)
	if !ok {
		return body{}, http.StatusUnsupportedMediaType, Problem{In: InHeader, Name: "Content-Type", Kind: KindInvalid,
			Message: clip("should be " + typesOf(request.Content) + ", but is " + quoted(sent))}
	}
	if sent == "" {
		sent = media.Type
	}
	return decodeBody(r.Body, sent, media)
}

func decodeBody(text []byte, sent string, media schemas.Media) (body, int, Problem) {
	b := body{schema: media.Schema}
	kind, parameters, _ := mime.ParseMediaType(sent)
	switch {
	case schemas.IsJSON(sent):
		if broken := schemas.CheckJSON(text); len(broken) > 0 {
			return b, http.StatusBadRequest, Problem{In: InBody, Kind: KindSyntax, Message: syntaxMessage(broken[0])}
		}
		b.json = text
	case kind == "application/x-www-form-urlencoded":
		if hasTooMany(string(text)) {
			return b, http.StatusBadRequest, Problem{In: InBody, Kind: KindInvalid, Message: "has more than " + strconv.Itoa(maxPairs) + " fields"}
		}
		all := pairs(string(text))
		b.json = formOf(all, definition(media.Schema)).asForm(definition(media.Schema))
	case kind == "multipart/form-data":
		form, err := readParts(text, parameters["boundary"])
		if err != nil {
			return b, http.StatusBadRequest, Problem{In: InBody, Kind: KindSyntax, Message: "is not a valid multipart form: " + clip(err.Error())}
		}
		b.json, b.files = form.asForm(definition(media.Schema)), form.fileNames("")
	case strings.HasPrefix(kind, "text/") && utf8.Valid(text) && slices.Contains(definition(media.Schema).Kinds(), "string"):
		b.json = quote(string(text))
	default: // XML, binary data and streams of values are not validated
		b.schema = nil
	}
	return b, 0, Problem{}
}

func isForm(sent string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(sent), ";")
	return strings.TrimSpace(kind) == "application/x-www-form-urlencoded" || strings.TrimSpace(kind) == "multipart/form-data"
}

// mediaFor returns the documented media type of a body: that of the same type, else of the
// narrowest range. A body without a type has the JSON one, or the first.
func mediaFor(content []schemas.Media, sent string) (schemas.Media, bool) {
	if len(content) == 0 {
		return schemas.Media{}, true
	}
	if sent == "" {
		for _, m := range content {
			if schemas.IsJSON(m.Type) {
				return m, true
			}
		}
		return content[0], true
	}
	best, rank := schemas.Media{}, 0
	for _, m := range content {
		at := 3 - strings.Count(m.Type, "*")
		if at > rank && schemas.MatchesType(m.Type, sent) {
			best, rank = m, at
		}
	}
	return best, rank > 0
}

func typesOf(content []schemas.Media) string {
	var types []string
	for _, m := range content {
		types = append(types, m.Type)
	}
	return strings.Join(types, " or ")
}

// body validates a body. What only the service sends may be missing although it is
// required, and the content of files is not validated.
func (c *problems) body(b *body) {
	if b.missing {
		c.add(Problem{In: InBody, Kind: KindMissing, Message: "is required"})
	}
	if b.json == nil || b.schema == nil {
		return
	}
	c.violations(InBody, "", b.schema.Definition(), b.json, slices.DeleteFunc(b.schema.Validate(b.json), func(v schemas.Violation) bool {
		inFile := slices.ContainsFunc(b.files, func(file string) bool { return within(v.Pointer, file) })
		return inFile || b.lacksReadOnly(v) || b.closedPart(v)
	}))
}

func within(pointer, outer string) bool {
	rest, ok := strings.CutPrefix(pointer, outer)
	return ok && (rest == "" || rest[0] == '/')
}
