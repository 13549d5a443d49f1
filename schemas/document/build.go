package document

// AsObject makes an object of these members; it stands where v does.
func (v *Value) AsObject(members ...Member) *Value {
	out := v.derive('{')
	out.members = members
	return out
}

// AsArray makes an array of these items; it stands where v does.
func (v *Value) AsArray(items ...*Value) *Value {
	out := v.derive('[')
	out.items = items
	return out
}

// AsText makes a string; it stands where v does.
func (v *Value) AsText(text string) *Value {
	out := v.derive('"')
	out.Text = text
	return out
}

// AsScalar makes a value of its JSON, which is no string's; it stands where v does.
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

// With copies an object with one member set: in its place when there is one of
// that name, else at the end.
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

// SetMembers changes an object. It is for who reads a document, before anybody
// else has seen it.
func (v *Value) SetMembers(members []Member) { v.members = members }

// Become makes a value a scalar. It is for who reads a document, before anybody
// else has seen it.
func (v *Value) Become(kind Kind, json string) {
	v.Kind, v.Text, v.members, v.items = kind, json, nil, nil
}

// SetItems changes an array. It is for who reads a document, before anybody else
// has seen it.
func (v *Value) SetItems(items []*Value) { v.items = items }

// Copy copies a value and all that it holds; each stands where its original does.
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
