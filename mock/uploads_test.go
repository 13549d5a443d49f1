package mock_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/journal"
	sessions "github.com/ringer-api/ringer/mock/session"
)

// part is a part of a multipart form; with a File it is one.
type part struct{ Name, File, Type, Content string }

func multipartOf(t *testing.T, parts ...part) (contentType, body string) {
	t.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for _, p := range parts {
		disposition := `form-data; name="` + p.Name + `"`
		if p.File != "" {
			disposition += `; filename="` + p.File + `"`
		}
		h := textproto.MIMEHeader{"Content-Disposition": {disposition}}
		if p.Type != "" {
			h.Set("Content-Type", p.Type)
		}
		written, err := w.CreatePart(h)
		require.NoError(t, err)
		_, err = written.Write([]byte(p.Content))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return "Content-Type: " + w.FormDataContentType(), out.String()
}

type storedFile struct {
	ID, Filename, SHA256, Purpose string
	Bytes                         int
	Type                          string `json:"content_type"`
	Tags                          []string
}

func send(t *testing.T, s *mock.Server, headers []string, parts ...part) answer {
	t.Helper()
	kind, body := multipartOf(t, parts...)
	return ask(t, s, "POST", "/files", body, append(headers, kind)...)
}

func TestUploadIsFoundAgain(t *testing.T) {
	t.Parallel()
	s := of(t, "uploads.yaml", mock.Config{})
	content := "\x00\xff" + strings.Repeat("page", 300)
	created := send(t, s, nil, part{"file", "report.pdf", "application/pdf", content}, part{Name: "purpose", Content: "keep"},
		part{Name: "tags", Content: "a"}, part{Name: "tags", Content: "b"})
	require.Equal(t, 201, created.StatusCode, created.Text)
	file := decode[storedFile](t, created.Text)
	assert.Equal(t, storedFile{ID: file.ID, Filename: "report.pdf", Bytes: len(content), Type: "application/pdf", Purpose: "keep",
		Tags: []string{"a", "b"}, SHA256: file.SHA256}, file)
	assert.Len(t, file.SHA256, 64)
	at := "/files/" + file.ID
	assert.JSONEq(t, created.Text, get(t, s, at).Text)
	assert.Contains(t, get(t, s, "/files").Text, created.Text)
	read := get(t, s, at+"/content")
	assert.Equal(t, content, read.Text)
	assert.Equal(t, "application/pdf", read.Header.Get("Content-Type"))
	assert.Equal(t, 404, get(t, s, at, "Ringer-Session: other").StatusCode, "another session has not got it")

	require.Equal(t, 204, ask(t, s, "DELETE", at, "").StatusCode)
	assert.Equal(t, 404, get(t, s, at+"/content").StatusCode)
	assert.Equal(t, 404, get(t, s, at).StatusCode)

	found := s.Mock.Sessions()
	require.NotEmpty(t, found)
	posted := journaled(t, s)[0]
	assert.Contains(t, string(posted.Body), fmt.Sprintf("(%d bytes of application/pdf)", len(content)))
	assert.Contains(t, string(posted.Body), "keep", "the fields are there")
	assert.True(t, posted.Clipped)
	assert.Equal(t, len(content), journaled(t, s)[3].ResponseSize)
	assert.Empty(t, journaled(t, s)[3].ResponseBody)
}

func journaled(t *testing.T, s *mock.Server) []journal.Entry {
	t.Helper()
	shared, err := s.Mock.Session(mock.SharedSession)
	require.NoError(t, err)
	return shared.Journal()
}

func TestBinaryBodyIsFoundAgain(t *testing.T) {
	t.Parallel()
	s := of(t, "uploads.yaml", mock.Config{})
	created := ask(t, s, "POST", "/blobs?name=my.png", "\x89PNG\x00", "Content-Type: image/png")
	require.Equal(t, 201, created.StatusCode, created.Text)
	blob := decode[struct {
		ID, Size, Name string
		Meta           struct{ MimeType string }
	}](t, created.Text)
	assert.Equal(t, "5 my.png image/png", strings.Join([]string{blob.Size, blob.Name, blob.Meta.MimeType}, " "))
	read := get(t, s, "/blobs/"+blob.ID, "Accept: image/png")
	assert.Equal(t, "\x89PNG\x00", read.Text)
	assert.Equal(t, "image/png", read.Header.Get("Content-Type"))
	assert.JSONEq(t, created.Text, get(t, s, "/blobs/"+blob.ID).Text)
}

func TestUploadThatIsRefusedNamesItsPart(t *testing.T) {
	t.Parallel()
	s := of(t, "uploads.yaml", mock.Config{})
	text, purpose := part{"file", "a.txt", "text/plain", "x"}, part{Name: "purpose", Content: "read"}
	for want, parts := range map[string][]part{
		"the request body's /file: is required": {purpose},
		"the request body's /file: should be of type text/*, application/pdf, image/png, but is \"video/mp4\"":      {purpose, {"file", "a", "video/mp4", "x"}},
		"the request body's /file: has 0 bytes, but should have at least 1":                                         {purpose, {"file", "a", "text/plain", ""}},
		"the request body's /file: has 100001 bytes, but should have at most 100000":                                {purpose, {"file", "a", "text/plain", strings.Repeat("x", 100_001)}},
		"the request body's /about: is not valid JSON":                                                              {text, purpose, {"about", "", "application/json", `{"author"`}},
		"the request body's /about/author: is required":                                                             {text, purpose, {"about", "about.json", "application/json", `{"year":1}`}},
		"the request body's /purpose: should be one of \"read\", \"keep\", but is \"burn\"":                         {text, {Name: "purpose", Content: "burn"}},
		"the request body's /about: is a file, but should be a value of type object":                                {text, purpose, {"about", "a.bin", "image/png", "x"}},
		"the request body: is not a valid multipart form: part 2 has no name: want Content-Disposition: form-data;": {text, {Content: "x"}},
	} {
		a := send(t, s, nil, parts...)
		assert.Equal(t, 400, a.StatusCode, want)
		assert.Contains(t, decode[struct{ Detail string }](t, a.Text).Detail, want)
	}
	a := ask(t, s, "POST", "/blobs", "{\"n\":1}\n{\"n\":\"x\"}\n", "Content-Type: application/x-ndjson")
	assert.Contains(t, decode[struct{ Detail string }](t, a.Text).Detail, `the request body's /1/n: should be an integer, but is "x"`)
	a = ask(t, s, "POST", "/blobs", strings.Repeat("x", 21), "Content-Type: application/octet-stream")
	assert.Contains(t, a.Text, "has 21 bytes, but should have at most 20")
	assert.Equal(t, 415, ask(t, s, "POST", "/blobs", "x", "Content-Type: video/mp4").StatusCode)
}

func TestFormIsReadAsItsEncodingSays(t *testing.T) {
	t.Parallel()
	s := of(t, "uploads.yaml", mock.Config{})
	const form = "Content-Type: application/x-www-form-urlencoded"
	assert.Equal(t, 200, ask(t, s, "POST", "/search", "tags=a,b&years=1%7C2&where[size]=4", form).StatusCode)
	a := ask(t, s, "POST", "/search", "tags=a%2Cb&years=1|x&where[size]=large", form)
	detail := decode[struct{ Detail string }](t, a.Text).Detail
	assert.Contains(t, detail, "/tags: minimum 2 items required, but found 1", "an encoded comma is a part of the value")
	assert.Contains(t, detail, `/years/1: should be an integer, but is "x"`)
	assert.Contains(t, detail, `/where/size: should be an integer, but is "large"`)
}

// A FastAPI service reads its forms in its own way; its uploads are found again all the same.
func TestUploadToFastAPIIsFoundAgain(t *testing.T) {
	t.Parallel()
	const types = `"components":{"schemas":{"HTTPValidationError":{"title":"HTTPValidationError","type":"object","properties":{"detail":{"type":"array","items":{"type":"object"}}}},` +
		`"Note":{"type":"object","required":["id","filename","size"],"properties":{"id":{"type":"string"},"filename":{"type":"string"},"size":{"type":"integer"}}}}}`
	const note = `"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Note"}}}},` +
		`"422":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/HTTPValidationError"}}}}`
	const id = `"parameters":[{"name":"note_id","in":"path","required":true,"schema":{"type":"string"}}]`
	document := `{"openapi":"3.1.0","info":{"title":"Notes","version":"1"},"paths":{"/notes":{"post":{"operationId":"add","requestBody":{"required":true,"content":` +
		`{"multipart/form-data":{"schema":{"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary"}}}}}},"responses":{` + note + `}}},` +
		`"/notes/{note_id}":{"get":{"operationId":"note",` + id + `,"responses":{` + note + `}}},` +
		`"/notes/{note_id}/download":{"get":{"operationId":"download",` + id + `,"responses":{"200":{"description":"d"}}}}},` + types + `}`
	api, err := fixtures.LoadAPI(fstest.MapFS{"api.yaml": {Data: []byte("description: openapi.json")}, "openapi.json": {Data: []byte(document)}})
	require.NoError(t, err)
	s := serve(t, mock.Config{API: api, Now: noon})
	kind, body := multipartOf(t, part{"file", "a.bin", "application/x-thing", "\x00\x01"})
	a := ask(t, s, "POST", "/notes", body, kind)
	require.Equal(t, 200, a.StatusCode, a.Text)
	made := decode[struct {
		ID, Filename string
		Size         int
	}](t, a.Text)
	assert.Equal(t, "a.bin", made.Filename)
	assert.Equal(t, 2, made.Size)
	assert.Equal(t, "\x00\x01", get(t, s, "/notes/"+made.ID+"/download").Text)
	refused := ask(t, s, "POST", "/notes", "x", "Content-Type: application/json")
	assert.Equal(t, 422, refused.StatusCode)
}

// Beyond the bound the content of the oldest file is dropped: what is read then is generated.
func TestUploadsOfASessionAreBounded(t *testing.T) {
	t.Parallel()
	s := of(t, "uploads.yaml", mock.Config{})
	var ids []string
	for i := range sessions.MaxUploads + 1 {
		a := ask(t, s, "POST", "/blobs", fmt.Sprintf("%03d", i), "Content-Type: application/octet-stream")
		require.Equal(t, 201, a.StatusCode, a.Text)
		ids = append(ids, decode[struct{ ID string }](t, a.Text).ID)
	}
	read := func(i int) string { return get(t, s, "/blobs/"+ids[i], "Accept: application/octet-stream").Text }
	assert.NotEqual(t, "000", read(0))
	assert.Equal(t, "001", read(1))
	assert.Equal(t, "200", read(200))
}
