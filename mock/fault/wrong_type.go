package fault

// WrongType replaces a value with one of another JSON type.
type WrongType struct {
	// At is the value.
	At Target
}

var wrongTypeKind = kind{
	Kind: Kind{
		Name:       "wrong-type",
		Sentence:   "A value has the wrong type: a number instead of a text, a text instead of a number, a list instead of an object.",
		Parameters: []Parameter{targetParameter},
		Example:    "{kind: wrong-type, at: /last/attempts}",
		Short:      "wrong-type:/last/attempts",
	},
	build: func(p *params) Fault { return WrongType{p.target()} },
}

// Apply replaces the value; a number, true and false become a text of the same characters.
func (f WrongType) Apply(a *Response, d Draw) Outcome {
	return contractFault{
		kind: "wrong-type",
		at:   f.At,
		fits: d.documented(func(Documented) bool { return true }, isNotNull),
		edit: whole(otherType),
	}.apply(a, d)
}

func otherType(n node) string {
	switch n.kind() {
	case '"':
		return "42"
	case '{', 'n':
		return "[]"
	case '[':
		return "{}"
	}
	return `"` + string(n.raw()) + `"`
}

func (f WrongType) String() string { return short("wrong-type", escape(string(f.At))) }
