package fault

// Null replaces a value that may not be null with null.
type Null struct {
	// At is the value. A drawn one is documented as not nullable, if the documentation is known.
	At Target
}

var nullKind = kind{
	Kind: Kind{
		Name:       "null",
		Sentence:   "A value is null that may not be null.",
		Parameters: []Parameter{targetParameter},
		Example:    "{kind: null, at: /random/created_at}",
		Short:      "null:/random/created_at",
	},
	build: func(p *params) Fault { return Null{p.target()} },
}

// Apply replaces the value.
func (f Null) Apply(a *Response, d Draw) Outcome {
	return contractFault{
		kind: "null",
		at:   f.At,
		fits: d.documented(func(p Documented) bool { return !p.Nullable }, isNotNull),
		edit: whole(func(node) string { return "null" }),
	}.apply(a, d)
}

func (f Null) String() string { return short("null", escape(string(f.At))) }

func isNotNull(n node) bool { return n.kind() != 'n' }
