package yaml_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/yaml"
)

func TestBoundsHold(t *testing.T) {
	t.Parallel()
	small := yaml.Bounds{Bytes: 1 << 10, Depth: 5, Values: 50, Time: time.Minute}
	for _, c := range []struct{ name, text, want string }{
		{"bytes", strings.Repeat("a", 1<<10+1), "the document is larger than 1 KiB"},
		{"depth, in brackets", "[[[[[[1]]]]]]", "1:6: more than 5 levels of nesting"},
		{"depth, in dashes", "- - - - - - 1", "1:11: more than 5 levels of nesting"},
		{"depth, by aliases", "[&a [[1]], &b [*a], &c [*b], &d [*c]]", "1:34: more than 5 levels of nesting"},
		{"scalars", strings.Repeat("- 1\n", 60), "50:3: the document has more than 50 values"},
		{"lists", "[" + strings.Repeat("[],", 60) + "]", "1:149: the document has more than 50 values"},
		{"aliases", "- &a " + strings.Repeat("a", 300) + "\n" + strings.Repeat("- *a\n", 10),
			"5:3: aliases make the document larger than 1 KiB"},
		{"directives", strings.Repeat("%TAG !a! a:\n", 20) + "--- a", "17:1: the document has too many directives"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := yaml.Parse(t.Context(), []byte(c.text), small)
			assert.EqualError(t, err, c.want)
		})
	}
}

func TestTheTimeIsABound(t *testing.T) {
	t.Parallel()
	hurried := ample
	hurried.Time = time.Nanosecond
	_, err := yaml.Parse(t.Context(), []byte(strings.Repeat("- a\n", 100_000)), hurried)
	assert.EqualError(t, err, "reading the document took longer than 1ns")
}

// odd are documents whose reading could take disproportionate time or depth: each
// repeats one text between a start and an end.
var odd = []struct{ name, start, again, end string }{
	{"open lists", "", "[", ""},
	{"open mappings", "", "{", ""},
	{"open lists and mappings", "", "[{", ""},
	{"mappings in mappings", "", "{a: ", ""},
	{"empty lists", "[", "[],", "]"},
	{"empty mappings", "[", "{},", "]"},
	{"pairs in a list", "[", "a: b,", "]"},
	{"keys without values", "{", "? ,", "}"},
	{"commas", "[", ",", "]"},
	{"closing brackets", "", "}]", ""},
	{"question marks", "", "? ", ""},
	{"question marks in lines", "", "?\n", ""},
	{"question marks and lists", "", "? [", ""},
	{"questions in a list", "[", "? a,", "]"},
	{"dashes", "", "- ", ""},
	{"dashes in lines", "", "-\n", ""},
	{"colons", "", ": ", ""},
	{"colons without spaces", "", "a:", ""},
	{"keys in keys", "", "a: ", ""},
	{"ampersands", "", "&", ""},
	{"a long anchor", "&", "a", " b"},
	{"anchors without end", "", "&a ", ""},
	{"anchors and lists", "", "&a [", ""},
	{"aliases", "a: &a [1]\nb: [", "*a,", "1]"},
	{"aliases with spaces", "a: &a [1]\nb: [", "*a ,", "1]"},
	{"aliases of itself", "&a [", "*a ,", "1]"},
	{"stars", "", "*a ", ""},
	{"exclamation marks", "", "!", ""},
	{"tags without end", "", "!a ", ""},
	{"a long tag", "!!", "x", " a"},
	{"percent signs", "", "%", ""},
	{"directives", "", "%TAG !e! tag:x\n", "--- a"},
	{"unknown directives", "", "%a b\n", "--- a"},
	{"a long word", "", "a", ""},
	{"a long text", "", "a ", ""},
	{"a text in lines", "", "a\n", ""},
	{"a text with empty lines", "a", "\n", "b"},
	{"spaces before a colon", "a", " ", ": b"},
	{"tabs", "a:\n", "\t", "b"},
	{"number signs", "", "#", ""},
	{"comments", "", "#\n", ""},
	{"comments at the end", "a: 1\n", "#c\n", ""},
	{"indented comments", "a:\n  - b\n", "  #c\n\n", "c: d\n"},
	{"comments in a list", "[", "#x\n", "]"},
	{"comments after items", "", "- a #x\n#y\n\n#z\n", ""},
	{"comments after lists", "", "[ #x\n", ""},
	{"single quotes", "'", "''", ""},
	{"escaped quotes", `"`, `\"`, ""},
	{"quoted lines", `"`, "a\n", `"`},
	{"empty quotes", "", `"" `, ""},
	{"quoted keys", "", `'': `, ""},
	{"a block text", "a: |\n", " a\n", ""},
	{"a block text of empty lines", "a: |\n", "\n", " a"},
	{"a folded text", "a: >\n", " a\n\n", ""},
	{"empty block texts", "", "- |\n", ""},
	{"documents", "", "---\n", ""},
	{"documents with texts", "", "--- a\n", ""},
	{"ends of documents", "", "...\n", ""},
	{"merges", "a: &a {x: 1}\nb:\n", "  <<: *a\n", ""},
	{"a list of merges", "a: &a {x: 1}\nb:\n  <<: [", "*a ,", "*a ]\n"},
	{"digits", "", "1", ""},
	{"digits and underscores", "", "1_", ""},
	{"digits and colons", "", "1:", "1"},
	{"a long exponent", "1e", "9", ""},
	{"wide characters", "", "😀", ""},
	{"line separators", "", "\u2028", ""},
	{"byte order marks", "", "\ufeff", ""},
	{"carriage returns", "", "\r", ""},
	{"zero bytes", "a", "\x00", ""},
	{"the same key", "", "a: 1\n", ""},
}

