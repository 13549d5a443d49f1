package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const root = "../.."

// TestLinksLeadSomewhere follows every link between the files of the repository, with its anchor.
func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(t.Context(), "git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard", "*.md").Output()
	require.NoError(t, err)
	links := 0
	for _, file := range strings.Fields(string(out)) {
		p, err := readPage(root, file)
		require.NoError(t, err)
		for _, l := range p.links() {
			target, anchor, ok := p.target(l)
			if !ok {
				continue
			}
			links++
			_, err := os.Stat(filepath.Join(root, target))
			assert.NoError(t, err, "%s links to %s", file, l.Destination)
			if err == nil && anchor != "" {
				to, err := readPage(root, target)
				require.NoError(t, err)
				assert.True(t, to.anchors()[anchor], "%s links to %s: no heading has that name", file, l.Destination)
			}
		}
	}
	assert.Greater(t, links, 50)
}

// TestEveryPageOfDocsIsInTheIndex: what the index does not name is found by nobody.
func TestEveryPageOfDocsIsInTheIndex(t *testing.T) {
	t.Parallel()
	p, err := readPage(root, index)
	require.NoError(t, err)
	named := map[string]bool{}
	for _, l := range p.links() {
		target, _, _ := p.target(l)
		named[target] = true
	}
	files, err := filepath.Glob(filepath.Join(root, "docs/*.md"))
	require.NoError(t, err)
	for _, file := range files {
		page := "docs/" + filepath.Base(file)
		assert.True(t, named[page] || page == index, "%s does not link to %s", index, page)
	}
}

var attribute = regexp.MustCompile(`(href|src)="([^"]*)"`)

// TestSiteBuildsAndItsLinksWork builds the site and follows its links; it loads nothing from the network.
func TestSiteBuildsAndItsLinksWork(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	n, err := build(root, folder)
	require.NoError(t, err)
	files, err := filepath.Glob(filepath.Join(folder, "*.html"))
	require.NoError(t, err)
	require.Len(t, files, n, "two pages have the same name")
	texts := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		texts[filepath.Base(file)] = string(text)
	}
	for file, text := range texts {
		assert.Contains(t, text, "<h1", file)
		for _, m := range attribute.FindAllStringSubmatch(text, -1) {
			if strings.HasPrefix(m[2], "http") {
				assert.Equal(t, "href", m[1], "%s loads %s", file, m[2])
				continue
			}
			target, anchor, _ := strings.Cut(m[2], "#")
			if target == "" {
				target = file
			}
			assert.Contains(t, texts, target, "%s links to %s", file, m[2])
			if anchor != "" {
				assert.Contains(t, texts[target], `id="`+anchor+`"`, "%s links to %s", file, m[2])
			}
		}
	}
}

func TestAnchorsAreThoseOfGitHub(t *testing.T) {
	t.Parallel()
	a := &anchors{used: map[string]bool{}}
	for _, c := range [][2]string{
		{"What it looks like", "what-it-looks-like"},
		{"`serve`: read by ringer serve, ctl", "serve-read-by-ringer-serve-ctl"},
		{"A *new* one ...", "a-new-one-"},
		{"Again", "again"},
		{"Again", "again-1"},
	} {
		assert.Equal(t, c[1], string(a.Generate([]byte(c[0]), 0)))
	}
}
