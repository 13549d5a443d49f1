package fault

// DropField removes a member of an object.
type DropField struct {
	// At is the member. A drawn one is documented as required, if the documentation is known.
	At Target
}

var dropFieldKind = kind{
	Kind: Kind{
		Name:       "drop-field",
		Sentence:   "A required field is missing.",
		Parameters: []Parameter{targetParameter},
		Example:    "{kind: drop-field, at: /0/status}",
		Short:      "drop-field:/0/status",
	},
	build: func(p *params) Fault { return DropField{p.target()} },
}

// Apply removes the member with its name and one comma.
func (f DropField) Apply(a *Response, d Draw) Outcome {
	return contractFault{
		kind: "drop-field",
		at:   f.At,
		fits: d.documented(func(p Documented) bool { return p.Required }, node.isMember),
		edit: func(n node) (int, int, string, bool) { return n.cut, n.cutEnd, "", n.isMember() },
	}.apply(a, d)
}

func (f DropField) String() string { return short("drop-field", escape(string(f.At))) }
