package pydantic

import "github.com/ringer-api/ringer/mock/python"

// Place is a position in a request, the loc of an error: one step, and the place that
// contains it.
type Place struct {
	in    *Place
	name  string
	index int // if named is false
	named bool
}

// At is a place of one step: path, query, header, cookie or body.
func At(part string) *Place { return &Place{name: part, named: true} }

// Named is the place of a member.
func (p *Place) Named(name string) *Place { return &Place{in: p, name: name, named: true} }

// Item is the place of an element.
func (p *Place) Item(index int) *Place { return &Place{in: p, index: index} }

// append appends the place as a list of its steps, without brackets.
func (p *Place) append(dst []byte) []byte {
	if p.in != nil {
		dst = append(p.in.append(dst), ',')
	}
	return python.AppendJSON(dst, p.step())
}

func (p *Place) step() python.Value {
	if p.named {
		return python.TextOf(p.name)
	}
	return python.IntOf(p.index)
}

// steps returns the steps as texts, the first one first.
func (p *Place) steps() []string {
	var all []string
	if p.in != nil {
		all = p.in.steps()
	}
	return append(all, p.step().String())
}
