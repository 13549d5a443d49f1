package contract

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/llamacloud"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
)

// This file is what the check knows of an API. It is the only one that tells the built-in
// API from others.

// api returns the API that the service has.
func (t Target) api() *fixtures.API {
	if t.API == nil {
		return fixtures.Default()
	}
	return t.API
}

// builtIn reports whether the API is the built-in one.
func (t Target) builtIn() bool { return t.api().Name == fixtures.BuiltIn }

// about returns what is known of the API's jobs by a description of it, which is the API's
// own or another version.
func (t Target) about(d *schemas.Description) (*observation.Resources, *UsageError) {
	api := t.api()
	if api.Description == nil || api.Jobs == nil {
		return nil, &UsageError{Field: "API", Value: api.Name, Problem: "has no description or no job model",
			Hint: "set Description and Jobs; jobs.Read makes the model of a description"}
	}
	fastAPI := api.Framework == fixtures.FastAPI
	if t.builtIn() {
		return observation.One(observation.New(d, api.Jobs.Jobs[0], fastAPI, llamacloud.Extras())), nil
	}
	var all []*observation.Jobs
	for _, r := range api.Jobs.Jobs {
		if len(r.List)+len(r.Get)+len(r.StatusGet) > 0 {
			all = append(all, observation.New(d, r, fastAPI, observation.Extras{}))
		}
	}
	return observation.Several(all, fastAPI), nil
}

// words are the texts of rules for the API.
func (t Target) words() rule.Words {
	if t.builtIn() {
		return llamacloud.Words()
	}
	return nil
}

// docs names the documentation page whose lines are sources of the API's rules.
func (t Target) docs() string {
	if t.builtIn() {
		return llamacloud.Docs
	}
	return ""
}

// collections are those that the target names. An API whose jobs are all in one list has
// one, without a name.
func (t Target) collections(j *observation.Jobs) []Inputs {
	all := []Inputs{}
	for _, d := range t.Datasets {
		all = append(all, d.Inputs())
	}
	all = append(all, t.Collections...)
	if len(all) == 0 && len(j.Scope) == 0 {
		return []Inputs{{}}
	}
	return all
}

// nameOf returns the name of a collection for people.
func nameOf(in Inputs) string {
	var values []string
	for _, p := range in {
		values = append(values, p.Value)
	}
	return strings.Join(values, "/")
}

// collectionHint returns what to do when no collection was named.
func collectionHint(j *observation.Jobs) string {
	if j.Hint != "" {
		return j.Hint
	}
	var names []string
	for _, p := range j.Scope {
		names = append(names, p.Name)
	}
	return "name a collection in Collections: the value of " + strings.Join(names, " and of ")
}

// collectionsField is the field of Target that names collections.
func (t Target) collectionsField() string {
	if t.builtIn() {
		return "Datasets"
	}
	return "Collections"
}

// steps are the fixed ends of documented paths: they are no ids.
func steps(d *schemas.Description) (all []string) {
	for _, op := range d.Operations() {
		if last := op.Path[strings.LastIndexByte(op.Path, '/')+1:]; !strings.Contains(last, "{") {
			all = append(all, last)
		}
	}
	return all
}

// below returns what to append to the path of the list for one that leads nowhere: the path
// of the results below it, or else any.
func below(d *schemas.Description, j *observation.Jobs) string {
	list, results := d.Operation(j.List), d.Operation(j.Result)
	if list == nil || results == nil {
		return "/no-such-path"
	}
	if rest, ok := strings.CutPrefix(results.Path, list.Path); ok && !strings.Contains(rest, "{") {
		return rest
	}
	return "/no-such-path"
}

// validateAPI returns what is wrong with the API.
func (t Target) validateAPI() *UsageError {
	_, err := t.about(t.api().Description)
	return err
}

// validateCollections returns what is wrong with the collections of a target.
func (t Target) validateCollections() *UsageError {
	d, wrong := t.version()
	if wrong != nil { // which validateDescription tells
		d = t.api().Description
	}
	all, wrong := t.about(d)
	if wrong != nil {
		return wrong
	}
	j := all.First()
	if len(t.Datasets) > 0 && !t.builtIn() {
		return &UsageError{Field: "Datasets", Problem: "are those of the built-in API, but the service has another",
			Hint: collectionHint(j)}
	}
	if !t.builtIn() {
		return t.validateGiven(d, all)
	}
	collections := t.collections(j)
	if t.AllowWrites && len(collections) == 0 {
		return &UsageError{Field: t.collectionsField(), Hint: collectionHint(j),
			Problem: "none was named, and " + exchange.Plural(j.Noun) + ", which cost money, are started only in a named one"}
	}
	for i, in := range collections {
		if wrong := t.validateCollection(j, i, in); wrong != nil {
			return wrong
		}
	}
	return nil
}

// validateGiven returns what is wrong with the values of parameters of an API other than the
// built-in one: each is that of an operation.
func (t Target) validateGiven(d *schemas.Description, all *observation.Resources) *UsageError {
	forms := map[string]observation.Form{}
	var names []string
	for _, op := range d.Operations() {
		for _, p := range op.Parameters {
			if _, known := forms[p.Name]; !known {
				names, forms[p.Name] = append(names, p.Name), observation.FormOf(p.Schema)
			}
		}
	}
	for _, j := range all.All {
		for _, p := range append(slices.Clone(j.Scope), j.Job) {
			forms[p.Name] = p.Form
		}
	}
	for i, in := range t.Collections {
		for _, given := range in {
			field := place("Collections", i, given.Name)
			form, known := forms[given.Name]
			if !known {
				hint := "ringer schema and ringer jobs show the parameters of operations"
				if near := schemas.Nearest(given.Name, names); near != "" {
					hint = "did you mean " + near + "?"
				}
				return &UsageError{Field: field, Value: given.Value, Problem: "is no parameter of an operation", Hint: hint}
			}
			if _, ok := form.Canonical(given.Value); !ok {
				return &UsageError{Field: field, Value: given.Value, Problem: "is not " + form.String(),
					Hint: "a value for " + given.Name + " in the description"}
			}
		}
	}
	return nil
}

func (t Target) validateCollection(j *observation.Jobs, i int, in Inputs) *UsageError {
	for k, p := range j.Scope {
		field := place("Collections", i-len(t.Datasets), p.Name)
		if i < len(t.Datasets) && k < len(j.Fields) {
			field = place("Datasets", i, j.Fields[k])
		}
		if _, ok := p.Form.Canonical(in.Get(p.Name)); !ok {
			hint := "a value for {" + p.Name + "} in the paths of the description"
			if p.Form.UUID() {
				hint = "36 characters such as 3fa85f64-5717-4562-b3fc-2c963f66afa6"
			}
			return &UsageError{Field: field, Value: in.Get(p.Name), Problem: "is not " + p.Form.String(), Hint: hint}
		}
	}
	return nil
}

func place(field string, i int, name string) string {
	return field + "[" + strconv.Itoa(i) + "]." + name
}
