package fault

import "regexp"

// BadUUID replaces a UUID with an invalid one.
type BadUUID struct {
	// At is the value to change. A drawn one is documented as a UUID, or, where the
	// documentation is not known, looks like one.
	At Target
}

var badUUIDKind = kind{
	Kind: Kind{
		Name:       "bad-uuid",
		Sentence:   "An id is not a valid UUID: its last digit is g.",
		Parameters: []Parameter{targetParameter},
		Example:    "{kind: bad-uuid, at: /0/id}",
		Short:      "bad-uuid:/0/id",
	},
	build: func(p *params) Fault { return BadUUID{p.target()} },
}

var uuid = regexp.MustCompile(
	`^"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"$`)

// Apply changes the last digit; a value that is not a UUID is replaced completely.
func (f BadUUID) Apply(a *Response, d Draw) Outcome {
	looks := func(n node) bool { return uuid.Match(n.raw()) }
	return contractFault{
		kind: "bad-uuid",
		at:   f.At,
		fits: d.documented(func(p Documented) bool { return p.Format == "uuid" }, looks),
		edit: func(n node) (int, int, string, bool) {
			if !looks(n) {
				return n.start, n.end, `"no-uuid"`, true
			}
			return n.end - 2, n.end - 1, "g", true
		},
	}.apply(a, d)
}

func (f BadUUID) String() string { return short("bad-uuid", escape(string(f.At))) }
