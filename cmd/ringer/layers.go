package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"
)

// source is where a setting's value came from, in words: "built-in",
// "ringer.yaml:3:9", "environment RINGER_PORT" or "flag --port".
type source string

const builtIn source = "built-in"

// inForce is a setting with the value that won.
type inForce struct {
	setting
	value value
	from  source
	found bool // in a file that nobody named
}

// entry is what one layer says of one setting.
type entry struct {
	texts []string
	from  source
	found bool // in a file that nobody named
}

// layer is what one place says of the settings, by section and name.
type layer map[string]entry

// load puts the layers of a verb's settings on top of one another: built-in,
// file, environment, flags. A later layer overwrites what an earlier one set,
// so nothing has to decide who wins.
func load(cmd *cobra.Command, wanted []setting, environ environment) (*config, []inForce, error) {
	layers, err := layersOf(cmd, wanted, environ)
	if err != nil {
		return nil, nil, err
	}
	c := newConfig()
	all := make([]inForce, len(wanted))
	for i, s := range wanted {
		all[i] = inForce{setting: s, value: s.bind(c), from: builtIn}
		for _, layer := range layers {
			if err := all[i].set(layer); err != nil {
				return nil, nil, err
			}
		}
	}
	return c, all, nil
}

// layersOf gives the layers above the built-in one, the strongest last.
func layersOf(cmd *cobra.Command, wanted []setting, environ environment) ([]layer, error) {
	file, err := fileLayer(cmd, environ)
	if err != nil {
		return nil, err
	}
	flags := flagLayer(cmd, wanted)
	variables, err := environ.layer(file, flags)
	if err != nil {
		return nil, err
	}
	return []layer{file, variables, flags}, nil
}

// set overwrites the value with what the layer says of it, if anything.
func (f *inForce) set(layer layer) error {
	e, ok := layer[f.key()]
	if !ok {
		return nil
	}
	if err := apply(f.value, e.texts); err != nil {
		return usage(fmt.Sprintf("%s %s (%s): %v", f.name, f.shown(e.texts), e.from, err),
			"each setting is explained by ringer help "+verbOf(f.section))
	}
	f.from, f.found = e.from, e.found
	return nil
}

// apply sets a value to texts; only a list takes more than one.
func apply(v value, texts []string) error {
	if l, ok := v.(list); ok {
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

func verbOf(section string) string {
	switch section {
	case "mock":
		return "serve"
	case "contract":
		return "check"
	}
	return section
}

func flagLayer(cmd *cobra.Command, wanted []setting) layer {
	flags := layer{}
	for _, s := range wanted {
		if texts := typedTexts(cmd.Flags(), s.name); len(texts) > 0 {
			flags[s.key()] = entry{texts: texts, from: source("flag --" + s.name)}
		}
	}
	return flags
}

// fromFolder makes relative paths of a file start at the file's folder; - is
// none, but standard input.
func fromFolder(file string, texts []string) []string {
	paths := make([]string, len(texts))
	for i, text := range texts {
		paths[i] = text
		if text != "" && text != "-" && !filepath.IsAbs(text) {
			paths[i] = filepath.Join(filepath.Dir(file), text)
		}
	}
	return paths
}
