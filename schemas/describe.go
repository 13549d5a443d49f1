package schemas

import (
	"fmt"
	"strconv"
	"strings"
)

// describer turns a bundle into a Description.
type describer struct {
	*Description
	compiler *compiler
	builder  *builder
	loader   *loader
	byPlace  map[*value]*Schema
}

func describe(l *loader, bundle *value) (*Description, error) {
	d := &Description{
		file:    l.main,
		bundle:  bundle,
		openAPI: bundle.appendJSON(nil),
		schemas: map[string]*Schema{},
	}
	c, err := newCompiler(d.openAPI)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.main, err)
	}
	w := &describer{d, c, newBuilder(bundle), l, map[*value]*Schema{}}
	if err := w.readTypes(); err != nil {
		return nil, err
	}
	if err := w.readPaths(); err != nil {
		return nil, err
	}
	if err := readSources(l, d); err != nil {
		return nil, err
	}
	return d, nil
}

func (w *describer) readTypes() error {
	for _, m := range w.bundle.at("/components/schemas").membersOf() {
		s, err := w.schema(m.name, m.value, componentsPointer+escapeToken(m.name))
		if err != nil {
			return err
		}
		s.text = w.loader.texts[m.file]
		if m.pointer != "" { // it shares its file with other things
			s.text = m.appendJSON(nil)
		}
		w.types = append(w.types, m.name)
	}
	return nil
}

// schema compiles what stands at a place of the bundle; a mere reference to a
// type is that type.
func (w *describer) schema(name string, v *value, pointer string) (*Schema, error) {
	if target := w.builder.target(v); target != nil && w.builder.names[v] == "" {
		if typed := w.byPlace[target]; typed != nil {
			return typed, nil
		}
	}
	engine, err := w.compiler.compile(pointer)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", v.source(), err)
	}
	s := &Schema{
		name: name, engine: engine, root: v, bundle: w.bundle,
		node: w.builder.node(v), text: v.appendJSON(nil),
	}
	w.byPlace[v] = s
	if _, taken := w.schemas[name]; !taken {
		w.schemas[name] = s
	}
	return s, nil
}

func (w *describer) readPaths() error {
	paths := w.bundle.get("paths")
	for _, p := range paths.membersOf() {
		for _, m := range p.members {
			if !isMethod(m.name) {
				continue
			}
			o, err := w.operation(p, m)
			if err != nil {
				return err
			}
			w.operations = append(w.operations, o)
		}
	}
	return nil
}

func isMethod(name string) bool {
	switch name {
	case "get", "put", "post", "delete", "options", "head", "patch", "trace":
		return true
	}
	return false
}

func (w *describer) operation(p, m member) (*Operation, error) {
	o := &Operation{
		ID: m.string("operationId"), Method: strings.ToUpper(m.name), Path: p.name,
		Summary: m.string("summary"), Source: m.source(), Responses: map[int]Response{},
	}
	if o.ID == "" {
		o.ID = o.Method + " " + o.Path
	}
	place := "/paths/" + escapeToken(p.name)
	if err := w.parameters(o, p.get("parameters"), place); err != nil {
		return nil, err
	}
	place += "/" + m.name
	if err := w.parameters(o, m.get("parameters"), place); err != nil {
		return nil, err
	}
	if err := w.body(o, m.get("requestBody"), place); err != nil {
		return nil, err
	}
	return o, w.responses(o, m.get("responses"), place)
}

func (w *describer) parameters(o *Operation, list *value, place string) error {
	if list == nil {
		return nil
	}
	for i, item := range list.items {
		item, at := w.resolve(item, fmt.Sprintf("%s/parameters/%d", place, i))
		p := Parameter{Name: item.string("name"), In: item.string("in")}
		if r := item.get("required"); r != nil {
			p.Required = r.kind == 't'
		}
		if v := item.get("schema"); v != nil {
			s, err := w.schema(o.ID+" "+p.Name, v, at+"/schema")
			if err != nil {
				return err
			}
			p.Schema = s
		}
		o.Parameters = append(o.Parameters, p)
	}
	return nil
}

func (w *describer) body(o *Operation, v *value, place string) error {
	if v == nil {
		return nil
	}
	v, at := w.resolve(v, place+"/requestBody")
	_, s, err := w.content(o.ID+" body", v, at)
	o.Body = s
	return err
}

func (w *describer) responses(o *Operation, v *value, place string) error {
	for _, m := range v.membersOf() {
		status, err := strconv.Atoi(m.name)
		if err != nil {
			continue // "default" and ranges promise no status of their own
		}
		item, at := w.resolve(m.value, place+"/responses/"+m.name)
		kind, s, err := w.content(o.ID+" "+m.name, item, at)
		if err != nil {
			return err
		}
		o.Responses[status] = Response{
			Status: status, Description: item.string("description"),
			ContentType: kind, Schema: s, Source: m.source(),
		}
	}
	return nil
}

// content gives the JSON media type of a body, or else its first one.
func (w *describer) content(name string, v *value, at string) (string, *Schema, error) {
	media := v.get("content").membersOf()
	if len(media) == 0 {
		return "", nil, nil
	}
	pick := media[0]
	for _, m := range media {
		if strings.Contains(m.name, "json") {
			pick = m
			break
		}
	}
	v = pick.get("schema")
	if v == nil {
		return pick.name, nil, nil
	}
	if item := w.builder.target(v.get("items")); item != nil && w.builder.names[item] != "" {
		name = w.builder.names[item] + "[]"
	}
	s, err := w.schema(name, v, at+"/content/"+escapeToken(pick.name)+"/schema")
	return pick.name, s, err
}

// resolve follows a reference to a component that is no schema.
func (w *describer) resolve(v *value, at string) (*value, string) {
	if target := w.builder.target(v); target != nil {
		return target, strings.TrimPrefix(v.string("$ref"), "#")
	}
	return v, at
}
