package fault

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// Kind describes one kind of fault, for help, documentation and completion.
type Kind struct {
	// Name is the kind's name, such as "slow-body".
	Name string `json:"name"`
	// Sentence describes what it does.
	Sentence string `json:"sentence"`
	// Parameters is what it takes in addition to probability and every, see [Modifiers].
	Parameters []Parameter `json:"parameters"`
	// Example is a fault as in a scenario, in YAML.
	Example string `json:"example"`
	// Short is the same fault in the short form, as in a request.
	Short string `json:"short"`
}

// Parameter describes one parameter of a fault.
type Parameter struct {
	Name string `json:"name"`
	// Type is the type of the value: duration, range, number, text, pointer or the choices.
	Type string `json:"type"`
	// Default is the default value; empty when there is none.
	Default string `json:"default,omitempty"`
	// Sentence describes what it decides.
	Sentence string `json:"sentence"`
}

// Kinds returns all kinds of faults: first those of time, then those of the connection,
// of the response and of the contract.
func Kinds() []Kind {
	all := make([]Kind, len(kinds))
	for i, k := range kinds {
		all[i] = k.Kind
		all[i].Parameters = slices.Clone(k.Parameters)
	}
	return all
}

// Modifiers returns the parameters that every kind takes.
func Modifiers() []Parameter { return slices.Clone(modifiers) }

// kind is a Kind and the functions that create its faults.
type kind struct {
	Kind
	// build creates a fault from the parameters; mistakes are recorded in p.
	build func(p *params) Fault
	// unnamed returns the parameter that a value without a name is for in the short
	// form; nil means the first one.
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
		return kind{}, &Error{Kind: clip(name), Found: "not a kind of fault",
			Want: oneOf(kindNames()), Nearest: schemas.Nearest(name, kindNames())}
	}
	return kinds[i], nil
}

// names returns the names of the parameters that k takes, including the modifiers.
func (k kind) names() []string {
	var names []string
	for _, p := range slices.Concat(k.Parameters, modifiers) {
		names = append(names, p.Name)
	}
	return names
}

// fault creates the fault with the given parameters.
func (k kind) fault(p *params) (Fault, error) {
	known := k.names()
	for _, name := range p.order {
		if !slices.Contains(known, name) {
			return nil, &Error{Kind: k.Name, Field: clip(name), Found: "not one of its parameters",
				Want: oneOf(known), Nearest: schemas.Nearest(name, known)}
		}
	}
	f := sometimes(k.build(p), p)
	if p.err != nil {
		return nil, p.err
	}
	return f, nil
}
