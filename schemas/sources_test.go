package schemas_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

func TestEveryKeywordHasAnOrigin(t *testing.T) {
	t.Parallel()
	counts := map[schemas.OriginKind]int{}
	files := map[string]bool{}
	for _, s := range schemas.Default().Sources() {
		counts[s.Origin.Kind]++
		files[s.File] = true
		require.NotEmpty(t, s.Origin.Kind, "%s:%d %s", s.File, s.Line, s.Keyword)
		if s.Origin.Kind == schemas.FromDocs {
			assert.True(t, 1 <= s.Origin.Line && s.Origin.Line <= 173, "%s:%d", s.File, s.Line)
			assert.NotEmpty(t, s.Quote, "%s:%d cites line %d", s.File, s.Line, s.Origin.Line)
		} else {
			assert.Empty(t, s.Quote)
		}
	}
	assert.Len(t, files, len(schemas.Default().Types())+1)
	assert.Greater(t, counts[schemas.FromDocs], 100)
	assert.Greater(t, counts[schemas.FromPublished], 100)
	assert.Greater(t, counts[schemas.FromDecision], 10)
}

// A source's line contains the keyword, or the name or value that it lists.
func TestSourcesPointAtTheirLines(t *testing.T) {
	t.Parallel()
	texts := map[string][]string{}
	for _, s := range schemas.Default().Sources() {
		if texts[s.File] == nil {
			data, err := os.ReadFile(s.File)
			require.NoError(t, err)
			texts[s.File] = strings.Split(string(data), "\n")
		}
		line := texts[s.File][s.Line-1]
		last := s.Pointer[strings.LastIndexByte(s.Pointer, '/')+1:]
		last = strings.NewReplacer("~1", "/", "~0", "~").Replace(last)
		listed := s.Keyword == "enum" || s.Keyword == "required"
		assert.True(t, listed || strings.Contains(line, `"`+last+`":`), "%s:%d %s", s.File, s.Line, line)
	}
}

// What the page shows word for word is in the keywords that cite it.
func TestQuotesAgree(t *testing.T) {
	t.Parallel()
	for _, s := range schemas.Default().Sources() {
		if s.Keyword != "description" || s.Origin.Kind != schemas.FromDocs || s.File == "openapi.json" {
			continue
		}
		data, err := os.ReadFile(s.File)
		require.NoError(t, err)
		quoted, err := json.Marshal(s.Quote)
		require.NoError(t, err)
		assert.Contains(t, strings.Split(string(data), "\n")[s.Line-1], string(quoted))
	}
}

func TestDecisionsAreAtTheirPlaces(t *testing.T) {
	t.Parallel()
	notes := map[string]string{}
	for _, s := range schemas.Default().Sources() {
		notes[s.File+"#"+s.Pointer] = s.Note
	}
	ids := map[string]bool{}
	for _, d := range schemas.Default().Decisions() {
		assert.False(t, ids[d.ID], d.ID)
		ids[d.ID] = true
		assert.NotEmpty(t, d.Places, d.ID)
		for _, text := range []string{d.Question, d.Decision, d.Reason} {
			assert.NotEmpty(t, text, d.ID)
		}
		for _, place := range d.Places {
			assert.Contains(t, notes[place], d.ID+": ", "%s is no keyword, or has another note", place)
		}
	}
	assert.Greater(t, len(ids), 10)
}

func TestOriginText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"docs:27", "published", "decided", ""} {
		var o schemas.Origin
		require.NoError(t, o.UnmarshalText([]byte(text)))
		assert.Equal(t, text, o.String())
	}
	for _, text := range []string{"docs", "docs:", "docs:0", "docs:x", "published:1", "guess"} {
		var o schemas.Origin
		require.EqualError(t, o.UnmarshalText([]byte(text)),
			`origin "`+text+`": want docs:LINE, published or decided`)
	}
}

func TestNoFileIsLeftOut(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.schema.json")
	require.NoError(t, err)
	assert.Len(t, files, len(schemas.Default().Types()))
}
