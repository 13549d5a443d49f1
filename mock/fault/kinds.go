package fault

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// Kind describes one kind of fault, for help, documentation and completion.
type Kind struct {
	// Name is what the fault is called, such as "slow-body".
	Name string `json:"name"`
	// Sentence says what it does.
	Sentence string `json:"sentence"`
	// Parameters it takes beside probability and every, see [Modifiers].
	Parameters []Parameter `json:"parameters"`
	// Example is the fault as a scenario writes it, in YAML.
	Example string `json:"example"`
	// Short is the same fault as one request asks for it.
	Short string `json:"short"`
}

// Parameter describes one parameter of a fault.
type Parameter struct {
	Name string `json:"name"`
	// Type is what is written: duration, range, number, text, pointer or the choices.
	Type string `json:"type"`
	// Default is what holds when it is left out; empty when nothing does.
	Default string `json:"default,omitempty"`
	// Sentence says what it decides.
	Sentence string `json:"sentence"`
}

// Kinds lists every kind of fault, those of time first, then those of the
// connection, of the answer and of the contract.
func Kinds() []Kind {
	all := make([]Kind, len(kinds))
	for i, k := range kinds {
		all[i] = k.Kind
		all[i].Parameters = slices.Clone(k.Parameters)
	}
	return all
}

// Modifiers lists the parameters that every kind takes.
func Modifiers() []Parameter { return slices.Clone(modifiers) }

// kind is a Kind with what makes a fault of it.
type kind struct {
	Kind
	// build reads the parameters; mistakes are kept in p.
	build func(p *params) Fault
	// unnamed gives the parameter that a value without a name stands for in
	// the short form; nil means the first one.
	unnamed func(value string) string
}

var kinds = []kind{
	latencyKind, firstByteKind, slowBodyKind,
	closeKind, resetKind, cutKind, contentLengthKind, garbageKind,
	statusKind, contentTypeKind, proxyPageKind, rateLimitKind, brokenJSONKind,
	dropFieldKind, nullKind, wrongTypeKind, badEnumKind, badUUIDKind, badDateTimeKind,
}

func kindNames() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.Name
	}
	return names
}

func findKind(name string) (kind, error) {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.Name == name })
	if i < 0 {
		return kind{}, &Error{Kind: clip(name), Found: "no kind of fault",
			Want: oneOf(kindNames()), Nearest: schemas.Nearest(name, kindNames())}
	}
	return kinds[i], nil
}

// names lists the parameters that k takes, the modifiers included.
func (k kind) names() []string {
	var names []string
	for _, p := range slices.Concat(k.Parameters, modifiers) {
		names = append(names, p.Name)
	}
	return names
}

// fault makes the fault that the values say.
func (k kind) fault(p *params) (Fault, error) {
	known := k.names()
	for _, name := range p.order {
		if !slices.Contains(known, name) {
			return nil, &Error{Kind: k.Name, Field: clip(name), Found: "no parameter of it",
				Want: oneOf(known), Nearest: schemas.Nearest(name, known)}
		}
	}
	f := sometimes(k.build(p), p)
	if p.err != nil {
		return nil, p.err
	}
	return f, nil
}
