// Package setting has one table of all settings, and merges their layers: built-in,
// file, environment, flags. It records the source of each value, and ignores
// sensitive settings of a file that --config did not name.
package setting

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
)

// Setting is one setting. It has the same name everywhere: as a
// key of its section in the file, as RINGER_NAME in the environment, and as a
// flag. One table lists them all; flags, file, environment, --print-config, the
// help pages and docs/settings.md are made from it.
type Setting struct {
	Section string // mock, contract or ctl: a field of Values; VerbOf is its name in the file
	Name    string
	Group   string // its heading in the help
	Arg     string // names the value on help pages; "" for a switch
	Usage   string // what it does, in words
	Bind    func(*Values) Value

	// IsPath: a relative value in the file is resolved against the file's folder, unless
	// it is this name.
	IsPath bool
	Except string
	// NoVariable: the environment does not set it.
	NoVariable bool
	// Known are the values for shell completion; nil for none.
	Known func(*Values) []string
}

// Values is everything that can be set.
type Values struct {
	Mock     Mock
	Contract Contract
	Ctl      Ctl

	// Warnings are lines about forms in the settings file that the next release does
	// not read, and about variables that are no settings.
	Warnings []string
}

// Defaults is the built-in layer.
func Defaults() *Values {
	return &Values{Mock: defaultMock(), Contract: defaultContract(),
		Ctl: defaultCtl()}
}

// All is the table, in the order of the help.
func All() []Setting {
	return slices.Concat(mockSettings(), contractSettings(), ctlSettings())
}

// InSection returns the settings of a section of the table; all of them, or those named.
func InSection(section string, names ...string) []Setting {
	return slices.DeleteFunc(All(), func(s Setting) bool {
		return s.Section != section || len(names) > 0 && !slices.Contains(names, s.Name)
	})
}

// Key is how messages name the setting.
func (s Setting) Key() string { return s.Section + "." + s.Name }

// variable is the setting's name in the environment, or "". Settings of several sections
// that share a name share the variable.
func (s Setting) variable() string {
	if s.NoVariable {
		return ""
	}
	return "RINGER_" + strings.ToUpper(strings.ReplaceAll(s.Name, "-", "_"))
}

// IsVariable reports whether the setting's value is the name of a variable.
func (s Setting) IsVariable() bool { return strings.HasSuffix(s.Name, "-env") }

// given is a setting's flag as typed. It only keeps the texts; they are parsed when
// the layers are merged.
type given struct {
	kind  string
	texts []string
	after []int // how many arguments stood before each text
	seen  func() int
}

func (g *given) String() string { return strings.Join(g.texts, " ") }
func (g *given) Type() string   { return g.kind }

func (g *given) Set(text string) error {
	g.texts = append(g.texts, text)
	g.after = append(g.after, g.seen())
	return nil
}

// AddFlags adds flags for these settings, and --config. The environment is for shell
// completion.
func AddFlags(cmd *cobra.Command, settings []Setting, environ Environment) {
	defaults := Defaults()
	for _, s := range settings {
		value := s.Bind(defaults)
		flag := cmd.Flags().VarPF(&given{kind: value.Type(), seen: cmd.Flags().NArg}, s.Name, shorthands[s.Name], s.Usage)
		flag.DefValue = value.String()
		flag.Annotations = map[string][]string{verb.HelpGroup: {s.Group}, verb.HelpArg: {s.Arg}}
		if value.Type() == "bool" {
			flag.NoOptDefVal = "true"
		}
		if s.Known != nil {
			completeLate(cmd, s, environ)
		}
	}
	AddConfigFlag(cmd)
}

// AddConfigFlag adds --config alone, for a verb that no option sets a setting of.
func AddConfigFlag(cmd *cobra.Command) {
	cmd.Flags().String("config", "", "settings file; the default is ringer.yaml, if present")
	verb.NameValue(cmd, "config", "FILE")
}

// shorthands are the options that also have one letter.
var shorthands = map[string]string{"verbose": "v"}

// completeLate completes a setting's known values, which may depend on others: the
// names of scenarios on the API and the folder of fixtures.
func completeLate(cmd *cobra.Command, s Setting, environ Environment) {
	offer := func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return s.Known(soFar(cmd, InSection(s.Section), environ)), cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc(s.Name, offer); err != nil {
		panic(err) // the flag was not registered: a mistake in this program
	}
}

// soFar are the values for a command line that is being completed: the defaults if there
// is a mistake in it.
func soFar(cmd *cobra.Command, wanted []Setting, environ Environment) *Values {
	cmd.Flags().Visit(parsedOnce)
	c, _, err := Load(cmd, wanted, environ)
	if err != nil {
		return Defaults()
	}
	return c
}

// parsedOnce undoes that cobra parses a command line twice when it completes it.
func parsedOnce(flag *pflag.Flag) {
	g, ok := flag.Value.(*given)
	if n := len(g.half()); ok && n > 0 {
		g.texts = g.texts[:n]
	}
}

// half is the first half of the texts if the second one is the same; else nil.
func (g *given) half() []string {
	if g == nil || len(g.texts)%2 != 0 {
		return nil
	}
	n := len(g.texts) / 2
	if !slices.Equal(g.texts[:n], g.texts[n:]) {
		return nil
	}
	return g.texts[:n]
}

// TypedTexts are the texts given to a setting's flag, none when it was not given.
func TypedTexts(flags *pflag.FlagSet, name string) []string {
	flag := flags.Lookup(name)
	if flag == nil || !flag.Changed {
		return nil
	}
	value, ok := flag.Value.(*given)
	if !ok {
		return nil // an option of the verb itself
	}
	return value.texts
}

// ArgumentsBefore is how many arguments of the verb stand before each text given to a
// setting's flag.
func ArgumentsBefore(flags *pflag.FlagSet, name string) []int {
	if value, ok := flags.Lookup(name).Value.(*given); ok {
		return value.after
	}
	return nil
}
