package fault

import "regexp"

// BadDateTime replaces a date-time with one that does not exist.
type BadDateTime struct {
	// At is the value to change. A drawn one is documented as a date-time, or, where the
	// documentation is not known, looks like one.
	At Target
}

var badDateTimeKind = kind{
	Kind: Kind{
		Name:       "bad-date-time",
		Sentence:   "A date-time is invalid: its month is 13.",
		Parameters: []Parameter{targetParameter},
		Example:    "{kind: bad-date-time, at: /random/updated_at}",
		Short:      "bad-date-time:/random/updated_at",
	},
	build: func(p *params) Fault { return BadDateTime{p.target()} },
}

var dateTime = regexp.MustCompile(`^"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d`)

// Apply changes the month; a value that is not a date-time is replaced completely.
func (f BadDateTime) Apply(a *Response, d Draw) Outcome {
	looks := func(n node) bool { return dateTime.Match(n.raw()) }
	return contractFault{
		kind: "bad-date-time",
		at:   f.At,
		fits: d.documented(func(p Documented) bool { return p.Format == "date-time" }, looks),
		edit: func(n node) (int, int, string, bool) {
			if !looks(n) {
				return n.start, n.end, `"no-date-time"`, true
			}
			month := n.start + len(`"2006-`)
			return month, month + 2, "13", true
		},
	}.apply(a, d)
}

func (f BadDateTime) String() string { return short("bad-date-time", escape(string(f.At))) }
