package setting

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas/yaml"
)

const (
	DefaultFile = "ringer.yaml"
	maxFile     = 1 << 20
)

// fileBounds are the limits of a settings file.
var fileBounds = yaml.Bounds{Bytes: maxFile, Depth: 20, Values: 10_000, Time: 5 * time.Second}

// fileLayer is the layer of the settings file that FindFile finds.
//
// The warnings are about forms in it that the next release does not read.
func fileLayer(cmd *cobra.Command, environ Environment) (l layer, warnings []string, err error) {
	place, err := FindFile(cmd, environ)
	if err != nil || place.Name == "" {
		return layer{}, nil, err
	}
	data, err := readFile(place.Name)
	if err != nil {
		return nil, nil, output.Usage(fmt.Sprintf("reading the settings: %v", err),
			"--config names a YAML file with the sections "+strings.Join(sectionNames(), ", "))
	}
	f := &settingsFile{name: place.Name, found: !place.Named, layer: layer{}, read: map[string]yaml.Member{}}
	err = f.readAll(data)
	return f.layer, f.warnings, err
}

func readFile(name string) ([]byte, error) { return readBounded(name, maxFile) }

func readBounded(name string, most int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%s is larger than %s", name, printSize(most))
	}
	return data, err
}

// settingsFile reads one file of settings into a layer.
type settingsFile struct {
	name  string
	found bool // found, not named by --config
	layer layer
	read  map[string]yaml.Member // the sections read, by id

	warnings []string
}

// foundIn is the file's name, unless --config named it.
func (f *settingsFile) foundIn() string {
	if f.found {
		return f.name
	}
	return ""
}

func (f *settingsFile) readAll(data []byte) error {
	root, err := f.parse(data, fileBounds)
	if err != nil || root == nil {
		return err
	}
	return f.readSections(root)
}

// parse returns the file's value, nil for an empty file.
func (f *settingsFile) parse(data []byte, bounds yaml.Bounds) (*yaml.Node, error) {
	root, err := yaml.Parse(context.Background(), data, bounds)
	var broken *yaml.Error
	if errors.As(err, &broken) {
		return nil, f.wrong(broken.Line, broken.Column, broken.Problem, broken.Hint)
	}
	if err != nil {
		return nil, output.Usage(fmt.Sprintf("%s: %v", f.name, err))
	}
	return root, nil
}

func (f *settingsFile) readSections(body *yaml.Node) error {
	want := "the sections " + strings.Join(sectionNames(), ", ")
	return f.each(body, want, func(m yaml.Member) error {
		s, err := f.sectionOf(m)
		if err != nil {
			return err
		}
		return f.readSection(s, m.Value)
	})
}

func (f *settingsFile) readSection(s section, body *yaml.Node) error {
	known := InSection(s.id)
	return f.each(body, "settings", func(m yaml.Member) error {
		for _, s := range known {
			if s.Name == m.Key {
				return f.readSetting(s, m.Value)
			}
		}
		names := make([]string, len(known))
		for i, s := range known {
			names[i] = s.Name
		}
		return f.unknown(m, "setting of "+s.name, names)
	})
}

func (f *settingsFile) readSetting(s Setting, node *yaml.Node) error {
	e := entry{from: Source(f.place(node.Line, node.Column)), foundIn: f.foundIn()}
	list, several := s.Bind(Defaults()).(List)
	var err error
	if list.inFile != nil && node.Kind != yaml.Null {
		e.texts, err = list.inFile.read(f, node)
	} else {
		e.texts, err = f.texts(node)
	}
	if err != nil {
		return err
	}
	if !several && node.Kind == yaml.Mapping {
		return f.wrong(node.Line, node.Column, s.Name+" takes one value, not a mapping",
			"write "+s.Name+": VALUE")
	}
	if s.IsPath {
		e.texts = fromFolder(f.name, e.texts, s.Except)
	}
	f.layer[s.Key()] = e
	return nil
}

// texts returns a scalar's text, a list's texts, or "key=value" for each entry of
// a mapping. A mapping in a list is one text, "key=value; ...".
func (f *settingsFile) texts(node *yaml.Node) ([]string, error) {
	if node.Kind != yaml.List {
		return f.item(node)
	}
	texts := []string{}
	for _, item := range node.Items {
		parts, err := f.item(item)
		if err != nil {
			return nil, err
		}
		texts = append(texts, strings.Join(parts, "; "))
	}
	return texts, nil
}

func (f *settingsFile) item(node *yaml.Node) ([]string, error) {
	if node.Kind != yaml.Mapping {
		text, err := f.text(node)
		return []string{text}, err
	}
	texts := []string{}
	err := f.each(node, "values", func(m yaml.Member) error {
		text, err := f.text(m.Value)
		texts = append(texts, m.Key+"="+text)
		return err
	})
	return texts, err
}

// text is a scalar as it is written, so that a seed of twenty digits stays exact.
func (f *settingsFile) text(node *yaml.Node) (string, error) {
	switch node.Kind {
	case yaml.Text, yaml.Number, yaml.OddNumber, yaml.Bool:
		return node.Text, nil
	case yaml.Null:
		return "", f.wrong(node.Line, node.Column, "this key has no value",
			"for the default, remove the key")
	}
	return "", f.wrong(node.Line, node.Column, "this kind of value is not supported",
		"use text, a number, true or false")
}

// each calls visit for the entries of a mapping. Nothing at all is an empty one.
func (f *settingsFile) each(node *yaml.Node, what string, visit func(yaml.Member) error) error {
	if node.Kind != yaml.Mapping && node.Kind != yaml.Null {
		return f.wrong(node.Line, node.Column, "want "+what+", as key: value", "")
	}
	for _, m := range node.Members {
		if err := visit(m); err != nil {
			return err
		}
	}
	return nil
}

func (f *settingsFile) unknown(m yaml.Member, kind string, known []string) error {
	problem := fmt.Sprintf("%s: %q is not a %s", f.place(m.Line, m.Column), m.Key, kind)
	return output.UnknownName(problem, m.Key, known)
}

func (f *settingsFile) wrong(line, column int, problem, hint string) error {
	problem = f.place(line, column) + ": " + problem
	if hint == "" {
		return output.Usage(problem)
	}
	return output.Usage(problem, hint)
}

func (f *settingsFile) warn(line, column int, what string) {
	f.warnings = append(f.warnings, "warning: "+f.place(line, column)+": "+what)
}

func (f *settingsFile) place(line, column int) string {
	if line == 0 {
		return f.name
	}
	return fmt.Sprintf("%s:%d:%d", f.name, line, column)
}
