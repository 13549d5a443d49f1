package console

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/ringer-api/ringer/schemas/timeline"
)

// Home is the path of the page, and Assets that of its files.
const (
	Home   = "/_ringer/"
	Assets = Home + "console/"
)

// policy forbids all that the page does not need: scripts and styles are files of this server,
// and no other page may frame it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

//go:embed assets
var files embed.FS

//go:embed page.html
var pageText string

// Console serves the page and its files, which it prepares for the first request. The zero value
// is ready to use.
type Console struct {
	prepare sync.Once
	page    []byte
	files   map[string]file
}

type file struct {
	bytes []byte
	media string
	tag   string
}

var media = map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}

func (c *Console) read() {
	c.files = map[string]file{}
	entries, err := files.ReadDir("assets")
	if err != nil {
		panic("console: " + err.Error()) // they are in the binary
	}
	for _, e := range entries {
		text, err := files.ReadFile("assets/" + e.Name())
		if err != nil {
			panic("console: " + err.Error())
		}
		c.add(e.Name(), text)
	}
	c.add("timeline.css", []byte(timeline.Style))
	var page bytes.Buffer
	if err := template.Must(template.New("page").Parse(pageText)).Execute(&page, views); err != nil {
		panic("console: " + err.Error())
	}
	c.page = page.Bytes()
}

// view is one part of the page.
type view struct{ Name, Title string }

var views = []view{{"jobs", "Jobs"}, {"requests", "Requests"}, {"scenarios", "Scenarios"}, {"faults", "Faults"},
	{"sessions", "Sessions"}, {"api", "API"}}

func (c *Console) add(name string, text []byte) {
	sum := sha256.Sum256(text)
	c.files[name] = file{text, media[path.Ext(name)], `"` + hex.EncodeToString(sum[:12]) + `"`}
}

// Serves reports whether a path is one of the console's.
func Serves(path string) bool {
	return path == Home || path == strings.TrimSuffix(Home, "/") || strings.HasPrefix(path, Assets)
}

// ServeHTTP serves the page and its files.
func (c *Console) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.prepare.Do(c.read)
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, fmt.Sprintf("the console accepts GET, not %.20q", r.Method), http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path+"/" == Home {
		h.Set("Location", path.Base(Home)+"/")
		w.WriteHeader(http.StatusSeeOther)
		return
	}
	if r.URL.Path == Home {
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "no-store")
		_, _ = w.Write(c.page)
		return
	}
	f, known := c.files[strings.TrimPrefix(r.URL.Path, Assets)]
	if !known {
		http.Error(w, "the console has no such file", http.StatusNotFound)
		return
	}
	h.Set("Content-Type", f.media)
	h.Set("Cache-Control", "no-cache")
	h.Set("Etag", f.tag)
	if r.Header.Get("If-None-Match") == f.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(f.bytes)
}
