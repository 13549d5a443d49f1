package value

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// shape is what all schemas of one place require together: a schema, the target of its
// reference, the parts of its allOf, the branches chosen so far. It is read-only.
type shape struct {
	defs  []schemas.Definition // as they were asked for, without chosen branches
	parts []schemas.Definition
	names []string // of the types that the parts are, nearest first

	never  bool // no value fits
	types  []string
	closed bool              // the value is one of enum
	enum   []*document.Value // consts among them
	fixed  bool              // enum is a const

	format   string
	patterns []pattern
	minLen   int
	maxLen   int // -1: any

	min, max          *big.Rat
	overMin, underMax bool // min or max itself is excluded
	steps             []*big.Rat

	items              [][]schemas.Definition // of the first elements
	others             []otherItems
	contains           []schemas.Definition
	minItems, maxItems int // -1: any
	unique             bool

	props              []prop
	required           []string
	forbidden          []string
	extra              []schemas.Definition // of properties without a name
	open               bool                 // there may be such properties
	patterned          []namedPattern
	nameRules          []schemas.Definition
	minProps, maxProps int
	needs              map[string][]string // dependentRequired

	tags   map[string]string // the value of a discriminator
	groups []group
	nots   []schemas.Definition

	examples, defaults  []*document.Value
	title, description  string
	readOnly, writeOnly bool
	deprecated          bool
}

type pattern struct {
	text string
	re   *regexp.Regexp
}

type namedPattern struct {
	pattern
	def schemas.Definition
}

// otherItems is the schema of the elements after a number of others.
type otherItems struct {
	def   schemas.Definition
	after int
}

// item returns the schemas of an element.
func (s *shape) item(i int) []schemas.Definition {
	var out []schemas.Definition
	if i < len(s.items) {
		out = append(out, s.items[i]...)
	}
	for _, o := range s.others {
		if i >= o.after {
			out = append(out, o.def)
		}
	}
	return out
}

// prop is one property, with its schema in each part.
type prop struct {
	name     string
	required bool
	defs     []schemas.Definition
}

func (s *shape) prop(name string) *prop {
	for i := range s.props {
		if s.props[i].name == name {
			return &s.props[i]
		}
	}
	return nil
}

func (s *shape) allows(kind string) bool {
	return len(s.types) == 0 || slices.Contains(s.types, kind) ||
		kind == "integer" && slices.Contains(s.types, "number")
}

// Limits on one shape. Schemas written by a person stay far below.
const (
	maxParts   = 400
	maxProps   = 2000
	maxOptions = 400
)

// shaper reads the keywords of a shape's parts.
type shaper struct {
	*shape
	chosen   []choice
	required map[string]bool
	typed    bool
	seen     map[schemas.Definition]bool
	at       map[string]int
	sealed   []schemas.Definition // the parts with additionalProperties: false
}

func readShape(defs []schemas.Definition, chosen []choice) *shape {
	s := &shaper{
		shape: &shape{defs: defs, maxLen: -1, maxItems: -1, maxProps: -1, open: true,
			needs: map[string][]string{}, tags: map[string]string{}},
		chosen: chosen, required: map[string]bool{}, seen: map[schemas.Definition]bool{}, at: map[string]int{},
	}
	for _, def := range defs {
		s.part(def)
	}
	s.finish()
	return s.shape
}

// part reads a schema and those that apply with it.
func (s *shaper) part(x schemas.Definition) {
	if !x.Exists() || s.seen[x] || len(s.parts) >= maxParts {
		return
	}
	s.seen[x] = true
	if v := x.Value(); v.Kind == 'f' {
		s.never = true
	}
	s.parts = append(s.parts, x)
	if name := x.Name(); name != "" && !slices.Contains(s.names, name) {
		s.names = append(s.names, name)
	}
	s.describe(x)
	s.kinds(x)
	s.words(x)
	s.texts(x)
	s.numbers(x)
	s.arrays(x)
	s.objects(x)
	s.part(x.Target())
	for _, inner := range x.AllOf() {
		s.part(inner)
	}
	if x.Not().Exists() {
		s.not(x.Not())
	}
	s.alternatives(x)
}

