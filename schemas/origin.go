package schemas

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// originKey is the annotation that says where the keywords beside it come from:
// an object with an entry for each keyword, either one origin or, where a
// keyword lists names (properties, required, enum), an origin for each name. The
// entries leave the "$" of a keyword away: tools take any "$ref" for a reference.
const originKey = "x-origin"

// OriginKind says what kind of source a keyword has.
type OriginKind string

// The kinds of origins. The zero value says that the description tells none.
const (
	FromDocs      OriginKind = "docs"      // seen on the documentation page
	FromPublished OriginKind = "published" // only in the published OpenAPI document
	FromDecision  OriginKind = "decided"   // ours, because no source says it
)

// Origin is where a keyword comes from.
type Origin struct {
	Kind OriginKind
	Line int // of the documentation page, from 1; 0 unless Kind is FromDocs
}

// String gives "docs:27", "published", "decided" or "" when it is not known.
func (o Origin) String() string {
	if o.Kind == FromDocs {
		return string(o.Kind) + ":" + strconv.Itoa(o.Line)
	}
	return string(o.Kind)
}

// MarshalText gives the same as String.
func (o Origin) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads what String gives.
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

// origin gives what the annotation beside a keyword says; name is one of the
// names that the keyword lists; empty asks for the keyword as a whole, which has
// the origin of its first name.
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
		return Origin{} // readSources has refused the description already
	}
	return o
}
