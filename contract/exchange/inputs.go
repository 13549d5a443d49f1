package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// PathParam is a path parameter with its value, unescaped.
type PathParam struct{ Name, Value string }

// Inputs are path parameters with their values, in the order of the path. They are never
// changed in place.
type Inputs []PathParam

// Get returns the value of a parameter; empty when there is none.
func (in Inputs) Get(name string) string {
	for _, p := range in {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// With returns the inputs with one value replaced, or added as the last.
func (in Inputs) With(name, value string) Inputs {
	out := slices.Clone(in)
	for i := range out {
		if out[i].Name == name {
			out[i].Value = value
			return out
		}
	}
	return append(out, PathParam{name, value})
}

// Without returns the inputs without one of them.
func (in Inputs) Without(name string) Inputs {
	return slices.DeleteFunc(slices.Clone(in), func(p PathParam) bool { return p.Name == name })
}

// MarshalJSON writes an object with its members in the order of the inputs.
func (in Inputs) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // whoever writes the whole document decides
	b.WriteByte('{')
	for i, p := range in {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := e.Encode(p.Name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := e.Encode(p.Value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalJSON reads such an object, with its members in their order.
func (in *Inputs) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("inputs must be an object: %w", err)
	}
	*in = Inputs{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		p := PathParam{Name: fmt.Sprint(name)}
		if err := d.Decode(&p.Value); err != nil {
			return err
		}
		*in = append(*in, p)
	}
	return nil
}