func (s *shaper) describe(x schemas.Definition) {
	if s.title == "" {
		s.title = x.Title()
	}
	if s.description == "" {
		s.description = x.Description()
	}
	s.examples = append(s.examples, x.Examples()...)
	if d := x.Default(); d != nil {
		s.defaults = append(s.defaults, d)
	}
	s.readOnly = s.readOnly || x.ReadOnly()
	s.writeOnly = s.writeOnly || x.WriteOnly()
	s.deprecated = s.deprecated || x.Deprecated()
}

func (s *shaper) kinds(x schemas.Definition) {
	said := x.Types()
	if len(said) == 0 {
		return
	}
	if !s.typed {
		s.typed, s.types = true, slices.Clone(said)
		return
	}
	var both []string
	for _, t := range s.types {
		switch {
		case slices.Contains(said, t), t == "integer" && slices.Contains(said, "number"):
			both = append(both, t)
		case t == "number" && slices.Contains(said, "integer"):
			both = append(both, "integer")
		}
	}
	s.types = both
	s.never = s.never || len(both) == 0
}

func (s *shaper) words(x schemas.Definition) {
	list := x.Enum()
	if len(list) == 0 {
		return
	}
	s.fixed = s.fixed || x.Value().Get("const") != nil
	if !s.closed {
		s.closed, s.enum = true, slices.Clone(list)
		return
	}
	s.enum = slices.DeleteFunc(s.enum, func(v *document.Value) bool {
		return !slices.ContainsFunc(list, func(o *document.Value) bool { return same(v, o) })
	})
}

// same reports whether two values of the document are written the same way.
func same(a, b *document.Value) bool {
	if a.IsObject() || a.IsArray() {
		return string(a.AppendJSON(nil, nil)) == string(b.AppendJSON(nil, nil))
	}
	return a.Kind == b.Kind && a.Text == b.Text
}

func (s *shaper) texts(x schemas.Definition) {
	if s.format == "" {
		s.format = strings.ToLower(x.Format())
	}
	if text := x.Pattern(); text != "" {
		if re, err := regexp.Compile(text); err == nil {
			s.patterns = append(s.patterns, pattern{text, re})
		}
	}
	s.minLen, s.maxLen = span(x, "minLength", "maxLength", s.minLen, s.maxLen)
}

// span narrows a range of counts by two keywords.
func span(x schemas.Definition, low, high string, least, most int) (int, int) {
	if n, ok := whole(x, low); ok {
		least = max(least, n)
	}
	if n, ok := whole(x, high); ok && (most < 0 || n < most) {
		most = n
	}
	return least, most
}

func whole(x schemas.Definition, keyword string) (int, bool) {
	r, ok := rational(x, keyword)
	if !ok {
		return 0, false
	}
	f, _ := r.Float64()
	return int(min(f, 1<<40)), true
}

func (s *shaper) numbers(x schemas.Definition) {
	for _, keyword := range []string{"minimum", "exclusiveMinimum"} {
		over := keyword == "exclusiveMinimum"
		if n, ok := rational(x, keyword); ok && (s.min == nil || n.Cmp(s.min) > 0 || n.Cmp(s.min) == 0 && over) {
			s.min, s.overMin = n, over
		}
	}
	for _, keyword := range []string{"maximum", "exclusiveMaximum"} {
		under := keyword == "exclusiveMaximum"
		if n, ok := rational(x, keyword); ok && (s.max == nil || n.Cmp(s.max) < 0 || n.Cmp(s.max) == 0 && under) {
			s.max, s.underMax = n, under
		}
	}
	if n, ok := rational(x, "multipleOf"); ok && n.Sign() > 0 {
		s.steps = append(s.steps, n)
	}
}

func (s *shaper) arrays(x schemas.Definition) {
	prefix := x.List("prefixItems")
	rest := x.Sub("items")
	for i, def := range prefix {
		if i >= maxOptions {
			break
		}
		for len(s.items) <= i {
			s.items = append(s.items, nil)
		}
		s.items[i] = append(s.items[i], def)
	}
	if rest.Exists() {
		s.rest(rest, len(prefix))
	}
	if c := x.Sub("contains"); c.Exists() {
		n, said := whole(x, "minContains")
		if !said {
			n = 1
		}
		for range min(n, 50) {
			s.contains = append(s.contains, c)
		}
		s.minItems = max(s.minItems, n)
	}
	s.minItems, s.maxItems = span(x, "minItems", "maxItems", s.minItems, s.maxItems)
	s.unique = s.unique || x.Unique()
}

