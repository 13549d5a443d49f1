package lifecycle

import (
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Upload is what the record of a resource shows of the file that its create request had.
type Upload struct {
	Name   string `json:"name,omitempty"`
	Type   string `json:"type,omitempty"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256,omitempty"`
}

// fact is a place of the record that shows a fact of the upload.
type fact struct {
	*place
	of func(u *Upload) string
}

// addFacts collects the places for facts of an upload by their names: at the root of the record,
// and in the objects directly in it. Only a resource whose create request takes files has any.
func (r *Record) addFacts() {
	if !r.plan.takesFiles() {
		return
	}
	add := func(f *place) {
		if of := factOf(f); of != nil && !r.own[f.at] {
			r.facts = append(r.facts, fact{f, of})
			if !r.requested(f) {
				r.own[f.at] = true
			}
		}
	}
	for _, f := range r.fields("") {
		add(f)
		if f.is("object") && !r.own[f.at] {
			for _, inner := range r.fields(f.at) {
				add(inner)
			}
		}
	}
}

func factOf(f *place) func(u *Upload) string {
	number := f.is("integer") || f.is("number")
	switch phrase := vocabulary.Phrase(f.name()); phrase {
	case "bytes", "size", "file size", "filesize", "size bytes", "size in bytes", "bytes size", "content length", "length", "byte size",
		"file bytes", "total bytes", "num bytes":
		if number || f.is("string") && phrase != "length" {
			return func(u *Upload) string { return strconv.FormatInt(u.Size, 10) }
		}
	case "filename", "file name", "name", "original filename", "original name", "original file name", "display name":
		if f.is("string") {
			return func(u *Upload) string { return u.Name }
		}
	case "content type", "mime type", "mimetype", "media type", "file type", "contenttype":
		if f.is("string") {
			return func(u *Upload) string { return u.Type }
		}
	case "sha256", "sha 256", "checksum sha256", "sha256 hash", "sha256 checksum":
		if f.is("string") {
			return func(u *Upload) string { return u.SHA256 }
		}
	}
	return nil
}

// takesFiles reports whether a create request of the resource may have a file: in a multipart
// form, or as its body.
func (p *Plan) takesFiles() bool {
	for _, name := range p.Resource.Create {
		op := p.operations[name]
		if op == nil || op.Request == nil {
			continue
		}
		for _, m := range op.Request.Content {
			kind := strings.ToLower(m.Type)
			if strings.HasPrefix(kind, "multipart/") || !strings.Contains(kind, "json") && !strings.Contains(kind, "urlencoded") {
				return true
			}
		}
	}
	return false
}

// writeFacts shows the facts of the upload; what the request itself says of them counts more.
func (w *writer) writeFacts() {
	u := w.birth.Upload
	if u == nil {
		return
	}
	input := &tree{raw: w.birth.Input}
	for _, f := range w.facts {
		if w.birth.Input != nil && edit.Check(w.birth.Input) == nil && input.at(f.tokens) != nil {
			continue
		}
		if text := f.of(u); text != "" {
			w.put(f.place, w.typed(f.place, text))
		}
	}
}
