package observation

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// origins has the source of each keyword of the description, by FILE:LINE.
type origins map[string]schemas.Source

func newOrigins(d *schemas.Description) origins {
	o := origins{}
	for _, s := range d.Sources() {
		at := s.File + ":" + strconv.Itoa(s.Line)
		if known, ok := o[at]; !ok || known.Origin.Line == 0 {
			o[at] = s
		}
	}
	return o
}

// Documented returns the position of the violated keyword, and where it comes from.
func (o origins) Documented(v schemas.Violation) string {
	if s, ok := o[v.Source]; ok && s.Origin.Line > 0 {
		return fmt.Sprintf("%s (docs line %d)", v.Source, s.Origin.Line)
	}
	return cmp.Or(v.Source, v.KeywordPath)
}

// Key returns a key that is the same for the same keyword wherever it was violated, and
// that does not change when lines move.
func (o origins) Key(v schemas.Violation) string {
	key := cmp.Or(v.Source, v.KeywordPath)
	if s, ok := o[v.Source]; ok {
		pointer := s.Pointer
		// The position of a name within a keyword counts as the keyword's.
		if i := strings.LastIndex(pointer, "/"+v.Keyword+"/"); i >= 0 {
			pointer = pointer[:i+1+len(v.Keyword)]
		}
		key = s.File + "#" + pointer
	}
	if v.Keyword == "required" {
		return key + " " + v.Expected // which property is missing
	}
	return key + " " + v.Keyword
}
