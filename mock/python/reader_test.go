package python_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/python"
)

func TestReadJSON(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, written string }{
		{"words", `[null,true,false]`, `[null,true,false]`},
		{"spaces", " \t\r\n[ 1 , { \"a\" : 2 } ]\n", `[1,{"a":2}]`},
		{"empty ones", `[[],{},""]`, `[[],{},""]`},
		{"big integer", `123456789012345678901234567890`, `123456789012345678901234567890`},
		{"minus zero", `[-0,-0.0,0.0,0e5]`, `[0,-0.0,0.0,0.0]`},
		{"floats", `[1.0,1e0,100.50,1E+2]`, `[1.0,1.0,100.5,100.0]`},
		{"exponents", `[1e-4,1e-5,1e15,1e16,12345678901234567.0]`,
			`[0.0001,1e-05,1000000000000000.0,1e+16,1.2345678901234568e+16]`},
		{"extremes", `[5e-324,1.7976931348623157e308,1e-400]`,
			`[5e-324,1.7976931348623157e+308,0.0]`},
		{"escapes", `"\"\\\/\b\f\n\r\t\u00e9\u0001"`, `"\"\\/\b\f\n\r\té\u0001"`},
		{"pair", `"\ud83d\ude00"`, `"😀"`},
		{"raw characters", "\"é😀<>&\u2028\x7f\"", "\"é😀<>&\u2028\x7f\""},
		{"last of two keys, first place", `{"a":1,"b":2,"a":3}`, `{"a":3,"b":2}`},
		{"byte order mark", "\xEF\xBB\xBF[1]", `[1]`},
		{"utf-16 little", "\xFF\xFE[\x001\x00]\x00", `[1]`},
		{"utf-16 big", "\xFE\xFF\x00[\x001\x00]", `[1]`},
		{"utf-16 unmarked little", "[\x001\x00]\x00", `[1]`},
		{"utf-16 unmarked big", "\x00[\x001\x00]", `[1]`},
		{"utf-16 one character", "1\x00", `1`},
		{"utf-16 emoji", "\xFF\xFE\"\x00\x3d\xd8\x00\xde\"\x00", `"😀"`},
		{"utf-32 little", "\xFF\xFE\x00\x001\x00\x00\x00", `1`},
		{"utf-32 big", "\x00\x00\xFE\xFF\x00\x00\x001", `1`},
		{"utf-32 unmarked", "1\x00\x00\x002\x00\x00\x00", `12`},
		{"utf-32 unmarked big", "\x00\x00\x001", `1`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			v, err := python.ReadJSON([]byte(c.text))
			require.NoError(t, err)
			assert.True(t, v.Renderable())
			assert.Equal(t, c.written, string(python.AppendJSON(nil, v)))
		})
	}
}

