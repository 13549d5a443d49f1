package plain

import (
	"bytes"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// body is the body of a request.
type body struct {
	schema   *schemas.Schema // nil if any value is allowed, or if there is no JSON
	json     json.RawMessage // nil if there is none
	media    schemas.Media   // the documented one
	files    []File          // those of a multipart form; or the whole body
	fileName string          // that the request gives the whole body
	lines    [][]byte        // of a body of several values; nil for any other
	tries    int             // how often it was validated again
	missing  bool            // it is required, and there is none
}

// readBody reads a body as JSON. The status is that of a refusal, or 0.
func readBody(r Request, o *schemas.Operation) (body, int, Problem) {
	request := o.Request
	if request == nil {
		return body{}, 0, Problem{}
	}
	sent := r.Header.Get("Content-Type")
	if len(r.Body) == 0 {
		if !request.Required || !schemas.IsForm(sent) { // an empty form is one without fields
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
	return decodeBody(r.Body, sent, fileName(r), media)
}

// fileName is what a request calls a body that is a file: in Content-Disposition, or in the query.
func fileName(r Request) string {
	if _, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Disposition")); err == nil && parameters["filename"] != "" {
		return parameters["filename"]
	}
	for _, p := range pairs(r.Query) {
		switch strings.ToLower(p.name) {
		case "filename", "file_name", "name":
			return p.value()
		}
	}
	return ""
}

// Files returns the files in the body of a request that was validated elsewhere.
func Files(r Request, o *schemas.Operation) []File {
	b, _, _ := readBody(r, o)
	return b.files
}

func decodeBody(text []byte, sent, fileName string, media schemas.Media) (body, int, Problem) {
	b := body{schema: media.Schema, media: media, fileName: fileName}
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
		x := definition(media.Schema)
		all := splitStyled(nestStyled(pairs(string(text)), x, media), media)
		b.json = formOf(all, x).asForm(x)
	case kind == "multipart/form-data":
		form, err := readParts(text, parameters["boundary"], definition(media.Schema))
		if broken := (*brokenPart)(nil); errors.As(err, &broken) {
			return b, http.StatusBadRequest, broken.problem()
		}
		if err != nil {
			return b, http.StatusBadRequest, Problem{In: InBody, Kind: KindSyntax, Message: "is not a valid multipart form: " + clip(err.Error())}
		}
		b.json = form.asForm(definition(media.Schema))
		b.files = form.filesIn("")
	case schemas.IsLines(kind):
		return b.readLines(text)
	case strings.HasPrefix(kind, "text/") && utf8.Valid(text) && slices.Contains(definition(media.Schema).Kinds(), "string"):
		b.json = quote(string(text))
	default: // XML is not validated, and of binary data the size
		b.schema = nil
		b.files = []File{{Name: b.fileName, Type: sent, Content: text}}
	}
	return b, 0, Problem{}
}

// readLines reads a body of several values in JSON, one in each line.
func (b body) readLines(text []byte) (body, int, Problem) {
	for n, line := range bytes.Split(text, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if broken := schemas.CheckJSON(line); len(broken) > 0 {
			return b, http.StatusBadRequest, Problem{In: InBody, Kind: KindSyntax, Message: "line " + strconv.Itoa(n+1) + ": " + syntaxMessage(broken[0])}
		}
		b.lines = append(b.lines, line)
	}
	b.files = []File{{Name: b.fileName, Type: b.media.Type, Content: text}}
	if kinds := definition(b.schema).Kinds(); b.media.Item == nil && slices.Equal(kinds, []string{"array"}) {
		b.json = array(b.lines, func(line []byte) json.RawMessage { return line })
	} else if b.media.Item == nil && slices.Equal(kinds, []string{"string"}) {
		b.schema = nil // it documents the whole as a text
	}
	return b, 0, Problem{}
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
	c.files(b)
	for i, line := range b.lines {
		item := b.media.Item
		if item == nil && b.json == nil {
			item = b.schema
		}
		if item != nil {
			c.violations(InBody, "", schemas.Definition{}, nil, below("/"+strconv.Itoa(i), item.Validate(line)))
		}
	}
	if b.json == nil || b.schema == nil {
		return
	}
	c.violations(InBody, "", b.schema.Definition(), b.json, slices.DeleteFunc(b.schema.Validate(b.json), func(v schemas.Violation) bool {
		inFile := slices.ContainsFunc(b.files, func(file File) bool { return within(v.Pointer, file.Pointer) })
		return inFile || b.lacksReadOnly(v) || b.closedPart(v)
	}))
}

// files validates the files: the whole body, or those of a form.
func (c *problems) files(b *body) {
	for _, f := range b.files {
		if f.Pointer == "" {
			if kinds := definition(b.media.Schema).Kinds(); b.lines == nil && slices.Contains(kinds, "string") {
				c.file(f, definition(b.media.Schema), "")
			}
			continue
		}
		want := b.media.Encoding[document.SplitPointer(f.Pointer)[0]].ContentType
		if all := schemasAt(definition(b.schema), f.Pointer); len(all) > 0 {
			c.file(f, all[0], want)
		}
	}
}

// below puts violations of a part below its place.
func below(pointer string, found []schemas.Violation) []schemas.Violation {
	for i := range found {
		found[i].Pointer = pointer + found[i].Pointer
	}
	return found
}

func within(pointer, outer string) bool {
	rest, ok := strings.CutPrefix(pointer, outer)
	return ok && (rest == "" || rest[0] == '/')
}
