package fault

import (
	"regexp"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// BadEnum replaces a value with a text that is not one of the allowed ones.
type BadEnum struct {
	// At is the value to change. A drawn one is documented with an enum, or, where the
	// documentation is not known, is a text in capitals.
	At Target
	// Value is the new value.
	Value string
}

const noMember = "NOT_A_MEMBER"

var badEnumKind = kind{
	Kind: Kind{
		Name:     "bad-enum",
		Sentence: "A value is not one of the allowed ones.",
		Parameters: []Parameter{
			targetParameter,
			{"value", "text", noMember, "the new value"},
		},
		Example: "{kind: bad-enum, at: /0/status, value: CANCELLED}",
		Short:   "bad-enum:/0/status:value=CANCELLED",
	},
	build: func(p *params) Fault { return BadEnum{p.target(), p.text("value", noMember, "text")} },
}

var inCapitals = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`)

// Apply replaces the value.
func (f BadEnum) Apply(a *Response, d Draw) Outcome {
	looks := func(n node) bool {
		return n.kind() == '"' && (d.Documented != nil || inCapitals.MatchString(n.unquoted()))
	}
	breaks := func(p Documented) bool { return len(p.Enum) > 0 && !slices.Contains(p.Enum, f.Value) }
	quoted, err := jsontext.AppendQuote(nil, f.Value)
	if err != nil {
		return skipped("bad-enum: the value is not UTF-8")
	}
	return contractFault{
		kind: "bad-enum",
		at:   f.At,
		fits: d.documented(breaks, looks),
		edit: whole(func(node) string { return string(quoted) }),
	}.apply(a, d)
}

func (f BadEnum) String() string {
	return short("bad-enum", escape(string(f.At)), named("value", f.Value, noMember))
}
