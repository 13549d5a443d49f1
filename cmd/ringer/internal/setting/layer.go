package setting

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// Source is where a setting's value came from, in words: "built-in",
// "ringer.yaml:3:9", "environment RINGER_PORT" or "flag --port".
type Source string

// BuiltIn is the source of a default.
const BuiltIn Source = "built-in"

// Effective is a setting with its effective value.
type Effective struct {
	Setting
	value   Value
	From    Source
	foundIn string // the file that has it, unless --config named it; "" for none
}

// entry is the value of one setting in one layer.
type entry struct {
	texts   []string
	from    Source
	foundIn string // as in Effective
}

// layer holds the values of one source, by section and name.
type layer map[string]entry

// Load merges the layers of a verb's settings: built-in, file, environment, flags.
// A later layer overrides an earlier one.
func Load(cmd *cobra.Command, wanted []Setting, environ Environment) (*Values, []Effective, error) {
	layers, warnings, err := layersOf(cmd, wanted, environ)
	if err != nil {
		return nil, nil, err
	}
	c := Defaults()
	c.Warnings = warnings
	all := make([]Effective, len(wanted))
	for i, s := range wanted {
		all[i] = Effective{Setting: s, value: s.Bind(c), From: BuiltIn}
		for _, layer := range layers {
			if err := all[i].set(layer); err != nil {
				return nil, nil, err
			}
		}
	}
	dropOverlays(c, all)
	dropAPIs(c, all)
	return c, all, nil
}

// layersOf returns the layers above the built-in one, the strongest last, and the
// warnings about the file and the environment.
func layersOf(cmd *cobra.Command, wanted []Setting, environ Environment) (all []layer, warnings []string, err error) {
	file, warnings, err := fileLayer(cmd, environ)
	if err != nil {
		return nil, nil, err
	}
	flags := flagLayer(cmd, wanted)
	variables, ignored := environ.layer(file, flags)
	return []layer{file, variables, flags}, append(warnings, ignored...), nil
}

// set overrides the value with that of the layer, if it has one.
func (f *Effective) set(layer layer) error {
	e, ok := layer[f.Key()]
	if !ok {
		return nil
	}
	if err := Apply(f.value, e.texts); err != nil {
		return output.Usage(fmt.Sprintf("%s %s (%s): %v", f.Name, f.shown(e.texts), e.from, err),
			append(hintsOf(err), "the settings are documented in ringer help "+VerbOf(f.Section))...)
	}
	f.From, f.foundIn = e.from, e.foundIn
	return nil
}

// hintsOf returns the hints of a value's error, which has none or is a usage error.
func hintsOf(err error) []string {
	var failure *output.Failure
	if errors.As(err, &failure) {
		return slices.Clone(failure.Hints)
	}
	return nil
}

// Apply sets a value to texts; only a list takes more than one.
func Apply(v Value, texts []string) error {
	if l, ok := v.(List); ok {
		l.reset()
	} else if len(texts) > 1 && v.Type() != "bool" {
		return fmt.Errorf("want one value, not %d", len(texts))
	}
	for _, text := range texts {
		if err := v.Set(text); err != nil {
			return err
		}
	}
	return nil
}

func flagLayer(cmd *cobra.Command, wanted []Setting) layer {
	flags := layer{}
	for _, s := range wanted {
		if texts := TypedTexts(cmd.Flags(), s.Name); len(texts) > 0 {
			flags[s.Key()] = entry{texts: texts, from: Source("flag --" + s.Name)}
		}
	}
	return flags
}

// fromFolder resolves relative paths of a file against the file's folder; - is
// standard input, and except is no path.
func fromFolder(file string, texts []string, except string) []string {
	paths := make([]string, len(texts))
	for i, text := range texts {
		paths[i] = text
		if text != "" && text != "-" && text != except && !filepath.IsAbs(text) {
			paths[i] = filepath.Join(filepath.Dir(file), text)
		}
	}
	return paths
}