// rest adds the schema of the elements after a prefix.
func (s *shaper) rest(def schemas.Definition, after int) {
	if def.Value().Kind == 'f' {
		if s.maxItems < 0 || after < s.maxItems {
			s.maxItems = after
		}
		return
	}
	s.others = append(s.others, otherItems{def, after})
}

func (s *shaper) objects(x schemas.Definition) {
	for _, f := range x.Properties() {
		s.property(f.Name, f.Definition)
	}
	for _, name := range x.Required() {
		s.require(name)
	}
	switch v := x.Value().Get("additionalProperties"); {
	case v == nil:
	case v.Kind == 'f':
		s.open = false
		s.sealed = append(s.sealed, x)
	case v.IsObject():
		s.extra = append(s.extra, x.Values())
	}
	if v := x.Value().Get("unevaluatedProperties"); v != nil && v.Kind != 't' {
		s.open = false
	}
	for _, f := range x.Named("patternProperties") {
		if re, err := regexp.Compile(f.Name); err == nil {
			s.patterned = append(s.patterned, namedPattern{pattern{f.Name, re}, f.Definition})
		}
	}
	if rule := x.Sub("propertyNames"); rule.Exists() {
		s.nameRules = append(s.nameRules, rule)
	}
	s.minProps, s.maxProps = span(x, "minProperties", "maxProperties", s.minProps, s.maxProps)
	for _, m := range x.Value().Get("dependentRequired").Members() {
		s.needs[m.Name] = append(s.needs[m.Name], m.Strings()...)
	}
}

func (s *shaper) property(name string, def schemas.Definition) {
	i, known := s.at[name]
	if !known {
		if len(s.props) >= maxProps {
			return
		}
		i = len(s.props)
		s.at[name] = i
		s.props = append(s.props, prop{name: name})
	}
	s.props[i].defs = append(s.props[i].defs, def)
}

func (s *shaper) require(name string) {
	if !s.required[name] {
		s.required[name] = true
		s.shape.required = append(s.shape.required, name)
	}
}

// not keeps what a negated schema forbids, as far as it is simple. The rest is left to
// the validation of the whole value.
func (s *shaper) not(x schemas.Definition) {
	s.nots = append(s.nots, x)
	members := x.Value().Members()
	if len(members) == 1 && members[0].Name == "required" && len(x.Required()) == 1 {
		s.forbidden = append(s.forbidden, x.Required()[0])
	}
}

// finish combines what the parts say about each other.
func (s *shaper) finish() {
	for _, part := range s.sealed {
		for _, p := range s.props {
			if !knows(part, p.name) {
				s.forbidden = append(s.forbidden, p.name)
			}
		}
	}
	for _, name := range s.shape.required {
		if _, known := s.at[name]; !known {
			s.property(name, schemas.Definition{})
			s.props[s.at[name]].defs = nil
		}
	}
	for i := range s.props {
		p := &s.props[i]
		p.required = s.required[p.name]
		for _, rule := range s.patterned {
			if rule.re.MatchString(p.name) {
				p.defs = append(p.defs, rule.def)
			}
		}
		if len(p.defs) == 0 {
			p.defs = s.extra
		}
	}
	for _, name := range s.forbidden {
		if p := s.prop(name); p != nil && p.required {
			s.never = true
		}
	}
	if s.closed {
		s.enum = slices.DeleteFunc(s.enum, func(v *document.Value) bool { return !s.takes(v.Kind) })
		s.never = s.never || len(s.enum) == 0
	}
}

// takes reports whether values of a kind are allowed.
func (s *shape) takes(kind document.Kind) bool {
	switch kind {
	case '{':
		return s.allows("object")
	case '[':
		return s.allows("array")
	case '"':
		return s.allows("string")
	case '0':
		return s.allows("number") || s.allows("integer")
	case 'n':
		return s.allows("null")
	}
	return s.allows("boolean")
}

// knows reports whether a part names a property.
func knows(part schemas.Definition, name string) bool {
	if part.Value().Get("properties").Get(name) != nil {
		return true
	}
	for _, f := range part.Named("patternProperties") {
		if re, err := regexp.Compile(f.Name); err == nil && re.MatchString(name) {
			return true
		}
	}
	return false
}
