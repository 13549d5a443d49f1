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

	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/contract"
)

// The README's table of settings is between these lines.
const (
	tableBegins = "<!-- settings: written by make update -->\n"
	tableEnds   = "<!-- end of settings -->\n"
)

// settingsTable is the table of settings in Markdown.
func settingsTable() string {
	var b strings.Builder
	defaults, last := setting.Defaults(), ""
	for _, s := range setting.All() {
		if s.Section != last {
			last = s.Section
			readers := setting.ReadersOf(s.Section)
			fmt.Fprintf(&b, "\n### `%s`: read by ringer %s\n\n", readers[0], strings.Join(readers, ", "))
			b.WriteString("| setting | default | description |\n| --- | --- | --- |\n")
		}
		builtIn := s.Bind(defaults).String()
		if builtIn != "" {
			builtIn = "`" + builtIn + "`"
		}
		text := strings.NewReplacer("\n", " ", "|", `\|`).Replace(s.Usage)
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", s.Name, builtIn, text)
	}
	return b.String() + "\n"
}

func TestSettingsTable(t *testing.T) {
	t.Parallel()
	golden(t, "settings.md", settingsTable())
}

// The README's table of rules is between these lines.
const (
	rulesBegin = "<!-- rules:begin -->\n"
	rulesEnd   = "<!-- rules:end -->\n"
)

// rulesTable is the table of rules in Markdown.
func rulesTable() string {
	var b strings.Builder
	b.WriteString("\n| rule | severity | source | requirement |\n| --- | --- | --- | --- |\n")
	cell := strings.NewReplacer("|", `\|`).Replace
	for _, rule := range contract.Rules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", rule.ID, rule.Severity,
			cell(rule.Source.String()), cell(rule.Sentence))
	}
	return b.String() + "\n"
}

func TestReadmeHasTheSettings(t *testing.T) {
	inReadme(t, tableBegins, tableEnds, settingsTable())
}

func TestReadmeHasTheRules(t *testing.T) {
	inReadme(t, rulesBegin, rulesEnd, rulesTable())
}

// inReadme compares the text between two lines of the README with want, or writes
// it with -update.
func inReadme(t *testing.T, begin, end, want string) {
	t.Helper()
	const name = "../../README.md"
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return // an unpacked package without its README
	}
	require.NoError(t, err)
	before, rest, begins := strings.Cut(string(text), begin)
	got, after, ends := strings.Cut(rest, end)
	require.True(t, begins && ends, "%s wants the lines\n%s%s", name, begin, end)
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(before+begin+want+end+after), 0o644))
		return
	}
	assert.Equal(t, want, got, "write it anew with: make update")
}
