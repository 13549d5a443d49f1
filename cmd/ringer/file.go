package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
	"github.com/spf13/cobra"
)

const (
	defaultFile = "ringer.yaml"
	maxFile     = 1 << 20
)

// fileLayer is what the settings file says: the one named by --config or
// RINGER_CONFIG, else ringer.yaml in the working folder when there is one.
func (a *app) fileLayer(cmd *cobra.Command) (layer, error) {
	name, named := cmd.Flag("config").Value.String(), true
	if name == "" {
		name, _ = a.getenv(configVariable)
	}
	if name == "" {
		name, named = defaultFile, false
	}
	data, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return layer{}, nil
	}
	if err != nil {
		return nil, usage(fmt.Sprintf("reading the settings: %v", err),
			"--config names a YAML file with the sections "+strings.Join(sections, ", "))
	}
	return parseFile(name, data)
}

func readFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s is larger than %s", name, printSize(maxFile))
	}
	return data, err
}

// settingsFile reads one file of settings into a layer.
type settingsFile struct {
	name  string
	layer layer
}

func parseFile(name string, data []byte) (layer, error) {
	f := &settingsFile{name: name, layer: layer{}}
	tree, err := parser.ParseBytes(data, 0)
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) {
		return nil, f.notYAML(syntax)
	}
	if err != nil {
		return nil, usage(fmt.Sprintf("%s: %v", name, err))
	}
	if len(tree.Docs) > 1 {
		return nil, f.wrong(tree.Docs[1].Body.GetToken(), "a second document",
			"keep one, without ---")
	}
	for _, doc := range tree.Docs {
		if err := f.readSections(doc.Body); err != nil {
			return nil, err
		}
	}
	return f.layer, nil
}

// notYAML words what the parser says.
func (f *settingsFile) notYAML(e *yaml.SyntaxError) error {
	message := strings.ReplaceAll(e.Message, "\t", `\t`)
	hint := ""
	switch {
	case strings.Contains(message, "already defined"):
		return f.wrong(e.Token, fmt.Sprintf("the key %q stands here twice", e.Token.Value),
			"keep one of the two")
	case strings.Contains(message, `\t`):
		hint = "indent with spaces, not with tabs"
	case strings.Contains(message, "mapping value is not allowed"):
		hint = "quote a text that has a colon and a space in it"
	}
	return f.wrong(e.Token, "this is not YAML: "+message, hint)
}

func (f *settingsFile) readSections(body ast.Node) error {
	want := "the sections " + strings.Join(sections, ", ")
	return f.each(body, want, func(key *token.Token, body ast.Node) error {
		if slices.Contains(sections, key.Value) {
			return f.readSection(key.Value, body)
		}
		for _, s := range settings() {
			if s.name == key.Value {
				return f.wrong(key,
					fmt.Sprintf("%q is no section, but a setting of %s", s.name, s.section),
					"write it below "+s.section+":, indented")
			}
		}
		return f.unknown(key, "section", sections)
	})
}

func (f *settingsFile) readSection(section string, body ast.Node) error {
	known := inSection(section)
	return f.each(body, "settings", func(key *token.Token, node ast.Node) error {
		for _, s := range known {
			if s.name == key.Value {
				return f.readSetting(s, node)
			}
		}
		names := make([]string, len(known))
		for i, s := range known {
			names[i] = s.name
		}
		return f.unknown(key, "setting of "+section, names)
	})
}

func (f *settingsFile) readSetting(s setting, node ast.Node) error {
	texts, err := f.texts(node)
	if err != nil {
		return err
	}
	if _, several := s.bind(newConfig()).(list); !several && isMapping(node) {
		return f.wrong(node.GetToken(), s.name+" is one value, and these are keys with values",
			"write "+s.name+": VALUE")
	}
	if s.isPath {
		texts = fromFolder(f.name, texts)
	}
	f.layer[s.key()] = entry{texts, source(f.place(node.GetToken()))}
	return nil
}

// texts gives a scalar's text, a sequence's texts, or "key=value" for each
// entry of a mapping. A mapping in a sequence is one text, "key=value; ...".
func (f *settingsFile) texts(node ast.Node) ([]string, error) {
	switch node := node.(type) {
	case *ast.SequenceNode:
		texts := []string{}
		for _, item := range node.Values {
			parts, err := f.item(item)
			if err != nil {
				return nil, err
			}
			texts = append(texts, strings.Join(parts, "; "))
		}
		return texts, nil
	default:
		return f.item(node)
	}
}

func isMapping(node ast.Node) bool {
	switch node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return true
	}
	return false
}

func (f *settingsFile) item(node ast.Node) ([]string, error) {
	if !isMapping(node) {
		text, err := f.text(node)
		return []string{text}, err
	}
	texts := []string{}
	err := f.each(node, "values", func(key *token.Token, node ast.Node) error {
		text, err := f.text(node)
		texts = append(texts, key.Value+"="+text)
		return err
	})
	return texts, err
}

// text is a scalar as it is written, so that a seed of twenty digits stays exact.
func (f *settingsFile) text(node ast.Node) (string, error) {
	switch node := node.(type) {
	case *ast.StringNode:
		return node.Value, nil
	case *ast.LiteralNode:
		return node.Value.Value, nil
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return node.GetToken().Value, nil
	case *ast.NullNode:
		return "", f.wrong(node.GetToken(), "a key without a value",
			"leave the key out for the default")
	}
	return "", f.wrong(node.GetToken(), "a value of this kind cannot be a setting",
		"write it in plain: text, a number, true or false")
}

// each calls visit for the entries of a mapping. Nothing at all is an empty one.
func (f *settingsFile) each(node ast.Node, what string,
	visit func(key *token.Token, value ast.Node) error) error {
	var entries []*ast.MappingValueNode
	switch node := node.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
	case *ast.MappingNode:
		entries = node.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{node}
	default:
		return f.wrong(node.GetToken(), "want "+what+", as key: value", "")
	}
	for _, e := range entries {
		if err := visit(e.Key.GetToken(), e.Value); err != nil {
			return err
		}
	}
	return nil
}

func (f *settingsFile) unknown(key *token.Token, kind string, known []string) error {
	problem := fmt.Sprintf("%s: %q is no %s", f.place(key), key.Value, kind)
	return unknownName(problem, key.Value, known)
}

func (f *settingsFile) wrong(at *token.Token, problem, hint string) error {
	problem = f.place(at) + ": " + problem
	if hint == "" {
		return usage(problem)
	}
	return usage(problem, hint)
}

func (f *settingsFile) place(at *token.Token) string {
	if at == nil || at.Position == nil {
		return f.name
	}
	return fmt.Sprintf("%s:%d:%d", f.name, at.Position.Line, at.Position.Column)
}
