package document

// AsObject returns an object with these members, at the position of v.
func (v *Value) AsObject(members ...Member) *Value {
	out := v.derive('{')
	out.members = members
	return out
}

// AsArray returns an array of these items, at the position of v.
func (v *Value) AsArray(items ...*Value) *Value {
	out := v.derive('[')
	out.items = items
	return out
}

// AsText returns a string, at the position of v.
func (v *Value) AsText(text string) *Value {
	out := v.derive('"')
	out.Text = text
	return out
}

// AsScalar returns a value other than a string, given as JSON, at the position of v.
func (v *Value) AsScalar(json string) *Value {
	kind := Kind(json[0])
	if json[0] == '-' || json[0] >= '0' && json[0] <= '9' {
		kind = '0'
	}
	out := v.derive(kind)
	out.Text = json
	return out
}

func (v *Value) derive(kind Kind) *Value {
	return &Value{Kind: kind, parent: v, file: v.file, line: v.line, column: v.column, derived: true}
}

// With returns a copy of an object with one member set: it replaces the member of that
// name, or is appended.
func (v *Value) With(name string, member *Value) *Value {
	out := v.AsObject(append([]Member(nil), v.members...)...)
	for i, m := range out.members {
		if m.Name == name {
			out.members[i].Value = member
			return out
		}
	}
	out.members = append(out.members, Member{name, member})
	return out
}

// SetMembers changes an object. It is only for code that is still reading the document,
// before the value is shared.
func (v *Value) SetMembers(members []Member) { v.members = members }

// Become turns a value into a scalar. It is only for code that is still reading the
// document, before the value is shared.
func (v *Value) Become(kind Kind, json string) {
	v.Kind, v.Text, v.members, v.items = kind, json, nil, nil
}

// SetItems changes an array. It is only for code that is still reading the document,
// before the value is shared.
func (v *Value) SetItems(items []*Value) { v.items = items }

// Copy returns a deep copy of a value. Each copied value has the position of its
// original.
func (v *Value) Copy() *Value {
	out := *v
	out.members, out.items = nil, nil
	for _, m := range v.members {
		inner := m.Value.Copy()
		inner.parent = &out
		out.members = append(out.members, Member{m.Name, inner})
	}
	for _, item := range v.items {
		inner := item.Copy()
		inner.parent = &out
		out.items = append(out.items, inner)
	}
	return &out
}
