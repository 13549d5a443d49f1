package fault

// Null puts null where none may be.
type Null struct {
	// At is the value; drawn, it is one that may not be null where promises are known.
	At Target
}

var nullKind = kind{
	Kind: Kind{
		Name:       "null",
		Sentence:   "null stands where none may be.",
		Parameters: []Parameter{targetParameter},
		Example:    "{kind: null, at: /random/created_at}",
		Short:      "null:/random/created_at",
	},
	build: func(p *params) Fault { return Null{p.target()} },
}

// Spoil replaces the value.
func (f Null) Spoil(a *Answer, d Draw) Outcome {
	return breach{
		kind: "null",
		at:   f.At,
		fits: d.promised(func(p Promise) bool { return !p.Nullable }, isNotNull),
		edit: whole(func(node) string { return "null" }),
	}.spoil(a, d)
}

func (f Null) String() string { return short("null", escape(string(f.At))) }

func isNotNull(n node) bool { return n.kind() != 'n' }
