package pydantic

import (
	"regexp"
	"strings"
)

// NewPattern compiles a pattern. Python's regular expressions (Version1) must match at the
// start of a text, and their $ matches before a final line feed, too; those of Rust (Version2)
// match anywhere. Both know the digits, letters and spaces of all scripts.
func NewPattern(written string, v Version) *Pattern {
	translated := translate(written, v)
	if v == Version1 {
		translated = `\A(?:` + translated + `)`
	}
	compiled, err := regexp.Compile(translated)
	if err != nil {
		return &Pattern{Written: written}
	}
	return &Pattern{written, compiled}
}

// classes are the classes of characters, without brackets.
var classes = map[byte]string{
	'd': `\p{Nd}`,
	'w': `\p{L}\p{M}\p{N}_`,
	's': `\s\x{0b}\x{85}\p{Z}`,
}

// translate writes a pattern in Go's syntax.
func translate(written string, v Version) string {
	var b strings.Builder
	inClass := false
	for i := 0; i < len(written); i++ {
		c := written[i]
		switch {
		case c == '\\' && i+1 < len(written):
			i++
			escape(&b, written[i], inClass)
			continue
		case c == '[' && !inClass:
			inClass = true
			if i+1 < len(written) && written[i+1] == '^' {
				i++
				b.WriteString("[^")
				continue
			}
		case c == ']' && inClass:
			inClass = false
		case c == '$' && !inClass && v == Version1:
			b.WriteString(`(?:\n?\z)`)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func escape(b *strings.Builder, letter byte, inClass bool) {
	class, known := classes[letter|0x20]
	switch {
	case known && letter&0x20 != 0 && inClass:
		b.WriteString(class)
	case known && letter&0x20 != 0:
		b.WriteString("[" + class + "]")
	case known && !inClass:
		b.WriteString("[^" + class + "]")
	case letter == 'Z':
		b.WriteString(`\z`)
	default:
		b.Write([]byte{'\\', letter})
	}
}
