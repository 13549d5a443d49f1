package value

import (
	"regexp"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{
		`^[a-z]{3}$`, `^\d{4}-\d{2}-\d{2}$`, `^(foo|bar)+$`, `^[^/]+$`, `a`, `.*`, ``, `^\w+@\w+\.com$`, `(?i)^abc$`, `^\p{Lu}\p{Ll}+$`,
		`^x?y*z{2,}$`, `^[\x{4e00}-\x{9fa5}]+$`, `^[ -~]{5}$`, `^#[0-9a-fA-F]{6}$`, `^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$`, `^[!-/]+$`,
		`^arn:aws:[a-z]+:[0-9]{12}:.+$`, `^(a|b(c|d(e|f)))*$`, `\bword\b`, `^\S+\s\S+$`, `^[A-Z0-9_-]{1,64}$`, `^\x{1F600}$`, `^[\x00-\x1f]$`,
	} {
		re := regexp.MustCompile(pattern)
		for seed := range uint64(50) {
			text, ok := match(newDraw(seed), pattern, 0, -1)
			assert.True(t, ok, pattern)
			assert.Regexp(t, re, text)
		}
	}
	for _, test := range []struct {
		pattern     string
		least, most int
	}{{`^[a-z]+$`, 40, 40}, {`^[a-z]*$`, 0, 1}, {`a`, 10, 12}, {`^a+b*$`, 7, 9}, {`^(ab)+$`, 6, 7}, {`^.{3,}$`, 20, -1}, {`^(\d{3}-)+$`, 12, 16}} {
		for seed := range uint64(50) {
			text, ok := match(newDraw(seed), test.pattern, test.least, test.most)
			n := utf8.RuneCountInString(text)
			assert.True(t, ok && n >= test.least && (test.most < 0 || n <= test.most), "%s: %q", test.pattern, text)
			assert.Regexp(t, test.pattern, text)
		}
	}
	for _, never := range []string{`[`, `a^`, `$a`, `[^\x00-\x{10FFFF}]`} {
		_, ok := match(newDraw(1), never, 0, -1)
		assert.False(t, ok, never)
	}
	_, ok := match(newDraw(1), `^a{5}$`, 6, -1)
	assert.False(t, ok, "nothing of that length matches")
}

func FuzzMatch(f *testing.F) {
	for _, seed := range []string{`^[a-z]{3}$`, `(a|b)*c`, `\d+\.\d*`, `[^a]`, `((((a*)*)*)*)*`, `^(x{30}){30}$`, `\pL`, `(?s).`} {
		f.Add(seed, uint64(1), 0, 10)
	}
	f.Fuzz(func(t *testing.T, pattern string, seed uint64, least, most int) {
		least = min(max(least, 0), 500)
		text, ok := match(newDraw(seed), pattern, least, most)
		if !ok {
			return
		}
		n := utf8.RuneCountInString(text)
		if !regexp.MustCompile(pattern).MatchString(text) || n < least || most >= 0 && n > most {
			t.Errorf("%q does not match %q, or is not of %d to %d characters", text, pattern, least, most)
		}
	})
}
