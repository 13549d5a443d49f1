package prefer

import (
	"regexp"
	"slices"
)

// The preferences, by their own names. Others use count and wait with another meaning, so
// these two have a plain name as well, which only some APIs keep for ringer.
const (
	nameScenario = "scenario"
	nameCount    = "ringer-count"
	nameStatus   = "status"
	nameSeed     = "seed"
	nameCode     = "code"
	nameDelay    = "ringer-delay"
	nameFault    = "fault"
	nameExample  = "example"
	nameDynamic  = "dynamic"
	nameWait     = "wait"
)

// known is a preference of ringer: its names, and how its value is read.
type known struct {
	name, plain string
	// grammar matches its values, right or wrong ones. A value that it does not match is
	// another server's: PostgREST has count=exact.
	grammar *regexp.Regexp
	want    string
	// described reports that only an API that is known by its description has it.
	described bool
	// waiting reports that only a create operation that waits for the end has it.
	waiting bool
	read    func(p *Preferences, value string, c Config) error
}

const number = `([0-9]+\.?[0-9]*|\.[0-9]+)`

var (
	whole = regexp.MustCompile(`^[-+]?[0-9]+$`)
	word  = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]*$`)
	// seconds are a number, or the numbers and units of a Go duration.
	seconds = regexp.MustCompile(`^[-+]?(` + number + `([eE][-+]?[0-9]+)?|(` + number + `(ns|us|µs|μs|ms|s|m|h))+)$`)
	text    = regexp.MustCompile(`^.+$`)
	boolean = regexp.MustCompile(`^(?i:true|false)$`)
	wait    = regexp.MustCompile(`^[0-9]*$`)
	kinds   = regexp.MustCompile(`(?s)^[A-Za-z][0-9A-Za-z-]* *([:+].*)?$`)
)

var preferences = []known{
	{name: nameScenario, grammar: word, want: "want the name of a scenario", read: preferScenario},
	{name: nameCount, plain: "count", grammar: whole, want: "want a whole number", read: preferCount},
	{name: nameStatus, grammar: word, want: "want a state", read: preferStatus},
	{name: nameSeed, grammar: whole, want: "want a whole number", read: preferSeed},
	{name: nameCode, grammar: whole, want: "want a status code", read: preferCode},
	{name: nameDelay, plain: "wait", grammar: seconds, want: "want seconds", read: preferDelay},
	{name: nameFault, grammar: kinds, want: "want a fault", read: preferFault},
	{name: nameExample, grammar: text, want: "want the name of an example", described: true, read: preferExample},
	{name: nameDynamic, grammar: boolean, want: "want true or false", described: true, read: preferDynamic},
	{name: nameWait, grammar: wait, want: "want whole seconds", described: true, waiting: true, read: preferWait},
}

// PlainNames are the names without the prefix ringer- that an API may keep for ringer.
func PlainNames() []string {
	var plain []string
	for _, k := range preferences {
		if k.plain != "" {
			plain = append(plain, k.plain)
		}
	}
	return plain
}

// find returns the preference of a name; nil when ringer has none.
func (c Config) find(name string) *known {
	i := slices.IndexFunc(preferences, func(k known) bool {
		return name == k.name && (c.Described || !k.described) && (c.Waits || !k.waiting) || name == k.plain && slices.Contains(c.Plain, name)
	})
	if i < 0 {
		return nil
	}
	return &preferences[i]
}

// names are the names of all preferences, for suggestions.
func (c Config) names() []string {
	names := slices.Clone(c.Plain)
	for _, k := range preferences {
		if (c.Described || !k.described) && (c.Waits || !k.waiting) {
			names = append(names, k.name)
		}
	}
	return names
}
