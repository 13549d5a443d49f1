package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The README's table of settings stands between these lines.
const (
	tableBegins = "<!-- settings: written by make update -->\n"
	tableEnds   = "<!-- end of settings -->\n"
)

// settingsTable is the table of settings in Markdown.
func settingsTable() string {
	var b strings.Builder
	defaults, last := newConfig(), ""
	for _, s := range settings() {
		if s.section != last {
			last = s.section
			fmt.Fprintf(&b, "\n### `%s`: ringer %s\n\n", s.section, verbOf(s.section))
			b.WriteString("| setting | built in | what it does |\n| --- | --- | --- |\n")
		}
		builtIn := s.bind(defaults).String()
		if builtIn != "" {
			builtIn = "`" + builtIn + "`"
		}
		text := strings.NewReplacer("\n", " ", "|", `\|`).Replace(s.usage)
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", s.name, builtIn, text)
	}
	return b.String() + "\n"
}

func TestSettingsTable(t *testing.T) {
	t.Parallel()
	golden(t, "settings.md", settingsTable())
}

func TestReadmeHasTheSettings(t *testing.T) {
	t.Parallel()
	const name = "../../README.md"
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return // an unpacked package without its README
	}
	require.NoError(t, err)
	before, rest, begins := strings.Cut(string(text), tableBegins)
	table, after, ends := strings.Cut(rest, tableEnds)
	require.True(t, begins && ends, "%s wants the lines\n%s%s", name, tableBegins, tableEnds)
	if *update {
		whole := before + tableBegins + settingsTable() + tableEnds + after
		require.NoError(t, os.WriteFile(name, []byte(whole), 0o644))
		return
	}
	assert.Equal(t, settingsTable(), table, "write it anew with: make update")
}
