package schemas

import (
	"fmt"
	"slices"
	"strings"
)

// Version interprets d as another version of the API that known describes: it returns
// the operations of known, matched by method and URL, as d documents them. They keep
// known's ids, paths, names of path parameters and order; other operations of d are left
// out of Operations. The types are d's own. The error names the first operation that d
// does not have.
func (d *Description) Version(known *Description) (*Description, error) {
	version := *d
	version.operations = nil
	for _, want := range known.operations {
		found := d.at(want)
		if found == nil {
			return nil, fmt.Errorf("it has no operation %s; %s", want.name(), d.nearestTo(want.name()))
		}
		version.operations = append(version.operations, found.renamed(want))
	}
	return &version, nil
}

// name identifies an operation regardless of its id.
func (o *Operation) name() string { return o.Method + " " + o.Path }

// at returns the operation of d with the same requests as another one: the paths of
// servers count, the names of parameters do not.
func (d *Description) at(want *Operation) *Operation {
	address := address(want.Method, want.Base()+want.Path, want.Query)
	for _, o := range d.operations {
		if o.standsAt(address) {
			return o
		}
	}
	return nil
}

func (o *Operation) standsAt(at string) bool {
	if address(o.Method, o.Path, o.Query) == at {
		return true
	}
	for _, s := range o.Servers {
		if address(o.Method, s.Base()+o.Path, o.Query) == at {
			return true
		}
	}
	return false
}

// renamed copies an operation with the id, the path and the names of another.
func (o *Operation) renamed(like *Operation) *Operation {
	out := *o
	out.ID, out.Path, out.Servers = like.ID, like.Path, like.Servers
	out.Parameters = slices.Clone(o.Parameters)
	own, theirs := placeholder.FindAllString(o.Path, -1), placeholder.FindAllString(like.Path, -1)
	// With a base path that has parameters too, the last parameters correspond.
	skip := max(0, len(theirs)-len(own))
	for i, p := range out.Parameters {
		at := slices.Index(own, "{"+p.Name+"}")
		if p.In == "path" && at >= 0 && at+skip < len(theirs) {
			out.Parameters[i].Name = strings.Trim(theirs[at+skip], "{}")
		}
	}
	return &out
}

// nearestTo describes what there is instead of an operation.
func (d *Description) nearestTo(name string) string {
	names := make([]string, len(d.operations))
	for i, o := range d.operations {
		names[i] = o.name()
	}
	if near := Nearest(name, names); near != "" {
		return "the nearest is " + near
	}
	return fmt.Sprintf("none of its %d operations is similar", len(names))
}
