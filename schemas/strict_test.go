package schemas_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

func TestCheckJSON(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", schemas.MaxDepth+1) + strings.Repeat("]", schemas.MaxDepth+1)
	cases := []struct{ name, document, at, want string }{
		{"empty", "", "1:1:0", "the text is empty, but should be a JSON value"},
		{"blank", " \n ", "2:2:3", "the text is empty, but should be a JSON value"},
		{"html", "<html>", "1:1:0", `the text starts with "<": it looks like HTML or XML, not JSON`},
		{"bom", "\xef\xbb\xbf{}", "1:1:0", "the text starts with a byte order mark, which JSON forbids"},
		{"utf-16", "\xff\xfe{\x00}\x00", "1:1:0", "the text is UTF-16, but JSON is exchanged in UTF-8"},
		{"cut object", `{"a":1`, "1:7:6", "the text is cut off in the middle of a value"},
		{"cut string", `["é`, "1:4:4", "/0: the text is cut off in the middle of a value"},
		{"cut literal", "[\n tru", "2:5:6", "/0: the text is cut off in the middle of a value"},
		{"trailing value", "{}\n{}", "2:1:3", `the JSON value has ended, but is followed by "{}"`},
		{"trailing word", "{} x", "1:4:3", `the JSON value has ended, but is followed by "x"`},
		{"trailing NUL", "{}\x00", "1:3:2", "the JSON value has ended, but is followed by \"\\u0000\""},
		{"NaN", `{"a":NaN}`, "1:6:5", `/a: "NaN" is not a JSON value`},
		{"-Infinity", `[-Infinity]`, "1:3:2", `/0: "Infinity" is not a JSON value`},
		{"None", `[None]`, "1:2:1", `/0: "None" is not a JSON value`},
		{"invalid utf-8", "{\"é\":\"é\xff\"}", "1:8:9", "/é: the byte 0xFF is not UTF-8"},
		{"overlong utf-8", "[\"\xc0\x80\"]", "1:3:2", "/0: the byte 0xC0 is not UTF-8"},
		{"half a character", `["\ud800"]`, "1:3:2", `/0: the escape \ud800 is half a character`},
		{"bad escape", `["\q"]`, "1:3:2", "/0: the escape \"\\\\q\" is not a valid escape of JSON"},
		{"name twice", "{\"a\":{\"b\":1,\n\"c\":2,\"b\":2}}", "2:7:19",
			`/a/b: the name "b" appears twice in the same object`},
		{"name twice, escaped", `{"a/b":1,"a\u002fb":2}`, "1:10:9",
			`/a~1b: the name "a/b" appears twice in the same object`},
		{"raw newline", "[\"a\nb\"]", "1:4:3", "/0: the control character 0x0A is not escaped in a string"},
		{"raw NUL", "[\"a\x00b\"]", "1:4:3", "/0: the control character 0x00 is not escaped in a string"},
		{"control between", "[\x01]", "1:2:1", "/0: the control character 0x01 is not escaped between values"},
		{"trailing comma", `[1, ]`, "1:3:2", `there is a comma before the closing "]"`},
		{"two commas", `[1,,2]`, "1:4:3", "/1: there is a comma instead of a value"},
		{"single quotes", `{'a':1}`, "1:2:1", "strings need double quotes, not single ones"},
		{"comment", `[1 // one` + "\n]", "1:4:3", "JSON has no comments"},
		{"leading zero", `[01]`, "1:3:2", "a number starts with 0, followed by more digits"},
		{"unfinished number", `[1.]`, "1:4:3", `/0: the number "1." is incomplete`},
		{"no comma", `[1 2]`, "1:4:3", `a comma or "]" is missing before "2]"`},
		{"no colon", `{"a" 1}`, "1:6:5", `/a: a colon is missing before "1}"`},
		{"bare name", `{a:1}`, "1:2:1", `the text is not JSON at "a:1}"`},
		{"number as name", `{1:2}`, "1:2:1", `a name is without double quotes: "1:2}"`},
		{"exponent", `{"a": 1e10000000}`, "1:7:6", "/a: should be a number of at most 1000 characters " +
			"and an exponent within ±1000, but is a bigger number"},
		{"digits", `[` + strings.Repeat("1", 1001) + `]`, "1:2:1", "/0: should be a number of at most 1000 " +
			"characters and an exponent within ±1000, but is a bigger number"},
		{"depth", deep, "1:1001:1000", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			found := schemas.CheckJSON([]byte(c.document))
			require.Len(t, found, 1)
			v := found[0]
			assert.Equal(t, schemas.Syntax, v.Keyword)
			assert.Equal(t, c.at, fmt.Sprintf("%d:%d:%d", v.At.Line, v.At.Column, v.At.Offset))
			if c.want != "" {
				assert.Equal(t, c.want, v.String())
			}
			assert.NotEmpty(t, v.Expected)
			assert.NotEmpty(t, v.Found)
			assert.LessOrEqual(t, len(v.String()), 2000)
			assert.Equal(t, found, schema(t, "EvalDatasetJobRecord").Validate([]byte(c.document)))
		})
	}
}

func TestCheckJSONTakesWhatIsRight(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", schemas.MaxDepth) + strings.Repeat("]", schemas.MaxDepth)
	for _, document := range []string{
		"null", " \r\n\t1e3 \n", `"\ud83d\ude00 \u0000 😀"`, `{"":{"":1}}`, `[-0.0, 1E-1000]`,
		`{"a":1,"A":2}`, `123456789012345678901234567890.5`, deep,
	} {
		assert.Empty(t, schemas.CheckJSON([]byte(document)), "%.40s", document)
	}
}
