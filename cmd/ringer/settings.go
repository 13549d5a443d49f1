package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// setting is one thing a person can set. It has the same name everywhere: as a
// key of its section in the file, as RINGER_NAME in the environment, and as a
// flag. One table lists them all; flags, file, environment, --print-config, the
// help pages and the README are made from it.
type setting struct {
	section string
	name    string
	group   string // the heading it stands under
	arg     string // names the value on help pages; "" for a switch
	usage   string // what it does, in words
	bind    func(*config) value

	// isPath tells that a relative value in the file starts at the file's folder.
	isPath bool
	// known are the values to offer to the shell; nil offers none.
	known func(*config) []string
}

// config is everything that can be set.
type config struct {
	mock     mockConfig
	contract contractConfig
	ctl      ctlConfig
}

// newConfig is the built-in layer.
func newConfig() *config {
	return &config{mock: defaultMockConfig(), contract: defaultContractConfig(),
		ctl: defaultCtlConfig()}
}

// settings is the table, in the order in which people read it.
func settings() []setting {
	return slices.Concat(mockSettings(), contractSettings(), ctlSettings())
}

// sections are the sections of the file.
var sections = []string{"mock", "contract", "ctl"}

// inSection gives a section's settings; all of them, or those named.
func inSection(section string, names ...string) []setting {
	return slices.DeleteFunc(settings(), func(s setting) bool {
		return s.section != section || len(names) > 0 && !slices.Contains(names, s.name)
	})
}

// key is how messages name the setting.
func (s setting) key() string { return s.section + "." + s.name }

// variable is the setting's name in the environment. Settings of several sections
// that share a name share the variable.
func (s setting) variable() string {
	return "RINGER_" + strings.ToUpper(strings.ReplaceAll(s.name, "-", "_"))
}

// isVariable tells that the setting's value is itself the name of a variable.
func (s setting) isVariable() bool { return strings.HasSuffix(s.name, "-env") }

// given is a setting's flag as typed. It only keeps the texts: what they are
// worth is judged when the layers below are known, as theirs is.
type given struct {
	kind  string
	texts []string
}

func (g *given) String() string { return strings.Join(g.texts, " ") }
func (g *given) Type() string   { return g.kind }

func (g *given) Set(text string) error {
	g.texts = append(g.texts, text)
	return nil
}

// addSettings gives a verb flags for these settings, and --config.
func addSettings(cmd *cobra.Command, settings []setting) {
	defaults := newConfig()
	for _, s := range settings {
		value := s.bind(defaults)
		flag := cmd.Flags().VarPF(&given{kind: value.Type()}, s.name, "", s.usage)
		flag.DefValue = value.String()
		flag.Annotations = map[string][]string{helpGroup: {s.group}, helpArg: {s.arg}}
		if value.Type() == "bool" {
			flag.NoOptDefVal = "true"
		}
		if s.known != nil {
			completeLate(cmd, s)
		}
	}
	cmd.Flags().String("config", "", "file with settings; ringer.yaml here, when there is one")
	nameValue(cmd, "config", "FILE")
}

// completeLate offers a setting's known values, which may depend on others:
// the scenario's names on the folder of fixtures.
func completeLate(cmd *cobra.Command, s setting) {
	offer := func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		c := newConfig()
		for _, other := range inSection(s.section) {
			if typed := typedTexts(cmd.Flags(), other.name); len(typed) > 0 && other.name != s.name {
				_ = apply(other.bind(c), typed) // a bad value offers what the default does
			}
		}
		return s.known(c), cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc(s.name, offer); err != nil {
		panic(err) // the flag was not registered: a mistake in this program
	}
}

// typedTexts are the texts given to a setting's flag, none when it was not given.
func typedTexts(flags *pflag.FlagSet, name string) []string {
	flag := flags.Lookup(name)
	if flag == nil || !flag.Changed {
		return nil
	}
	return flag.Value.(*given).texts
}