// TestOddDocumentsTakeTimeInProportion reads documents that take a fraction of a second
// when the time is linear in their length, and minutes when it is quadratic.
func TestOddDocumentsTakeTimeInProportion(t *testing.T) {
	t.Parallel()
	for _, o := range odd {
		t.Run(o.name, func(t *testing.T) {
			parseInTime(t, o.start+strings.Repeat(o.again, 100_000/len(o.again))+o.end)
		})
	}
	t.Run("keys", func(t *testing.T) { parseInTime(t, counted("k%d: 1\n", 10_000)) })
	t.Run("keys in braces", func(t *testing.T) { parseInTime(t, "{"+counted("k%d: 1,", 10_000)+"}") })
	t.Run("anchors", func(t *testing.T) { parseInTime(t, counted("- &a%d x\n", 10_000)) })
	t.Run("handles", func(t *testing.T) { parseInTime(t, counted("%%TAG !e%d! x\n", 10_000)+"--- a") })
	t.Run("growing indentation", func(t *testing.T) { parseInTime(t, indented(800)) })
	t.Run("a chain of aliases", func(t *testing.T) {
		var b strings.Builder
		b.WriteString("- &a0 [x]\n")
		for i := range 20_000 {
			fmt.Fprintf(&b, "- &a%d [*a%d ]\n", i+1, i)
		}
		parseInTime(t, b.String())
	})
	t.Run("a billion laughs", func(t *testing.T) {
		var b strings.Builder
		b.WriteString("- &a0 [x, x]\n")
		for i := range 40 {
			fmt.Fprintf(&b, "- &a%d [%s]\n", i+1, strings.Repeat(fmt.Sprintf("*a%d , ", i), 9))
		}
		err := parseInTime(t, b.String())
		require.ErrorContains(t, err, "aliases make the document larger")
	})
	t.Run("100 MB of nesting", func(t *testing.T) {
		begun := time.Now()
		_, err := yaml.Parse(t.Context(), []byte(strings.Repeat("[", 100<<20)),
			yaml.Bounds{Bytes: 200 << 20, Depth: 200, Values: 1 << 20, Time: time.Minute})
		require.EqualError(t, err, "1:201: more than 200 levels of nesting")
		assert.Less(t, time.Since(begun), 10*time.Second)
	})
}

func parseInTime(t *testing.T, text string) error {
	t.Helper()
	begun := time.Now()
	_, err := yaml.Parse(t.Context(), []byte(text), ample)
	assert.Less(t, time.Since(begun), 10*time.Second)
	return err
}

func counted(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func indented(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}
