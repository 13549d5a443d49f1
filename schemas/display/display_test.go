package display_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/display"
)

func TestHarmlessTextStaysAsItIs(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "what is 2 + 2?", `C:\new\table`, "naïve Zürich 東京 Привет", "مرحبا ۱۲۳", "؀12", "می‌خواهم",
		"👩‍🚀 ❤️‍🔥 🇨🇭 👍🏽", "a b", "e\u0301", "#1 of ##2", "http://[::1]:4010/", "key: value", "�",
	} {
		assert.Equal(t, text, display.Line(text))
		assert.Equal(t, text, display.Text(text))
		assert.Equal(t, text, string(display.JSON([]byte(text))))
	}
	assert.Equal(t, "::1", display.Line("::1"), "one line stands behind a label")
	assert.Equal(t, "a\n\tb\n", display.Text("a\n\tb\n"))
}

func TestWhatIsNotHarmlessIsEscaped(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a\x1b[31mb": `a\u001b[31mb`, "\x00\x07\b\x7f": `\u0000\u0007\u0008\u007f`, "\u0085\u009b31m": `\u0085\u009b31m`,
		"a\u202eb\u2066c\u200fd\u061ce": `a\u202eb\u2066c\u200fd\u061ce`, "a\u2028b\u2029": `a\u2028b\u2029`,
		"pass\u200bword\ufeff\u00ad\u2060": `pass\u200bword\ufeff\u00ad\u2060`, "pay\u200dpal": `pay\u200dpal`,
		"a\ufe0f": `a\ufe0f`, "\u3164\u115f": `\u3164\u115f`, "\uffff": `\uffff`, "\U000e0041": `\udb40\udc41`,
		"\xff\xc3(": `\xff\xc3(`, "##[error]x": `\u0023#[error]x`, "a ##vso[task]": `a \u0023#vso[task]`,
		"##teamcity[x]": `\u0023#teamcity[x]`,
	} {
		assert.Equal(t, want, display.Line(text))
		assert.Equal(t, want, display.Text(text))
		assert.Equal(t, want, display.Line(want), "quoting twice is quoting once")
	}
	assert.Equal(t, `a\r\nb\tc`, display.Line("a\r\nb\tc"))
	assert.Equal(t, "\\u003a:error::x\n \t\\u003a:set-output x\n\u00a0\\u003a:x", display.Text("::error::x\n \t::set-output x\n\u00a0::x"))
}

func TestJSONKeepsItsValues(t *testing.T) {
	t.Parallel()
	value := map[string]string{"a\u202e": "\u009b\u2028\u200b\x7f\U000e0041 ##[error] é 👩‍🚀"}
	plain, err := json.Marshal(value)
	require.NoError(t, err)
	quoted := display.JSON(plain)
	var read map[string]string
	require.NoError(t, json.Unmarshal(quoted, &read))
	assert.Equal(t, value, read)
	assert.Contains(t, string(quoted), "é 👩‍🚀")
	assert.True(t, json.Valid(display.JSON([]byte("\"\xff\""))))
	requireHarmless(t, string(quoted))
}

func TestExcerpt(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "a b c", display.Excerpt(" a\n\tb  c ", 5))
	assert.Equal(t, "ä b...", display.Excerpt("ä bc d", 3))
	assert.Equal(t, "xxx...", display.Excerpt(strings.Repeat("x", 1<<20), 3))
	assert.Equal(t, "é…", display.Clip("éé", 3, "…"))
	assert.Equal(t, "éé", display.Clip("éé", 4, "…"))
}

// requireHarmless checks each byte for its effect on a terminal and a build server.
func requireHarmless(t *testing.T, text string) {
	t.Helper()
	require.True(t, utf8.ValidString(text), "%q", text)
	for _, r := range text {
		require.False(t, r != '\n' && r != '\t' && unicode.IsControl(r), "%q", text)
		require.False(t, unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp), "%q", text)
	}
	require.NotContains(t, text, "##[")
	for line := range strings.Lines(text) {
		require.False(t, strings.HasPrefix(strings.TrimSpace(line), "::"), "%q", text)
	}
}

func FuzzText(f *testing.F) {
	f.Add("a\x1b]0;T\x07\n::error::x", uint8(3))
	f.Add("\u202e ##[\xff é\u200d", uint8(8))
	f.Fuzz(func(t *testing.T, text string, at uint8) {
		quoted := display.Text(text)
		requireHarmless(t, quoted)
		require.NotContains(t, display.Line(text), "\n")
		require.Equal(t, quoted, display.Text(quoted), "quoting twice is quoting once")

		var b bytes.Buffer
		w := &display.Writer{To: &b}
		for _, part := range []string{text[:min(int(at), len(text))], text[min(int(at), len(text)):]} {
			n, err := w.Write([]byte(part))
			require.NoError(t, err)
			require.Equal(t, len(part), n)
		}
		require.NoError(t, w.Flush())
		require.False(t, strings.ContainsAny(b.String(), "\x1b\r\u202e\u009b"))
		for line := range strings.Lines(b.String()) {
			require.False(t, strings.HasPrefix(strings.TrimSpace(line), "::"), "%q", text)
		}
	})
}
