package main

import (
	"fmt"
	"html/template"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// index is the page whose lists of links are the navigation.
const index = "docs/README.md"

// elsewhere is where links to files lead that are not pages of the site.
const elsewhere = "https://github.com/ringer-api/ringer/blob/main/"

// build writes the site of the repository at root into a folder, and returns the number of pages.
func build(root, to string) (int, error) {
	site := &site{root: root, pages: map[string]*page{}}
	if err := site.add("README.md"); err != nil {
		return 0, err
	}
	menu, err := site.menu()
	if err != nil {
		return 0, err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return 0, fmt.Errorf("making the folder: %w", err)
	}
	for _, p := range site.pages {
		if err := site.write(p, menu, to); err != nil {
			return 0, err
		}
	}
	return len(site.pages), nil
}

// site is the pages by their file.
type site struct {
	root  string
	pages map[string]*page
}

// add reads a page and those that it links to, if they are at the top of the repository or in docs/.
func (s *site) add(file string) error {
	if s.pages[file] != nil || path.Ext(file) != ".md" || path.Dir(file) != "." && path.Dir(file) != "docs" {
		return nil
	}
	p, err := readPage(s.root, file)
	if err != nil {
		return err
	}
	s.pages[file] = p
	for _, l := range p.links() {
		if target, _, ok := p.target(l); ok {
			if err := s.add(target); err != nil {
				return err
			}
		}
	}
	return nil
}

// target is the file in the repository and the anchor that a link leads to; false for one that leads out of it.
func (p *page) target(l *ast.Link) (file, anchor string, ok bool) {
	link := string(l.Destination)
	if strings.Contains(link, "://") || strings.HasPrefix(link, "mailto:") {
		return "", "", false
	}
	link, anchor, _ = strings.Cut(link, "#")
	if link == "" {
		return p.file, anchor, true
	}
	return path.Join(path.Dir(p.file), link), anchor, true
}

// name is the file of a page in the site.
func name(file string) string {
	switch file {
	case "README.md":
		return "index.html"
	case index:
		return "documentation.html"
	}
	return strings.ToLower(strings.TrimSuffix(path.Base(file), ".md")) + ".html"
}

// group is a heading of the navigation and the pages below it.
type group struct {
	Title string
	Pages []entry
}

type entry struct{ Title, Name string }

// menu is the navigation: the headings and links of the index.
func (s *site) menu() ([]group, error) {
	p := s.pages[index]
	if p == nil {
		return nil, fmt.Errorf("the README does not link to %s", index)
	}
	var groups []group
	p.each(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Heading:
			groups = append(groups, group{Title: plain(n, p.source)})
		case *ast.Link:
			if file, _, ok := p.target(n); ok && s.pages[file] != nil {
				last := &groups[len(groups)-1]
				last.Pages = append(last.Pages, entry{Title: plain(n, p.source), Name: name(file)})
			}
		}
		return true
	})
	return groups, nil
}

// write writes a page; its links lead to pages of the site, or to the repository.
func (s *site) write(p *page, menu []group, to string) error {
	for _, l := range p.links() {
		file, anchor, ok := p.target(l)
		if !ok {
			continue
		}
		link := elsewhere + file
		if s.pages[file] != nil {
			link = name(file)
		}
		if anchor != "" {
			link += "#" + anchor
		}
		l.Destination = []byte(link)
	}
	content, err := p.html()
	if err != nil {
		return fmt.Errorf("rendering %s: %w", p.file, err)
	}
	var b strings.Builder
	err = frame.Execute(&b, map[string]any{"Title": p.title(), "Menu": menu, "Name": name(p.file), "Content": template.HTML(content)})
	if err != nil {
		return fmt.Errorf("rendering %s: %w", p.file, err)
	}
	return os.WriteFile(filepath.Join(to, name(p.file)), []byte(b.String()), 0o644)
}

// frame is what stands around the content of a page.
var frame = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} · ringer</title>
<style>
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; display: flex; align-items: flex-start; }
nav { width: 15rem; flex: none; padding: 1.5rem; position: sticky; top: 0; max-height: 100vh; overflow: auto; box-sizing: border-box; }
nav ul { list-style: none; padding: 0; margin: 0 0 1rem; }
nav h2 { font-size: .8rem; margin: 0 0 .2rem; opacity: .7; }
nav [aria-current] { font-weight: bold; }
main { padding: 1.5rem; max-width: 52rem; min-width: 0; }
pre, code { font: 14px/1.45 ui-monospace, monospace; }
pre { overflow: auto; padding: .8rem; background: var(--soft); border: 1px solid var(--line); border-radius: 4px; }
:not(pre) > code { background: var(--soft); padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; }
table { border-collapse: collapse; display: block; overflow: auto; }
td, th { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; width: auto; max-height: none; } }
</style>
</head>
<body>
<nav aria-label="pages">
<ul><li><a href="index.html">ringer</a></li></ul>
{{- range .Menu}}{{if .Pages}}
<h2>{{.Title}}</h2>
<ul>{{range .Pages}}<li><a href="{{.Name}}"{{if eq .Name $.Name}} aria-current="page"{{end}}>{{.Title}}</a></li>{{end}}</ul>
{{- end}}{{end}}
</nav>
<main>
{{.Content}}
</main>
</body>
</html>
`))
