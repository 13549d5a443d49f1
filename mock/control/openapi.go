package control

import (
	"encoding/json"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
)

type object = map[string]any

// Description returns the OpenAPI document of the control interface, as it is served.
func (c *Control) Description() []byte { return slices.Clone(c.document) }

// describe writes the OpenAPI document from the routes, so that it cannot differ from what
// is served.
func (c *Control) describe() []byte {
	d := &describer{components: object{}}
	paths := object{}
	for _, route := range c.routes {
		path := strings.TrimSuffix(Prefix, "/") + route.path
		item, ok := paths[path].(object)
		if !ok {
			item = object{}
			paths[path] = item
		}
		item[strings.ToLower(route.method)] = d.operation(&route)
	}
	document := object{
		"openapi": "3.1.0",
		"info": object{"title": "ringer control interface", "version": InterfaceVersion,
			"description": "Drives a running ringer: its sessions, clocks, scenarios, faults and jobs."},
		"paths": paths,
		"components": object{"schemas": d.components,
			"securitySchemes": object{"token": object{"type": "http", "scheme": "bearer",
				"description": "required only when the mock was given a control token"}}},
	}
	text, err := json.MarshalIndent(document, "", "  ")
	if err != nil {
		panic("mock: the control interface cannot be described: " + err.Error()) // covered by a test
	}
	return append(text, '\n')
}

// describer collects the named schemas.
type describer struct{ components object }

func (d *describer) operation(route *route) object {
	o := object{"operationId": route.id, "summary": route.summary, "responses": d.responses(route)}
	if route.successor != "" {
		o["deprecated"] = true
	}
	if route.more != "" {
		o["description"] = route.more
	}
	if parameters := parametersOf(route); len(parameters) > 0 {
		o["parameters"] = parameters
	}
	if route.in != nil {
		content := d.content(route.in)
		if route.orYAML {
			content["application/yaml"] = object{"schema": object{"type": "string"}}
		}
		o["requestBody"] = object{"required": !route.orNone, "content": content}
	}
	if !route.open {
		o["security"] = []object{{"token": []string{}}, {}}
	}
	return o
}

var pathParameter = regexp.MustCompile(`\{([a-z]+)\}`)

func parametersOf(route *route) []object {
	var all []object
	for _, name := range pathParameter.FindAllStringSubmatch(route.path, -1) {
		all = append(all, object{"name": name[1], "in": "path", "required": true, "schema": object{"type": "string"}})
	}
	for _, p := range route.query {
		all = append(all, object{"name": p.name, "in": "query", "description": p.about, "schema": object{"type": "string"}})
	}
	for _, p := range route.header {
		all = append(all, object{"name": p.name, "in": "header", "description": p.about, "schema": object{"type": "string"}})
	}
	return all
}

func (d *describer) responses(route *route) object {
	all := d.bodies(route)
	if route.successor == "" {
		return all
	}
	for _, response := range all {
		headers, _ := response.(object)["headers"].(object)
		if headers == nil {
			headers = object{}
			response.(object)["headers"] = headers
		}
		headers["Deprecation"] = object{"description": "since when the path is deprecated (RFC 9745)", "schema": object{"type": "string"}}
		headers["Link"] = object{"description": "the path to use instead, as successor-version", "schema": object{"type": "string"}}
	}
	return all
}

// bodies describes the responses apart from the headers of a deprecated route.
func (d *describer) bodies(route *route) object {
	all := object{"default": object{"description": "an error, as problem details (RFC 9457)",
		"content": object{"application/problem+json": object{"schema": d.schema(reflect.TypeFor[problem.Problem]())}}}}
	add := func(status int) object {
		response := object{"description": http.StatusText(status), "content": d.content(route.out)}
		if route.media != "" {
			response["content"] = object{route.media: object{"schema": d.schema(reflect.TypeOf(route.out))}}
		}
		all[strconv.Itoa(status)] = response
		return response
	}
	switch {
	case route.out == nil:
		all["204"] = object{"description": "done"}
		return all
	case route.makes && route.method == http.MethodPost:
		add(http.StatusCreated)["headers"] = object{"Location": object{"description": "the path of what was made",
			"required": true, "schema": object{"type": "string"}}}
		return all
	case route.makes:
		add(http.StatusCreated)
	case route.path == "/ready":
		add(http.StatusServiceUnavailable)
	}
	add(http.StatusOK)
	return all
}

// content describes a JSON body of an example's type.
func (d *describer) content(example any) object {
	return object{"application/json": object{"schema": d.schema(reflect.TypeOf(example)), "example": example}}
}

// schema describes a Go type as JSON; structs by reference.
func (d *describer) schema(t reflect.Type) object {
	switch t {
	case reflect.TypeFor[time.Time]():
		return object{"type": "string", "format": "date-time"}
	case reflect.TypeFor[json.RawMessage]():
		return object{}
	case reflect.TypeFor[journal.Payload]():
		return object{"description": "a string when it is text in UTF-8, otherwise an object with base64"}
	case reflect.TypeFor[Speed]():
		return object{"oneOf": []object{{"type": "number", "minimum": 0, "maximum": session.MaxSpeed},
			{"type": "string", "pattern": `^[0-9]+(\.[0-9]+)?x?$`}}}
	case reflect.TypeFor[world.Params]():
		return object{"type": "object", "additionalProperties": object{"type": "string"}}
	case reflect.TypeFor[fixtures.Scenario]():
		return object{"type": "object", "description": "a scenario, as in a scenario file"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return d.schema(t.Elem())
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	case reflect.Uint64:
		return object{"type": "integer", "minimum": 0}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Slice:
		return object{"type": "array", "items": d.schema(t.Elem())}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": d.schema(t.Elem())}
	case reflect.Struct:
		return d.named(t)
	}
	return object{}
}

// named describes a struct once, and returns the reference to it.
func (d *describer) named(t reflect.Type) object {
	reference := object{"$ref": "#/components/schemas/" + componentName(t)}
	if _, done := d.components[componentName(t)]; done {
		return reference
	}
	properties, required := object{}, []string{}
	d.components[componentName(t)] = object{"type": "object", "properties": properties}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || !f.IsExported() || name == "-" {
			continue
		}
		property := d.schema(f.Type)
		if doc := f.Tag.Get("doc"); doc != "" {
			property["description"] = doc
		}
		if f.Tag.Get("deprecated") != "" {
			property["deprecated"] = true
		}
		properties[name] = property
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	d.components[componentName(t)] = object{"type": "object", "properties": properties, "required": required,
		"additionalProperties": false}
	return reference
}

// componentName is the type's name, with the name of its package in front if the package
// is not the mock's or the type is a session's State.
func componentName(t reflect.Type) string {
	if t != reflect.TypeFor[session.State]() && strings.Contains(t.PkgPath(), "/mock/") {
		return t.Name()
	}
	parts := strings.Split(t.PkgPath(), "/")
	last := parts[len(parts)-1]
	return strings.ToUpper(last[:1]) + last[1:] + t.Name()
}
