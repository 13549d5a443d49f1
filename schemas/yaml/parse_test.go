package yaml_test

import (
	"context"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/yaml"
)

var ample = yaml.Bounds{Bytes: 4 << 20, Depth: 100, Values: 1 << 20, Time: time.Minute}

func TestADocumentBecomesJSON(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"keys keep their order", "b: 1\na: 2\n", `{"b":1,"a":2}`},
		{"JSON itself", `{"a": [1, "x", null, true]}`, `{"a":[1,"x",null,true]}`},
		{"booleans of the core schema", "[true, True, TRUE, false, False, FALSE]",
			`[true,true,true,false,false,false]`},
		{"words of YAML 1.1 are texts", "[yes, No, on, OFF, y, tRUE]", `["yes","No","on","OFF","y","tRUE"]`},
		{"nulls", "[null, Null, NULL, ~, ]", `[null,null,null,null]`},
		{"quoted is a text", `["1", '2', "true", "~", ""]`, `["1","2","true","~",""]`},
		{"numbers stay as they are written", "[1.50, -0, 1e3, 123456789012345678901234567890]",
			`[1.50,-0,1e3,123456789012345678901234567890]`},
		{"numbers that JSON lacks", "[0x10, 007, +1, .5, 1_000, .inf, -.Inf, .NaN, 0o7, 0b1, 1.]",
			`["0x10","007","+1",".5","1_000",".inf","-.Inf",".NaN","0o7","0b1","1."]`},
		{"dates and versions are texts", "[2024-10-01, 2024-10-01T12:00:00Z, 1.2.3, 10:30, 1-2]",
			`["2024-10-01","2024-10-01T12:00:00Z","1.2.3","10:30","1-2"]`},
		{"block texts", "a: |\n  x\n  y\nb: >-\n  x\n  y\n", `{"a":"x\ny\n","b":"x y"}`},
		{"keys are texts as written", "1: a\ntrue: b\nNull: c\n\"<<\": d\n", `{"1":"a","true":"b","Null":"c","<<":"d"}`},
		{"an alias", "a: &x {b: 1}\nc: *x\n", `{"a":{"b":1},"c":{"b":1}}`},
		{"an anchor that is given again", "[&x 1, *x, &x 2, *x]", `[1,1,2,2]`},
		{"a merge", "a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n", `{"a":{"b":1,"c":2},"d":{"b":1,"c":3}}`},
		{"a merge of several", "a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n",
			`{"a":{"b":1},"c":{"b":2,"d":3},"e":{"b":1,"d":3}}`},
		{"tags that say what stands there", "[!!str 5, !!int 5, !!float 1.5, !!bool true, !!null ~, !!map {}, !!seq []]",
			`["5",5,1.5,true,null,{},[]]`},
		{"a byte order mark", "\ufeffa: 1\r\nb: 2\r\n", `{"a":1,"b":2}`},
		{"UTF-16", wide("\ufeffa: ü\n"), `{"a":"ü"}`},
		{"empty documents around it", "---\n---\na: 1\n---\n", `{"a":1}`},
		{"a version", "%YAML 1.2\n---\na: 1\n", `{"a":1}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			root, err := yaml.Parse(t.Context(), []byte(c.text), ample)
			require.NoError(t, err)
			assert.Equal(t, c.want, string(root.AppendJSON(nil)))
		})
	}
}

// wide returns a text as UTF-16, little-endian.
func wide(text string) string {
	var b strings.Builder
	for _, c := range utf16.Encode([]rune(text)) {
		b.WriteByte(byte(c))
		b.WriteByte(byte(c >> 8))
	}
	return b.String()
}

func TestNothingIsNoNode(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\n", "# a comment\n", "---\n", "\ufeff", "---\n...\n"} {
		root, err := yaml.Parse(t.Context(), []byte(text), ample)
		require.NoError(t, err)
		assert.Nil(t, root, "%q", text)
	}
	root, err := yaml.Parse(t.Context(), []byte("null"), ample)
	require.NoError(t, err)
	assert.Equal(t, yaml.Null, root.Kind)
}

func TestEveryNodeKnowsItsPlace(t *testing.T) {
	t.Parallel()
	root, err := yaml.Parse(t.Context(), []byte("\ufeff# ü\nü: 1\nlist:\n  - {ü: x, b: y}\n  - |\n    z\n"), ample)
	require.NoError(t, err)
	place := func(line, column int) [2]int { return [2]int{line, column} }
	assert.Equal(t, place(2, 1), place(root.Line, root.Column))
	assert.Equal(t, place(2, 1), place(root.Members[0].Line, root.Members[0].Column))
	assert.Equal(t, place(2, 4), place(root.Members[0].Value.Line, root.Members[0].Value.Column))
	list := root.Members[1].Value
	assert.Equal(t, place(4, 3), place(list.Line, list.Column))
	flow := list.Items[0]
	assert.Equal(t, place(4, 5), place(flow.Line, flow.Column))
	assert.Equal(t, place(4, 12), place(flow.Members[1].Line, flow.Members[1].Column), "in characters")
	assert.Equal(t, place(5, 5), place(list.Items[1].Line, list.Items[1].Column))
}

func TestAMistakeHasItsPlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"a key twice", "a: 1\nb: 2\na: 3\n", `3:1: the key "a" appears twice`},
		{"a list that does not end", "a: 1\nb: [1,\n2\n", "2:4: this is not YAML: did not find expected ',' or ']'"},
		{"a tab", "a:\n\tb: 1\n", `2:1: this is not YAML: found character '\t' that cannot start any token`},
		{"a second document", "a: 1\n--- \nb: 1\n", "3:1: a second document begins here"},
		{"an alias of nothing", "a:\n  - *b\n", "2:5: there is no anchor &b before *b"},
		{"an alias of what is around it", "a: &a [*a]\n", "1:8: *a is inside the value that it names"},
		{"a cycle through a key", "&a {b: {c: *a}}\n", "1:12: *a is inside the value that it names"},
		{"a tag", "a: !mine x\n", "1:4: tags such as !mine are not read"},
		{"a tag that is not true", "a: !!int x\n", "1:4: tags such as !!int are not read"},
		{"a key that is a list", "? [a]\n: 1\n", "1:3: a key must be a plain text"},
		{"a merge of a text", "<<: a\n", `1:5: << must name a mapping to merge, this is the text "a"`},
		{"not UTF-8", "a: 1\nb: caf\xe9\n", "2:7: the file is not UTF-8"},
		{"half of UTF-16", "\xff\xfea\x00b", "the file begins as UTF-16 but is not valid UTF-16"},
		{"a control character", "a: \x01\n", "1:4: this is not YAML: control characters are not allowed (value: 1)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := yaml.Parse(t.Context(), []byte(c.text), ample)
			assert.EqualError(t, err, c.want)
		})
	}
}

func TestReadingEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := yaml.Parse(ctx, []byte("a: 1"), ample)
	assert.ErrorIs(t, err, context.Canceled)
}
