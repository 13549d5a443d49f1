package fastapi

import (
	"strings"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/schemas"
)

// operation is what the framework knows of an operation: the fields of its function.
type operation struct {
	path, query, header, cookie []field
	body                        *body // nil if it has none
}

// field is one input of an operation.
type field struct {
	pydantic.Field
	// several: it takes all values of that name, and not the last one.
	several bool
}

// body is how an operation reads its body.
type body struct {
	form bool
	// fields are the parts of the body, if the function has an argument for each; else whole is
	// its only argument.
	fields []field
	whole  field
}

// newOperation reads an operation of a description.
func newOperation(o *schemas.Operation, types *pydantic.Compiler) *operation {
	made := &operation{}
	places := map[string]*[]field{"path": &made.path, "query": &made.query, "header": &made.header, "cookie": &made.cookie}
	for _, p := range o.Parameters {
		if in := places[p.In]; in != nil && p.Schema != nil {
			*in = append(*in, newField(p.Name, p.Required, p.Schema.Definition(), types))
		}
	}
	made.body = newBody(o.Request, types)
	return made
}

func newField(name string, required bool, d schemas.Definition, types *pydantic.Compiler) field {
	t := types.Type(d)
	if !required {
		t = types.Optional(d)
	}
	return field{pydantic.Field{Name: name, Required: required, Default: pydantic.HasDefault(d), Type: t}, takesSeveral(t)}
}

// takesSeveral reports whether a type is a sequence, or has one as an alternative.
func takesSeveral(t *pydantic.Type) bool {
	t, _ = t.Resolve()
	switch t.Kind {
	case pydantic.List, pydantic.Set, pydantic.Tuple:
		return true
	case pydantic.Union:
		for _, part := range t.Parts {
			if part, _ = part.Resolve(); part.Kind == pydantic.List || part.Kind == pydantic.Set || part.Kind == pydantic.Tuple {
				return true
			}
		}
	}
	return false
}

// embedded is how the type of a body begins whose fields are arguments.
const embedded = "Body_"

func newBody(r *schemas.RequestBody, types *pydantic.Compiler) *body {
	if r == nil || len(r.Content) == 0 {
		return nil
	}
	media := r.Content[0]
	var d schemas.Definition
	if media.Schema != nil {
		d = media.Schema.Definition()
	}
	b := &body{form: schemas.IsForm(media.Type), whole: newField("", r.Required, d, types)}
	model, _ := b.whole.Resolve()
	if model.Kind == pydantic.Model && strings.HasPrefix(model.Name, embedded) {
		for _, f := range model.Fields {
			b.fields = append(b.fields, field{f, takesSeveral(f.Type)})
		}
	}
	return b
}
