package lifecycle

import (
	"bytes"
	"math"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// accepts reports whether a schema allows a value: what is laid over a record must keep the
// record's schema. It knows the keywords that decide about ids, states, times and the
// values of requests; a full validation of each place of each record would be too slow. The
// budget bounds the schemas that are looked at.
func accepts(d schemas.Definition, v *tree, budget *int) bool {
	if *budget--; *budget < 0 || !d.Exists() {
		return true
	}
	if types := d.Types(); len(types) > 0 && !slices.ContainsFunc(types, func(t string) bool { return isType(v, t) }) {
		return false
	}
	if list := d.Enum(); len(list) > 0 {
		if !slices.ContainsFunc(list, func(w *document.Value) bool { return equal(w.AppendJSON(nil, nil), v) }) {
			return false
		}
	}
	return inBounds(d, v) && partsAccept(d, v, budget) && insideAccepts(d, v, budget)
}

// equal compares a value of a schema; texts that are different bytes need no parsing, since
// both are written without needless escapes.
func equal(want []byte, v *tree) bool {
	if text := v.text(); bytes.Equal(want, text) {
		return true
	} else if v.kind() == '"' && !bytes.Contains(text, []byte(`\`)) && !bytes.Contains(want, []byte(`\`)) {
		return false
	} else {
		return edit.Same(want, text)
	}
}

func partsAccept(d schemas.Definition, v *tree, budget *int) bool {
	if target := d.Target(); target.Exists() && !accepts(target, v, budget) {
		return false
	}
	for _, part := range d.AllOf() {
		if !accepts(part, v, budget) {
			return false
		}
	}
	for _, branches := range [][]schemas.Definition{d.AnyOf(), d.OneOf()} {
		if len(branches) > 0 && !slices.ContainsFunc(branches, func(b schemas.Definition) bool { return accepts(b, v, budget) }) {
			return false
		}
	}
	return true
}

func isType(v *tree, name string) bool {
	switch v.kind() {
	case '{':
		return name == "object"
	case '[':
		return name == "array"
	case '"':
		return name == "string"
	case 't', 'f':
		return name == "boolean"
	case 'n':
		return name == "null"
	}
	n, ok := v.number()
	return ok && (name == "number" || name == "integer" && n == math.Trunc(n))
}

func inBounds(d schemas.Definition, v *tree) bool {
	limit := func(keyword string) (float64, bool) {
		n, has := d.Number(keyword)
		f, err := n.Float64()
		return f, has && err == nil
	}
	within := func(n float64, least, most string) bool {
		low, hasLow := limit(least)
		high, hasHigh := limit(most)
		return (!hasLow || n >= low) && (!hasHigh || n <= high)
	}
	if n, ok := v.number(); ok {
		above, hasAbove := limit("exclusiveMinimum")
		below, hasBelow := limit("exclusiveMaximum")
		step, hasStep := limit("multipleOf")
		return within(n, "minimum", "maximum") && (!hasAbove || n > above) && (!hasBelow || n < below) &&
			(!hasStep || step <= 0 || math.Abs(n/step-math.Round(n/step)) < 1e-9)
	}
	switch v.kind() {
	case '"':
		text := v.string()
		return within(float64(utf8.RuneCountInString(text)), "minLength", "maxLength") && matches(d.Pattern(), text) && hasFormat(d.Format(), text)
	case '[':
		v.open()
		return within(float64(len(v.items)), "minItems", "maxItems")
	}
	return true
}

// hasFormat reports whether a text may have a format: strictly for the formats that this
// package writes, and for the others that it is not empty.
func hasFormat(format, text string) bool {
	switch format {
	case "date-time":
		_, err := time.Parse(time.RFC3339, text)
		return err == nil
	case "date":
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case "uuid":
		return uuidForm.MatchString(text)
	case "uri", "url":
		u, err := url.Parse(text)
		return err == nil && u.IsAbs()
	case "email":
		return strings.Contains(text, "@")
	case "ipv4", "ipv6":
		a, err := netip.ParseAddr(text)
		return err == nil && a.Is4() == (format == "ipv4")
	case "time", "duration", "hostname", "uri-reference":
		return text != "" && !strings.Contains(text, " ")
	}
	return true
}

var uuidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// insideAccepts looks into objects and arrays.
func insideAccepts(d schemas.Definition, v *tree, budget *int) bool {
	switch {
	case v.isObject():
		v.open()
		for _, name := range d.Required() {
			if v.child(name) == nil {
				return false
			}
		}
		properties := d.Properties()
		for _, m := range v.members {
			i := slices.IndexFunc(properties, func(f schemas.Field) bool { return f.Name == m.name })
			switch {
			case i >= 0:
				if !accepts(properties[i].Definition, m.value, budget) {
					return false
				}
			case d.Closed():
				return false
			default:
				if !accepts(d.Values(), m.value, budget) {
					return false
				}
			}
		}
	case v.isArray():
		v.open()
		items := d.Items()
		if !items.Exists() {
			return true
		}
		for _, item := range v.items {
			if !accepts(items, item, budget) {
				return false
			}
		}
	}
	return true
}

// patterns are compiled once; a pattern that Go cannot compile matches everything.
var (
	patterns     sync.Map
	manyPatterns atomic.Int64
)

// Bounds of the patterns that are looked at and remembered.
const (
	maxPattern  = 1000 // bytes of one
	maxPatterns = 10_000
)

func matches(pattern, text string) bool {
	if pattern == "" || len(pattern) > maxPattern {
		return true
	}
	known, ok := patterns.Load(pattern)
	if !ok {
		re, _ := regexp.Compile(pattern)
		if known = re; manyPatterns.Add(1) <= maxPatterns {
			known, _ = patterns.LoadOrStore(pattern, re)
		}
	}
	re := known.(*regexp.Regexp)
	return re == nil || re.MatchString(text)
}

func integer(n int64) []byte { return strconv.AppendInt(nil, n, 10) }