func TestReadJSONSyntax(t *testing.T) {
	t.Parallel()
	const (
		value    = "Expecting value"
		property = "Expecting property name enclosed in double quotes"
		colon    = "Expecting ':' delimiter"
		comma    = "Expecting ',' delimiter"
		extra    = "Extra data"
		open     = "Unterminated string starting at"
		control  = "Invalid control character at"
		escape   = `Invalid \escape`
		unicode  = `Invalid \uXXXX escape`
	)
	cases := []struct {
		name, text, reason string
		position           int
	}{
		{"white space alone", " \n ", value, 3},
		{"minus", "-", value, 0},
		{"plus", "+1", value, 0},
		{"cut word", "nul", value, 0},
		{"cut infinity", "-Infinit", value, 0},
		{"word in capitals", "[True]", value, 1},
		{"single quotes", "'a'", value, 0},
		{"no-break space", "\u00a01", value, 0},
		{"leading comma", "[,", value, 1},
		{"trailing comma in an array", "[1,]", value, 3},
		{"open array", "[", value, 1},
		{"array ends behind a comma", "[1, ", value, 4},
		{"member without value", `{"a": }`, value, 6},
		{"dot first", ".5", value, 0},
		{"second byte order mark", "\xEF\xBB\xBF\xEF\xBB\xBF1", value, 0},
		{"open object", "{", property, 1},
		{"trailing comma in an object", `{"é": 1, }`, property, 9},
		{"number as key", "{ 1:2}", property, 2},
		{"object ends behind a comma", `{"a":1,`, property, 7},
		{"no colon", `{"a" 1}`, colon, 5},
		{"ends behind a key", `{"a" `, colon, 5},
		{"no comma", `[1 2]`, comma, 3},
		{"wrong closer", `{"a":1]`, comma, 6},
		{"ends behind an item", `["é" `, comma, 5},
		{"leading zero", "01", extra, 1},
		{"dot last", "1.", extra, 1},
		{"exponent without digits", "1e+", extra, 1},
		{"dot and exponent", "1.e5", extra, 1},
		{"two objects", "{} {}", extra, 3},
		{"emoji before", `"😀"x`, extra, 3},
		{"open string", `["é`, open, 1},
		{"lone backslash", `"a\`, open, 0},
		{"newline in a string", "\"é\n\"", control, 2},
		{"zero in a string", "\"a\x00\"", control, 2},
		{"unknown escape", `"é\x"`, escape, 2},
		{"escaped character", `"\é"`, escape, 1},
		{"short hex", `"\u12"`, unicode, 2},
		{"no hex", `"\u12g4"`, unicode, 2},
		{"ends behind hex", `"\u1234`, unicode, 2},
		{"second half short", `"\ud83d\u12"`, unicode, 8},
		{"second half no hex", `"\ud83d\uzz00"`, unicode, 8},
		{"second half ends the text", `"\ud83d\ude00`, unicode, 8},
		{"first mistake counts", `[1,}]`, value, 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := python.ReadJSON([]byte(c.text))
			var wrong *python.SyntaxError
			require.ErrorAs(t, err, &wrong)
			assert.Equal(t, c.reason, wrong.Reason)
			assert.Equal(t, c.position, wrong.Position)
		})
	}
}

func TestSyntaxErrorTellsLineAndColumn(t *testing.T) {
	t.Parallel()
	_, err := python.ReadJSON([]byte("{\n \"é\": 1,\n \"ü\" 2}"))
	assert.EqualError(t, err, "Expecting ':' delimiter: line 3 column 6 (char 16)")
}

func TestReadJSONUnreadable(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat
	cases := []struct {
		name, text string
		readable   bool
	}{
		{"no utf-8", "\"\xFF\"", false},
		{"cut utf-8", "\"\xE2\x82\"", false},
		{"odd utf-16", "\xFF\xFE1", false},
		{"odd utf-32", "\xFF\xFE\x00\x001", false},
		{"beyond unicode", "\xFF\xFE\x00\x00\x00\x00\x11\x00", false},
		{"4300 digits", "-" + deep("7", 4300), true},
		{"4301 digits", deep("7", 4301), false},
		{"4301 digits are a float", deep("7", 4301) + ".0", true},
		{"950 deep", deep("[", 950) + deep("]", 950), true},
		{"951 deep", deep("[", 951) + deep("]", 951), false},
		{"objects 951 deep", deep(`{"a":`, 951), false},
		{"many side by side", "[" + deep("[],", 2000) + "[]]", true},
		{"depth before syntax", deep("[", 100_000) + "x", false},
		{"syntax before depth", "[x" + deep("[", 100_000), true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := python.ReadJSON([]byte(c.text))
			assert.Equal(t, !c.readable, err == python.ErrUnreadable)
		})
	}
}

func TestUnrenderable(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, written string }{
		{"nan", `[NaN]`, `[NaN]`},
		{"infinities", `[Infinity,-Infinity,1e999,-1e999]`, `[Infinity,-Infinity,Infinity,-Infinity]`},
		{"half a pair", `{"a":"\ud83d"}`, "{\"a\":\"\uFFFD\"}"},
		{"half a pair in a key", `{"\udc00":1}`, "{\"\uFFFD\":1}"},
		{"half a pair in bytes", "\"\xED\xA0\xBD\"", "\"\uFFFD\""},
		{"halves that met by chance", "\"\xED\xA0\xBD\\ude00\"", "\"\uFFFD\""},
		{"half a pair in utf-16", "\xFE\xFF\x00\"\xD8\x3D\x00\"", "\"\uFFFD\""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			v, err := python.ReadJSON([]byte(c.text))
			require.NoError(t, err)
			assert.False(t, v.Renderable())
			assert.Equal(t, c.written, string(python.AppendJSON(nil, v)))
		})
	}
}
