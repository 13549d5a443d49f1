package jobs

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
)

// Extension is the key under which a description, or an overlay of it, defines its jobs:
// a map from names of resources to their definitions.
const Extension = "x-ringer-jobs"

// Problem is a mistake in the definition of a job.
type Problem struct {
	Place document.Place
	Text  string
	// Hint describes what would be right; empty if Text does.
	Hint string
}

// Problems are all mistakes that were found. They are an error of the overlay's author.
type Problems []Problem

func (p Problems) Error() string {
	var lines []string
	for _, one := range p {
		line := one.Place.String() + ": " + one.Text
		if one.Hint != "" {
			line += " (" + one.Hint + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// Read returns the model of a description: what is inferred, corrected by what is under
// x-ringer-jobs. Keys that a resource leaves out there stay as inferred; a resource that
// is null there has no states. The error is Problems if something there is invalid.
func Read(d *schemas.Description) (*Model, error) {
	m := Infer(d)
	return m, m.Apply(d, d.Extension(Extension))
}

// Apply corrects a model by the value of x-ringer-jobs; nil changes nothing. The error
// is Problems.
func (m *Model) Apply(d *schemas.Description, said *document.Value) error {
	if said == nil {
		return nil
	}
	o := &overlay{d: d, rd: newReader(d, shapes.Budget), m: m}
	if !said.IsObject() {
		o.wrong(said, "", "%s must be a map from names of jobs to their definitions", Extension)
		return o.problems
	}
	for _, member := range said.Members() {
		o.resource(member.Name, member.Value)
	}
	if len(o.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(o.problems, func(a, b Problem) int {
		return cmp.Or(a.Place.Compare(b.Place), strings.Compare(a.Text, b.Text))
	})
	return o.problems
}

type overlay struct {
	d        *schemas.Description
	rd       *reader
	m        *Model
	problems Problems
}

func (o *overlay) wrong(v *document.Value, hint, format string, args ...any) {
	o.problems = append(o.problems, Problem{v.Place(), fmt.Sprintf(format, args...), hint})
}

// unknown reports a name that is not one of the known ones.
func (o *overlay) unknown(v *document.Value, what, name string, known []string) {
	hint := ""
	switch near := schemas.Nearest(name, known); {
	case near != "":
		hint = fmt.Sprintf("did you mean %q?", near)
	case len(known) > 0 && len(known) <= 30:
		hint = "known are " + strings.Join(known, ", ")
	}
	o.wrong(v, hint, "there is no %s %q", what, name)
}

// resource applies the definition of one resource.
func (o *overlay) resource(name string, v *document.Value) {
	r := o.m.Resource(name)
	fresh := r == nil
	if fresh {
		r = newResource(name)
	}
	o.m.Unsure = slices.DeleteFunc(o.m.Unsure, func(d Doubt) bool { return d.Resource == name })
	r.Sure, r.Inferred = 1, nil
	switch {
	case v.Kind == 'n':
		r.isStatic()
	case !v.IsObject():
		o.wrong(v, "", "%s: the definition must be a map, or null for a resource without states", name)
		return
	}
	for _, member := range v.Members() {
		o.field(r, member.Name, member.Value)
	}
	if r.Moves == "" && len(r.States) > 0 {
		r.Moves = ByItself
	}
	if fresh && len(o.problems) == 0 && !slices.ContainsFunc(r.lists(), func(l list) bool { return len(*l.ops) > 0 }) {
		o.empty(name, v)
		return
	}
	o.place(r, fresh)
	o.check(r, v)
}

// empty reports a new resource without an operation: its name is probably misspelt.
func (o *overlay) empty(name string, v *document.Value) {
	var known []string
	for _, r := range o.m.All() {
		known = append(known, r.Name)
	}
	hint := "name the operations that create and get it"
	if near := schemas.Nearest(name, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	o.wrong(v, hint, "there is no resource %q in the description, and this one has no operation", name)
}

func newResource(name string) *Resource {
	r := &Resource{Name: name, States: []*State{}}
	for _, list := range r.lists() {
		*list.ops = []Operation{}
	}
	return r
}

// isStatic removes the states of a resource.
func (r *Resource) isStatic() {
	r.Moves, r.Status, r.States, r.Error, r.Progress = "", "", []*State{}, nil, ""
	r.Counters, r.Webhook, r.Result = nil, "", nil
}

// place adds a resource to the jobs or to the others.
func (o *overlay) place(r *Resource, fresh bool) {
	gone := func(other *Resource) bool { return other == r }
	isJob := slices.ContainsFunc(o.m.Jobs, gone)
	if !fresh && isJob == (r.Moves == ByItself) {
		return
	}
	o.m.Jobs, o.m.Resources = slices.DeleteFunc(o.m.Jobs, gone), slices.DeleteFunc(o.m.Resources, gone)
	if r.Moves == ByItself {
		o.m.Jobs = append(o.m.Jobs, r)
		return
	}
	o.m.Resources = append(o.m.Resources, r)
}

// list is one of the lists of operations of a resource, with its key in an overlay.
type list struct {
	key string
	ops *[]Operation
}

func (r *Resource) lists() []list {
	return []list{
		{"create", &r.Create}, {"list", &r.List}, {"get", &r.Get}, {"status-get", &r.StatusGet},
		{"update", &r.Update}, {"cancel", &r.Cancel}, {"pause", &r.Pause}, {"resume", &r.Resume},
		{"delete", &r.Delete}, {"results", &r.Results},
	}
}
