package yaml

import (
	"bytes"
	"regexp"
)

// maxDirectives is above what any document needs; the library takes time by
// their square.
const maxDirectives = 16

// version is the directive that says for which YAML 1 a document was written.
var version = regexp.MustCompile(`^%YAML[ \t]+1\.[0-9]+[ \t]*(#.*)?\r?$`)

// withoutVersion makes a comment of the version that may lead a document: the
// library reads all versions alike and refuses to be told of any but 1.1. It
// refuses more directives than a document needs.
func withoutVersion(text []byte) ([]byte, error) {
	directives := 0
	for line, start := 1, 0; start < len(text); line++ {
		end := len(text)
		if n := bytes.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		this := text[start:end]
		if len(this) > 0 && this[0] != '%' && this[0] != '#' && this[0] != '\r' {
			return text, nil
		}
		if len(this) > 0 && this[0] == '%' {
			directives++
		}
		if directives > maxDirectives {
			return nil, &Error{Line: line, Column: 1, Problem: "the document has too many directives",
				Hint: "leave the %TAG lines out: their tags are not read"}
		}
		if version.Match(this) {
			text = bytes.Clone(text)
			text[start] = '#'
		}
		start = end + 1
	}
	return text, nil
}
