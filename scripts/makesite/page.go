package main

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// page is a Markdown file of the repository.
type page struct {
	file     string // its path in the repository, with slashes
	source   []byte
	document ast.Node
}

var markdown = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAutoHeadingID()))

// readPage reads and parses a file.
func readPage(root, file string) (*page, error) {
	source, err := os.ReadFile(path.Join(root, file))
	if err != nil {
		return nil, fmt.Errorf("reading a page: %w", err)
	}
	context := parser.NewContext(parser.WithIDs(&anchors{used: map[string]bool{}}))
	return &page{file: file, source: source, document: markdown.Parser().Parse(text.NewReader(source), parser.WithContext(context))}, nil
}

// html is the page's content.
func (p *page) html() (string, error) {
	var b bytes.Buffer
	err := markdown.Renderer().Render(&b, p.source, p.document)
	return b.String(), err
}

// title is the text of the first heading.
func (p *page) title() string {
	title := p.file
	p.each(func(n ast.Node) bool {
		if h, ok := n.(*ast.Heading); ok && title == p.file {
			title = plain(h, p.source)
		}
		return title == p.file
	})
	return title
}

// links are the links and pictures of the page.
func (p *page) links() []*ast.Link {
	var found []*ast.Link
	p.each(func(n ast.Node) bool {
		if l, ok := n.(*ast.Link); ok {
			found = append(found, l)
		}
		return true
	})
	return found
}

// anchors are the ids of the page's headings.
func (p *page) anchors() map[string]bool {
	ids := map[string]bool{}
	p.each(func(n ast.Node) bool {
		if h, ok := n.(*ast.Heading); ok {
			if id, ok := h.AttributeString("id"); ok {
				ids[string(id.([]byte))] = true
			}
		}
		return true
	})
	return ids
}

func (p *page) each(visit func(ast.Node) bool) {
	_ = ast.Walk(p.document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && !visit(n) {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
}

// plain is the text of a node.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// anchors gives headings the ids that GitHub gives them, so that a link works in both places.
type anchors struct{ used map[string]bool }

func (a *anchors) Generate(value []byte, _ ast.NodeKind) []byte {
	var b strings.Builder
	for _, r := range strings.ToLower(string(value)) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(r)
		}
	}
	id := b.String()
	for n := 1; a.used[id]; n++ {
		id = fmt.Sprintf("%s-%d", b.String(), n)
	}
	a.used[id] = true
	return []byte(id)
}

func (a *anchors) Put(value []byte) { a.used[string(value)] = true }
