package operation

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// facts are what the record of a new job shows of the file in its request; nil for none.
func (r *Request) facts() *lifecycle.Upload {
	if len(r.Files) == 0 {
		return nil
	}
	f := r.Files[0]
	sum := sha256.Sum256(f.Content)
	return &lifecycle.Upload{Name: f.Name, Type: f.Type, Size: int64(len(f.Content)), SHA256: hex.EncodeToString(sum[:])}
}

// keepUpload keeps the file in the request of a new job.
func (r *Request) keepUpload(id string) {
	if len(r.Files) > 0 {
		r.Session.KeepUpload(r.View.Scope, id, r.Files[0])
	}
}

// content responds with the file with which a job was created, or with a generated one.
func (r *Request) content() (*Response, error) {
	job, err := r.job()
	if err != nil {
		return nil, err
	}
	a := r.success()
	if !r.setUpload(a, job) {
		r.setGenerated(a, r.seed(job))
	}
	r.setHeaders(a, job)
	return a, nil
}

// setUpload makes the file with which a job was created the body; false if there is none, or if
// the response is documented as something else than a file.
func (r *Request) setUpload(a *Response, j *world.Job) bool {
	if r.Operation.Method != http.MethodGet || r.Place.Moves == jobs.ByItself && !r.returnsInput() {
		return false
	}
	chosen, documented := r.media()
	if documented && r.isJSON(chosen.Type) && !isText(chosen.Schema) {
		return false
	}
	file, ok := r.Session.Upload(j.Scope, j.ID)
	if !ok {
		return false
	}
	a.Body = file.Content
	kind := file.Type
	if documented && isFileType(chosen.Type) && !schemas.MatchesType(chosen.Type, kind) {
		kind = r.concrete(chosen.Type)
	}
	if kind == "" {
		kind = anyFile
	}
	a.Header.Set("Content-Type", kind)
	return true
}

// returnsInput reports whether an operation on a job returns what was sent, rather than what the
// job has made of it.
func (r *Request) returnsInput() bool {
	last := strings.ToLower(r.Operation.Path[strings.LastIndexAny(r.Operation.Path, "/:")+1:])
	return slices.Contains([]string{"content", "contents", "raw", "original", "input", "source", "blob", "bytes"}, last)
}

const anyFile = "application/octet-stream"

// isFileType reports whether a documented type says more than that there is some file. JSON, of
// a response that is a text, is what documents have that do not say which.
func isFileType(documented string) bool {
	base := schemas.Essence(documented)
	return base != anyFile && base != "binary/octet-stream" && !schemas.IsJSON(documented)
}

// isText reports whether a body is a text, by its schema.
func isText(s *schemas.Schema) bool {
	return s != nil && slices.Equal(s.Definition().Kinds(), []string{"string"})
}

// File is a file in the request.
type File = session.Upload
