package yaml

import (
	"bytes"
	"regexp"
)

// maxDirectives is more than any document needs; the library's time is quadratic in
// their number.
const maxDirectives = 16

// version matches the directive that names the YAML 1.x version of a document.
var version = regexp.MustCompile(`^%YAML[ \t]+1\.[0-9]+[ \t]*(#.*)?\r?$`)

// withoutVersion turns the version directives at the start of a document into comments:
// the library reads all versions alike, but rejects a directive that names any but 1.1.
// More than maxDirectives directives are an error.
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
