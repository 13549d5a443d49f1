package plain

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// File is a file in the body of a request: a part of a multipart form, or a body that is no
// other value.
type File struct {
	// Pointer is its place in the body as JSON, where its name stands for it; empty for the
	// whole body.
	Pointer string
	Name    string // as the client calls it; may be empty
	Type    string // its media type; may be empty
	Content []byte
}

// maxParts limits the parts of a multipart form.
const maxParts = 1000

// brokenPart is a part that cannot be read.
type brokenPart struct {
	pointer string
	kind    string
	message string
}

func (b *brokenPart) Error() string { return b.message }

func (b *brokenPart) problem() Problem {
	return Problem{In: InBody, Pointer: b.pointer, Kind: b.kind, Message: clip(b.message)}
}

// readParts reads a multipart form. The content of a file is represented by its name. The error
// is a *brokenPart if it is about one part.
func readParts(body []byte, boundary string, schema schemas.Definition) (*text, error) {
	t := &text{}
	if boundary == "" {
		return t, errors.New("the Content-Type has no boundary")
	}
	r := multipart.NewReader(bytes.NewReader(body), boundary)
	property := propertiesOf(schema)
	for n := range maxParts {
		part, err := r.NextPart()
		switch {
		case errors.Is(err, io.EOF) && n == 0 && len(body) > 0 && !bytes.Contains(body, []byte("--"+boundary)):
			return t, fmt.Errorf("it has no line --%s", clip(boundary))
		case errors.Is(err, io.EOF):
			return t, nil
		case err != nil:
			return t, errors.New("a part's boundary or header is missing or incomplete")
		case part.FormName() == "":
			return t, fmt.Errorf("part %d has no name: want Content-Disposition: form-data; name=...", n+1)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return t, fmt.Errorf("the part %s is incomplete", quoted(part.FormName()))
		}
		if err := t.addPart(part, content, property(part.FormName())); err != nil {
			return t, err
		}
	}
	return t, fmt.Errorf("it has more than %d parts", maxParts)
}

// addPart adds a part: a value in JSON, a file, or a text.
func (t *text) addPart(part *multipart.Part, content []byte, x schemas.Definition) error {
	name, path := steps(part.FormName())
	kind := part.Header.Get("Content-Type")
	if kinds := x.Kinds(); schemas.IsJSON(kind) && len(kinds) > 0 && !slices.Contains(kinds, "string") {
		if broken := schemas.CheckJSON(content); len(broken) > 0 {
			return &brokenPart{"/" + document.EscapeToken(name), KindSyntax, syntaxMessage(broken[0])}
		}
		t.put(name, path, string(content))
		return nil
	}
	if part.FileName() == "" {
		t.put(name, path, string(content))
		return nil
	}
	leaf := t.put(name, path, part.FileName())
	if leaf.files == nil {
		leaf.files = map[int]File{}
	}
	leaf.files[len(leaf.list)-1] = File{Name: part.FileName(), Type: kind, Content: content}
	return nil
}

// filesIn returns the files at the places that they have in the form's JSON, which was made before.
func (t *text) filesIn(pointer string) []File {
	var found []File
	for i := range t.list {
		file, ok := t.files[i]
		if !ok {
			continue
		}
		file.Pointer = pointer
		if t.listed {
			file.Pointer += "/" + strconv.Itoa(i)
		} else if i < len(t.list)-1 {
			continue // of several for one place the last one counts
		}
		found = append(found, file)
	}
	for i, m := range t.members {
		name := document.EscapeToken(m.name)
		if t.listed {
			name = strconv.Itoa(i)
		}
		found = append(found, m.filesIn(pointer+"/"+name)...)
	}
	return found
}

// file validates a file by the schema at its place, if the description has one there: files are
// texts of which the length counts bytes.
func (c *problems) file(f File, x schemas.Definition, want string) {
	add := func(message string) {
		c.add(Problem{In: InBody, Pointer: f.Pointer, Kind: KindInvalid, Message: clip(message)})
	}
	if kinds := x.Kinds(); len(kinds) > 0 && !slices.Contains(kinds, "string") {
		add("is a file, but should be a value of type " + kinds[0])
		return
	}
	for _, part := range x.Parts(budget) {
		if most, ok := part.Number("maxLength"); ok {
			if n, err := most.Int64(); err == nil && int64(len(f.Content)) > n {
				add(fmt.Sprintf("has %d bytes, but should have at most %d", len(f.Content), n))
			}
		}
		if least, ok := part.Number("minLength"); ok {
			if n, err := least.Int64(); err == nil && int64(len(f.Content)) < n {
				add(fmt.Sprintf("has %d bytes, but should have at least %d", len(f.Content), n))
			}
		}
		if want == "" && part.Sub("contentEncoding").Value() == nil {
			want = part.Value().TextOf("contentMediaType")
		}
	}
	if f.Type != "" && !fitsOne(want, f.Type) {
		add("should be of type " + want + ", but is " + quoted(f.Type))
	}
}

// fitsOne reports whether a media type is one of several with commas; none allow any.
func fitsOne(wanted, kind string) bool {
	if wanted == "" {
		return true
	}
	for one := range strings.SplitSeq(wanted, ",") {
		if base, _, err := mime.ParseMediaType(one); err == nil && schemas.MatchesType(base, kind) {
			return true
		}
	}
	return false
}
