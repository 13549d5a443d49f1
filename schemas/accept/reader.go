package accept

import (
	"unicode/utf8"
)

// MaxDepth is how deep objects and arrays are nested at most in a text that is accepted.
const MaxDepth = 1000

// Reader reads texts, one after the other, and keeps its memory from one to the next. It must
// be used from one goroutine.
type Reader struct {
	text  string
	left  int // how many more schemas may be applied to values
	seen  []uint64
	names []string          // of the objects that are open, without those that their schemas list
	sets  []map[string]bool // for objects with many names, by depth
	sizes []int             // of the latest object that was decoded, by depth
}

// Accepts reports whether a text certainly is JSON by the strict rules, and valid. depth is
// how deep it is inside another one, most how many values it may have: where several schemas
// apply to one value, each counts.
func (r *Reader) Accepts(s *Schema, text string, depth, most int) bool {
	r.text, r.left, r.seen, r.names = text, most, r.seen[:0], r.names[:0]
	defer func() { r.text = "" }()
	if s == nil {
		s = anything
	}
	end := refused
	if utf8.ValidString(text) {
		end = r.value(s, r.space(0), depth)
	}
	clear(r.names[:cap(r.names)]) // so that they do not keep the text
	return end != refused && r.space(end) == len(text)
}

// value reads a value that begins at a position, and returns where it ends; refused unless it
// is certainly valid.
func (r *Reader) value(s *Schema, at, depth int) int {
	if r.left--; s.nothing || r.left < 0 || at >= len(r.text) {
		return refused
	}
	end := refused
	if !s.only {
		if end = r.own(s, at, depth); end == refused {
			return refused
		}
	}
	for _, other := range s.also {
		if end = r.value(other, at, depth); end == refused {
			return refused
		}
	}
	if len(s.choices) == 0 {
		return end
	}
	return r.choose(s.choices, at, depth)
}

func (r *Reader) choose(choices []*Schema, at, depth int) int {
	seen, names := len(r.seen), len(r.names)
	for _, choice := range choices {
		if end := r.value(choice, at, depth); end != refused {
			return end
		}
		r.seen, r.names = r.seen[:seen], r.names[:names]
	}
	return refused
}

// own reads a value by the keywords that the schema itself has.
func (r *Reader) own(s *Schema, at, depth int) int {
	var end int
	kind := null
	switch c := r.text[at]; {
	case c == '"':
		return r.string(s, at)
	case c == '{':
		return r.object(s, at, depth)
	case c == '[':
		return r.array(s, at, depth)
	case c == 't':
		end, kind = r.word(at, "true"), boolean
	case c == 'f':
		end, kind = r.word(at, "false"), boolean
	case c == 'n':
		end = r.word(at, "null")
	default:
		end, kind = r.number(at)
	}
	if end == refused || s.kinds&kind == 0 {
		return refused
	}
	if kind&(integer|fraction) != 0 && !s.within(r.text[at:end], kind) {
		return refused
	}
	for _, set := range s.sets {
		if !set.rest[r.text[at:end]] {
			return refused
		}
	}
	return end
}

func (r *Reader) string(s *Schema, at int) int {
	end, escaped := r.quoted(at)
	if end == refused || s.kinds&text == 0 {
		return refused
	}
	content := r.text[at+1 : end-1]
	if escaped {
		// Its characters are not counted: they are at least one, and at most the bytes.
		if len(s.sets) > 0 || s.format != nil || s.pattern != nil || s.minLength > 1 || len(content) > s.maxLength {
			return refused
		}
		return end
	}
	for _, set := range s.sets {
		if !set.texts[content] {
			return refused
		}
	}
	switch {
	case s.minLength > 0 && utf8.RuneCountInString(content) < s.minLength,
		len(content) > s.maxLength && utf8.RuneCountInString(content) > s.maxLength,
		s.format != nil && !s.format(content),
		s.pattern != nil && !s.pattern.MatchString(content):
		return refused
	}
	return end
}
