package schemas

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// originKey is the annotation that documents where the keywords beside it come from: an
// object with an entry for each keyword, either one origin or, for a keyword that lists
// names (properties, required, enum), an origin for each name. The entries omit the "$"
// of a keyword, because tools take any "$ref" for a reference.
const originKey = "x-origin"

// OriginKind is the kind of a keyword's source.
type OriginKind string

// The kinds of origins. The zero value means that the description has none.
const (
	FromDocs      OriginKind = "docs"      // seen on the documentation page
	FromPublished OriginKind = "published" // only in the published OpenAPI document
	FromDecision  OriginKind = "decided"   // our own decision, because no source documents it
)

// Origin is where a keyword comes from.
type Origin struct {
	Kind OriginKind
	Line int // of the documentation page, from 1; 0 unless Kind is FromDocs
}

// String returns "docs:27", "published", "decided", or "" if it is not known.
func (o Origin) String() string {
	if o.Kind == FromDocs {
		return string(o.Kind) + ":" + strconv.Itoa(o.Line)
	}
	return string(o.Kind)
}

// MarshalText returns the same as String.
func (o Origin) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText parses what String returns.
func (o *Origin) UnmarshalText(text []byte) error {
	parsed, err := parseOrigin(string(text))
	*o = parsed
	return err
}

func parseOrigin(text string) (Origin, error) {
	kind, line, hasLine := strings.Cut(text, ":")
	o := Origin{Kind: OriginKind(kind)}
	switch {
	case o.Kind == FromDocs && hasLine:
		n, err := strconv.Atoi(line)
		if err == nil && n > 0 {
			o.Line = n
			return o, nil
		}
	case (o.Kind == FromPublished || o.Kind == FromDecision || text == "") && !hasLine:
		return o, nil
	}
	return Origin{}, fmt.Errorf("origin %q: want docs:LINE, published or decided", text)
}

func annotation(v *document.Value, keyword string) *document.Value {
	return v.Get(originKey).Get(strings.TrimPrefix(keyword, "$"))
}

// originOf returns the origin in the annotation beside a keyword; name is one of the
// names that the keyword lists. If it is empty, the result is for the whole keyword,
// which has the origin of its first name.
func originOf(v *document.Value, keyword, name string) Origin {
	entry := annotation(v, keyword)
	if entry == nil {
		return Origin{}
	}
	text := entry.Text
	if entry.Kind == '{' {
		text = entry.TextOf(name)
		if name == "" && len(entry.Members()) > 0 {
			text = entry.Members()[0].Text
		}
	}
	o, err := parseOrigin(text)
	if err != nil {
		return Origin{} // readSources has rejected such a description before
	}
	return o
}
