package value

import (
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/schemas/document"
)

// maxText is the maximum length of a text in characters, whatever minLength says.
const maxText = 1 << 20

// text makes a text: by its format, by its name if that keeps the other keywords, by its
// pattern, or a filler.
func (b *builder) text(at spot, s *shape, d draw) *tree {
	word := words{draw: d, at: at, now: b.now, s: s}
	for _, source := range []struct {
		by   By
		make func(try int) (string, bool)
	}{
		{Format, func(int) (string, bool) { return word.format(s.format) }},
		{Name, func(int) (string, bool) { return word.said() }},
		{Name, func(int) (string, bool) { return word.named() }},
		{Format, func(try int) (string, bool) { return byPattern(d, s, try) }},
		{Filler, func(int) (string, bool) { return d.noun(), true }},
		{Filler, func(int) (string, bool) { return letters(d, min(max(s.minLen, 1), maxText)), true }},
	} {
		for try := range 1 + 3*len(s.patterns) {
			text, ok := source.make(try)
			if !ok {
				break
			}
			if text, ok = s.fit(d, text, source.by); ok {
				return textTree(text, source.by)
			}
		}
	}
	for _, e := range s.examples { // nothing keeps these keywords; the author's own value is the best
		if e.IsString() {
			return textTree(e.Text, Example)
		}
	}
	return textTree(clipped(d.noun(), s.minLen, s.maxLen, d), Filler)
}

func byPattern(d draw, s *shape, try int) (string, bool) {
	if len(s.patterns) == 0 {
		return "", false
	}
	return match(d, s.patterns[try%len(s.patterns)].text, s.minLen, s.maxLen)
}

// fit returns a text whose length keeps the bounds; false if it does not keep the
// patterns, or cannot be cut and keep its meaning.
func (s *shape) fit(d draw, text string, by By) (string, bool) {
	n := utf8.RuneCountInString(text)
	if n < s.minLen || s.maxLen >= 0 && n > s.maxLen {
		if by == Format {
			return "", false
		}
		text = clipped(text, s.minLen, s.maxLen, d)
	}
	for _, p := range s.patterns {
		if !p.re.MatchString(text) {
			return "", false
		}
	}
	if needsCheck(s.format) && by != Format && len(s.defs) > 0 && !s.admits(document.AppendString(nil, text)) {
		return "", false
	}
	return text, true
}

// clipped cuts or lengthens a text.
func clipped(text string, least, most int, d draw) string {
	runes := []rune(text)
	if most >= 0 && len(runes) > most {
		runes = runes[:most]
		if short := strings.TrimRight(string(runes), " -_./"); utf8.RuneCountInString(short) >= least && short != "" {
			return short
		}
	}
	if missing := min(least, maxText) - len(runes); missing > 0 {
		return string(runes) + letters(d, missing)
	}
	return string(runes)
}
