package pydantic

import (
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Compiler makes types of schemas. Some of a type is not in a description, and is guessed:
//
//   - a number or string is a Decimal; with pydantic 1, a Decimal is read as a float,
//   - an enum with a name is a class, one without is a Literal,
//   - an object with a name is a model, one without is a dict,
//   - keys of a dict are texts,
//   - a tuple of types with a format is a list, where FastAPI with pydantic 1 has lost them.
//
// It is not safe for concurrent use; the types that it has made are.
type Compiler struct {
	version Version
	// untold: the document does not say which values may be null.
	untold bool
	known  map[schemas.Definition]*Type
}

// NewCompiler returns a compiler of types for a version. Untold is for documents that do not
// say which values may be null: those of pydantic 1. Then a field may be null if it is neither
// required nor has a default, since its default is None.
func NewCompiler(v Version, untold bool) *Compiler {
	return &Compiler{version: v, untold: untold, known: map[schemas.Definition]*Type{}}
}

// Type returns the type of a schema; Any for the zero Definition.
func (c *Compiler) Type(d schemas.Definition) *Type {
	if t := c.known[d]; t != nil {
		return t
	}
	t := &Type{}
	c.known[d] = t
	c.fill(t, d)
	return t
}

// Optional returns the type of an input that may be absent.
func (c *Compiler) Optional(d schemas.Definition) *Type {
	if !c.untold || d.Default() != nil {
		return c.Type(d)
	}
	return &Type{Kind: Same, Nullable: true, Parts: []*Type{c.Type(d)}}
}

func (c *Compiler) fill(t *Type, d schemas.Definition) {
	all, anyOf, oneOf := d.AllOf(), d.AnyOf(), d.OneOf()
	switch target := d.Target(); {
	case target.Exists():
		t.Kind, t.Parts = Same, []*Type{c.Type(target)}
	case len(all) == 1:
		t.Kind, t.Parts = Same, []*Type{c.Type(all[0])}
	case len(anyOf) > 0:
		c.union(t, anyOf)
	case len(oneOf) > 0:
		if choice, ok := d.Discriminator(); ok {
			c.tagged(t, oneOf, choice, d)
			return
		}
		c.union(t, oneOf)
	case len(d.Enum()) > 0:
		t.Kind, t.Name = Literal, d.Name()
		if t.Name != "" {
			t.Kind = Enum
		}
		for _, v := range d.Enum() {
			t.Choices = append(t.Choices, valueOf(v))
		}
	default:
		c.simple(t, d)
	}
}

func valueOf(v *document.Value) python.Value {
	read, _ := python.ReadJSON(v.AppendJSON(nil, nil)) // a value of a document is valid JSON
	return read
}

// union fills in a union; null is not one of its members.
func (c *Compiler) union(t *Type, of []schemas.Definition) {
	of = slices.DeleteFunc(slices.Clone(of), func(d schemas.Definition) bool {
		null := slices.Equal(d.Types(), []string{"null"})
		t.Nullable = t.Nullable || null
		return null
	})
	var parts []*Type
	for len(of) > 0 {
		if c.isDecimal(of) {
			parts, of = append(parts, &Type{Kind: Decimal, Bounds: bounds(of[0])}), of[2:]
			continue
		}
		parts, of = append(parts, c.Type(of[0])), of[1:]
	}
	if t.Kind, t.Parts = Union, parts; len(parts) == 1 {
		t.Kind = Same
	}
}

// isDecimal reports whether a union begins with how pydantic 2 describes a Decimal.
func (c *Compiler) isDecimal(of []schemas.Definition) bool {
	return c.version == Version2 && len(of) > 1 && slices.Equal(of[0].Types(), []string{"number"}) &&
		slices.Equal(of[1].Types(), []string{"string"}) && of[1].Format() == "" && len(of[1].Enum()) == 0
}

func (c *Compiler) tagged(t *Type, of []schemas.Definition, choice schemas.Discriminator, d schemas.Definition) {
	t.Kind, t.Discriminator = Tagged, choice.Property
	for _, m := range d.Value().Get("discriminator").Get("mapping").Members() {
		t.Tags = append(t.Tags, m.Name)
		t.Parts = append(t.Parts, c.Type(choice.Mapping[m.Name]))
	}
	if len(t.Tags) > 0 {
		return
	}
	for _, branch := range of {
		t.Tags = append(t.Tags, branch.Name())
		t.Parts = append(t.Parts, c.Type(branch))
	}
}

// simple fills in a type that is not made of alternatives.
func (c *Compiler) simple(t *Type, d schemas.Definition) {
	types := slices.Clone(d.Types())
	if d.Value().Get("nullable").IsTrue() || slices.Contains(types, "null") && len(types) > 1 {
		t.Nullable = true
		types = slices.DeleteFunc(types, func(s string) bool { return s == "null" })
	}
	if len(types) != 1 {
		return
	}
	switch types[0] {
	case "null":
		t.Kind = None
	case "boolean":
		t.Kind = Bool
	case "integer":
		t.Kind, t.Bounds = Int, bounds(d)
	case "number":
		t.Kind, t.Bounds = Float, bounds(d)
		if d.Format() == "time-delta" {
			t.Kind = Duration
		}
	case "string":
		c.text(t, d)
	case "array":
		c.array(t, d)
	case "object":
		c.object(t, d)
	}
}

var formats = map[string]Kind{
	"uuid": UUID, "date": Date, "date-time": DateTime, "time": Time, "duration": Duration, "binary": File,
}

func (c *Compiler) text(t *Type, d schemas.Definition) {
	t.Kind = String
	if kind, ok := formats[d.Format()]; ok {
		t.Kind = kind
	}
	t.MinSize, t.MaxSize = size(d, "minLength"), size(d, "maxLength")
	if p := d.Pattern(); p != "" {
		t.Pattern = NewPattern(p, c.version)
	}
}

func (c *Compiler) array(t *Type, d schemas.Definition) {
	t.Kind = List
	parts := d.List("prefixItems")
	if len(parts) > 0 {
		t.Kind = Tuple
		for _, part := range parts {
			t.Parts = append(t.Parts, c.Type(part))
		}
		return
	}
	if d.Unique() {
		t.Kind = Set
	}
	if d.Items().Exists() {
		t.Item = c.Type(d.Items())
	}
	t.MinSize, t.MaxSize = size(d, "minItems"), size(d, "maxItems")
}

func (c *Compiler) object(t *Type, d schemas.Definition) {
	properties := d.Properties()
	if len(properties) == 0 && d.Name() == "" {
		t.Kind = Dict
		if d.Values().Exists() {
			t.Item = c.Type(d.Values())
		}
		if names := d.Sub("propertyNames"); names.Exists() {
			t.Key = c.Type(names)
		}
		t.MinSize, t.MaxSize = size(d, "minProperties"), size(d, "maxProperties")
		return
	}
	t.Kind, t.Name = Model, d.Name()
	switch more := d.Value().Get("additionalProperties"); {
	case d.Closed():
		t.Extra = Forbidden
	case more != nil:
		t.Extra = Kept
	}
	for _, p := range properties {
		field := Field{Name: p.Name, Required: p.Required, Default: HasDefault(p.Definition)}
		if p.Required {
			field.Type = c.Type(p.Definition)
		} else {
			field.Type = c.Optional(p.Definition)
		}
		t.Fields = append(t.Fields, field)
	}
}

// HasDefault reports whether a schema has a default other than null.
func HasDefault(d schemas.Definition) bool {
	v := d.Default()
	return v != nil && v.Kind != 'n'
}

func bounds(d schemas.Definition) Bounds {
	bound := func(keyword string) *Bound {
		if n, ok := d.Number(keyword); ok {
			return NewBound(string(n))
		}
		return nil
	}
	return Bounds{bound("minimum"), bound("exclusiveMinimum"), bound("maximum"), bound("exclusiveMaximum"), bound("multipleOf")}
}

// size returns the value of a keyword that limits a size; nil if there is none.
func size(d schemas.Definition, keyword string) *int {
	n, ok := d.Number(keyword)
	if !ok {
		return nil
	}
	f, err := strconv.ParseFloat(string(n), 64)
	if err != nil || f < 0 || f > 1<<40 {
		return nil
	}
	whole := int(f)
	return &whole
}
