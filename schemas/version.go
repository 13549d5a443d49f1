package schemas

import "fmt"

// Version reads d as another version of what known describes: the operations of
// known, by method and path, as d tells them. They keep known's ids and order;
// whatever else d describes is left out of Operations. The types are d's own.
// The error names the first operation that d does not have.
func (d *Description) Version(known *Description) (*Description, error) {
	version := *d
	version.operations = nil
	for _, want := range known.operations {
		found := d.named(want.name())
		if found == nil {
			return nil, fmt.Errorf("it has no operation %s; %s", want.name(), d.nearestTo(want.name()))
		}
		renamed := *found
		renamed.ID = want.ID
		version.operations = append(version.operations, &renamed)
	}
	return &version, nil
}

// name is what tells an operation from others whatever its id.
func (o *Operation) name() string { return o.Method + " " + o.Path }

func (d *Description) named(name string) *Operation {
	for _, o := range d.operations {
		if o.name() == name {
			return o
		}
	}
	return nil
}

// nearestTo says what there is instead of an operation.
func (d *Description) nearestTo(name string) string {
	names := make([]string, len(d.operations))
	for i, o := range d.operations {
		names[i] = o.name()
	}
	if near := Nearest(name, names); near != "" {
		return "the nearest is " + near
	}
	return fmt.Sprintf("none of its %d comes near", len(names))
}
