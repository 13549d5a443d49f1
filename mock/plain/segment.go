package plain

import (
	"strings"
	"unicode/utf8"
)

// segment is one part of a path's template between slashes: texts and, between two of
// them, one parameter each. A segment without parameters is one text.
type segment struct {
	texts []string
	names []string
}

// parseSegment reads a part of a template. A brace without its counterpart is a character.
func parseSegment(template string) segment {
	var s segment
	text := ""
	for template != "" {
		open := strings.IndexByte(template, '{')
		if open < 0 {
			break
		}
		length := strings.IndexByte(template[open:], '}')
		if length < 0 {
			break
		}
		if inner := strings.LastIndexByte(template[open:open+length], '{'); inner > 0 {
			open, length = open+inner, length-inner
		}
		s.texts = append(s.texts, text+template[:open])
		s.names = append(s.names, template[open+1:open+length])
		text, template = "", template[open+length+1:]
	}
	s.texts = append(s.texts, text+template)
	return s
}

// isText reports whether the segment has no parameters.
func (s segment) isText() bool { return len(s.names) == 0 }

// key identifies the segment regardless of the names of its parameters.
func (s segment) key() string { return strings.Join(s.texts, "{}") }

// weight is the number of characters that the segment requires.
func (s segment) weight() int {
	n := 0
	for _, text := range s.texts {
		n += len(text)
	}
	return n
}

// compare orders segments by how much they require: that with more text first, then that with
// fewer parameters.
func (s segment) compare(o segment) int {
	if s.weight() != o.weight() {
		return o.weight() - s.weight()
	}
	return len(s.names) - len(o.names)
}

// match appends the values of the parameters, if a decoded part of a path fits the segment.
// Each value has one character or more, and each but the last is as short as possible, which
// finds a match whenever there is one.
func (s segment) match(values []string, part string) ([]string, bool) {
	rest, ok := strings.CutPrefix(part, s.texts[0])
	if !ok {
		return values, false
	}
	last := len(s.texts) - 1
	for _, text := range s.texts[1:last] {
		_, size := utf8.DecodeRuneInString(rest)
		at := strings.Index(rest[size:], text)
		if size == 0 || at < 0 {
			return values, false
		}
		values, rest = append(values, rest[:size+at]), rest[size+at+len(text):]
	}
	value, ok := strings.CutSuffix(rest, s.texts[last])
	if !ok || value == "" {
		return values, false
	}
	return append(values, value), true
}
