package fastapi_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock/fastapi"
)

const anID = "12345678-1234-5678-abcd-1234567890ab"

func TestUUIDAccepted(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text string }{
		{"hyphens", anID},
		{"upper case", strings.ToUpper(anID)},
		{"32 digits", strings.ReplaceAll(anID, "-", "")},
		{"braces", "{" + anID + "}"},
		{"urn", "urn:uuid:" + strings.ToUpper(anID)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			canonical, problem := fastapi.UUID(c.text)
			assert.Equal(t, anID, canonical)
			assert.Empty(t, problem)
		})
	}
	canonical, _ := fastapi.UUID("00000000-0000-0000-0000-000000000000")
	assert.Equal(t, "00000000-0000-0000-0000-000000000000", canonical, "the nil id is one")
}

func TestUUIDRefused(t *testing.T) {
	t.Parallel()
	simple := strings.ReplaceAll(anID, "-", "")
	found := func(c string, at int) string {
		return fmt.Sprintf("invalid character: expected an optional prefix of `urn:uuid:` "+
			"followed by [0-9a-fA-F-], found `%s` at %d", c, at)
	}
	length := func(n int) string {
		return fmt.Sprintf("invalid length: expected length 32 for simple format, found %d", n)
	}
	groups := func(n int) string {
		return fmt.Sprintf("invalid group count: expected 5, found %d", n)
	}
	group := func(g, expected, n int) string {
		return fmt.Sprintf("invalid group length in group %d: expected %d, found %d", g, expected, n)
	}
	cases := []struct{ name, text, problem string }{
		{"word", "not-a-uuid", found("n", 1)},
		{"empty", "", length(0)},
		{"short", "abc", length(3)},
		{"33 digits", simple + "0", length(33)},
		{"space before", " " + anID, found(" ", 1)},
		{"space behind", anID + " ", found(" ", 37)},
		{"newline behind", anID + "\n", found("\n", 37)},
		{"accent", "é" + anID, found("é", 1)},
		{"accent later counts bytes", "aé😀", found("é", 2)},
		{"emoji behind", anID + "😀", found("😀", 37)},
		{"replacement", "\uFFFD", found("\uFFFD", 1)},
		{"zero byte", "\x00", found("\x00", 1)},
		{"group count", "1-2-3", groups(3)},
		{"six groups", anID + "-", groups(6)},
		{"group 0", "1234567-1234-5678-abcd-1234567890abc", group(0, 8, 7)},
		{"group 1", "12345678-12345-678-abcd-1234567890ab", group(1, 4, 5)},
		{"group 2", "12345678-1234-567-abcd-1234567890ab", group(2, 4, 3)},
		{"group 3", "12345678-1234-5678--1234567890ab", group(3, 4, 0)},
		{"group 4", anID + "0", group(4, 12, 13)},
		{"group 4 short", anID[:35], group(4, 12, 11)},
		{"upper case urn", "URN:UUID:" + anID, found("U", 1)},
		{"braced simple", "{" + simple + "}", groups(1)},
		{"urn simple", "urn:uuid:" + simple, groups(1)},
		{"empty braces", "{}", groups(1)},
		{"lone urn", "urn:uuid:", groups(1)},
		{"open brace", "{" + anID, found("{", 1)},
		{"braced and short counts its braces", "{" + anID[:35] + "}", group(4, 12, 13)},
		{"urn and long counts its prefix", "urn:uuid:" + anID + "0", group(4, 12, 22)},
		{"bad digit in braces of right length", "{" + anID[:35] + "g}", found("g", 36)},
		{"bad digit in braces of other length", "{" + anID + "g}", found("g", 38)},
		{"bad digit behind a urn of right length", "urn:uuid:g" + anID[1:], found("g", 1)},
		{"bad digit behind a urn of other length", "urn:uuid:g" + anID, found("g", 10)},
		{"braces in a urn", "urn:uuid:{" + anID + "}", found("{", 10)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			canonical, problem := fastapi.UUID(c.text)
			assert.Equal(t, c.problem, problem)
			assert.Empty(t, canonical)
		})
	}
}

// accepted is a second implementation of which texts are ids.
var accepted = regexp.MustCompile(`(?i)^[0-9a-f]{32}$|` +
	`^((?-i:urn:uuid:))?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$|` +
	`^\{([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\}$`)

var problems = regexp.MustCompile("(?s)^(" +
	"invalid character: expected an optional prefix of `urn:uuid:` followed by " +
	"\\[0-9a-fA-F-\\], found `.` at [1-9][0-9]*|" +
	"invalid length: expected length 32 for simple format, found [0-9]+|" +
	"invalid group count: expected 5, found [0-9]+|" +
	"invalid group length in group ([0-3]: expected [48]|4: expected 12), found [0-9]+)$")

func FuzzUUID(f *testing.F) {
	for _, seed := range []string{
		anID, "{" + anID + "}", "urn:uuid:" + anID, "{}", "urn:uuid:", "a-b-c-d-e", "é", "",
		"12345678-1234-5678-abcd-1234567890a", strings.ReplaceAll(anID, "-", ""), "----",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD") // as DecodePath returns it
		canonical, problem := fastapi.UUID(text)
		if accepted.MatchString(text) {
			bare := strings.NewReplacer("urn:uuid:", "", "{", "", "}", "", "-", "").Replace(text)
			assert.Equal(t, strings.ToLower(bare), strings.ReplaceAll(canonical, "-", ""), text)
			assert.Regexp(t, `^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`, canonical)
			assert.Empty(t, problem)
			return
		}
		assert.Empty(t, canonical, text)
		assert.Regexp(t, problems, problem, text)
	})
}
