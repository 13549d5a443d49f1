package fastapi_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock/fastapi"
)

func TestDecodePath(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, escaped, decoded string }{
		{"plain", "/a/b", "/a/b"},
		{"escapes of either case", "%2f%2F", "//"},
		{"once only", "%2541", "%41"},
		{"characters", "%C3%A9%F0%9F%98%80", "é😀"},
		{"no escape", "%zz%4%", "%zz%4%"},
		{"percent before an escape", "%%41", "%A"},
		{"plus", "a+b", "a+b"},
		{"one lone byte", "%FF", "\uFFFD"},
		{"cut character is one piece", "%E2%82", "\uFFFD"},
		{"cut emoji is one piece", "%F0%9F%98x", "\uFFFDx"},
		{"overlong is two", "%C0%80", "\uFFFD\uFFFD"},
		{"half a surrogate pair is three", "%ED%A0%80", "\uFFFD\uFFFD\uFFFD"},
		{"beyond unicode is four", "%F4%90%80%80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
		{"two cut ones", "%E2%82%F0%9F", "\uFFFD\uFFFD"},
		{"low start", "%E0%80", "\uFFFD\uFFFD"},
		{"low start of four", "%F0%80", "\uFFFD\uFFFD"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.decoded, fastapi.DecodePath(c.escaped))
		})
	}
}

func FuzzDecodePath(f *testing.F) {
	for _, seed := range []string{"/a%2Fb", "%zz", "%E2%82%F0%9F", "%%4", "+\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, escaped string) {
		if decoded := fastapi.DecodePath(escaped); !utf8.ValidString(decoded) {
			t.Errorf("DecodePath(%q) = %q, which is not UTF-8", escaped, decoded)
		}
	})
}
