package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas/shape"
)

// inCell escapes a text for a cell of a table.
func inCell(text string) string {
	return strings.NewReplacer("\n", " ", "|", `\|`).Replace(text)
}

// code is a text as code, or nothing.
func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + inCell(text) + "`"
}

// settingsTable is the table of settings.
func settingsTable() string {
	var b strings.Builder
	defaults, last := setting.Defaults(), ""
	for _, s := range setting.All() {
		if s.Section != last {
			last = s.Section
			readers := setting.ReadersOf(s.Section)
			fmt.Fprintf(&b, "\n## `%s`: read by ringer %s\n\n", readers[0], strings.Join(readers, ", "))
			b.WriteString("| setting | default | description |\n| --- | --- | --- |\n")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", s.Name, code(s.Bind(defaults).String()), inCell(s.Usage))
	}
	return b.String() + "\n"
}

// rulesTable is the table of rules.
func rulesTable() string {
	var b strings.Builder
	b.WriteString("\n| rule | severity | source | requirement |\n| --- | --- | --- | --- |\n")
	for _, rule := range contract.Rules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", rule.ID, rule.Severity, inCell(rule.Source.String()), inCell(rule.Sentence))
	}
	return b.String() + "\n"
}

// faultPages are the kinds of fault with their parameters.
func faultPages() string {
	var b strings.Builder
	for _, k := range faultKinds(fixtures.Default()) {
		fmt.Fprintf(&b, "\n## %s\n%s\n\n| parameter | type | default | description |\n| --- | --- | --- | --- |\n", k.Name, k.Sentence)
		for _, p := range k.Parameters {
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", p.Name, inCell(p.Type), code(p.Default), inCell(p.Sentence))
		}
		fmt.Fprintf(&b, "\n```yaml\nfaults: [%s]   # for one request: Prefer: fault=%s\n```\n", k.Example, k.Short)
	}
	return b.String() + "\n"
}

// scenarioKeys are the keys of scenario files, mapping by mapping.
func scenarioKeys() string {
	var b strings.Builder
	api := fixtures.Default()
	var table func(title string, s shape.Shape)
	table = func(title string, s shape.Shape) {
		for s.Items != nil {
			s = *s.Items
		}
		if len(s.Keys) == 0 || strings.HasSuffix(title, "states") || strings.HasSuffix(title, "faults") {
			return
		}
		fmt.Fprintf(&b, "\n### %s\n| key | value | description |\n| --- | --- | --- |\n", title)
		for _, k := range s.Keys {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", k.Name, valueOf(k.Shape), inCell(k.About))
		}
		for _, k := range s.Keys {
			if k.Name != "call" || strings.HasSuffix(title, "when") {
				table(strings.TrimPrefix(title+" → "+k.Name, "A scenario → "), k.Shape)
			}
		}
	}
	table("A scenario", api.ScenarioShape(faultShape(api)))
	return b.String() + "\n"
}

// valueOf is what a value may be, in words.
func valueOf(s shape.Shape) string {
	switch {
	case len(s.Enum) > 12:
		return "a name"
	case len(s.Enum) > 0:
		words := make([]string, 0, len(s.Enum))
		for _, word := range s.Enum {
			if text, ok := word.(string); ok {
				words = append(words, "`"+text+"`")
			}
		}
		return strings.Join(words, ", ")
	case s.Least != nil && s.Most != nil:
		return fmt.Sprintf("%d to %d", *s.Least, *s.Most)
	case len(s.Examples) > 0:
		return "such as `" + strings.Join(s.Examples, "`, `") + "`"
	case len(s.Types) == 0:
		return "any value"
	}
	names := strings.NewReplacer("string", "text", "integer", "whole number", "boolean", "true or false", "object", "mapping", "array", "list")
	return names.Replace(strings.Join(s.Types, ", "))
}

// helpPages is the help of every verb and of the verbs below it.
func helpPages() string {
	var b strings.Builder
	var page func(cmd *cobra.Command)
	page = func(cmd *cobra.Command) {
		var text bytes.Buffer
		verb.WriteHelp(&text, cmd)
		fmt.Fprintf(&b, "\n## %s\n```text\n%s```\n", cmd.CommandPath(), text.String())
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				page(c)
			}
		}
	}
	page(newRootCommand(newApp(nil, nil, nil, nil)))
	return b.String() + "\n"
}

// TestDocsAreGenerated compares the generated parts of the documentation with the tables that
// they are made from, or writes them with -update.
func TestDocsAreGenerated(t *testing.T) {
	t.Parallel()
	for _, part := range []struct {
		page, name string
		text       func() string
	}{
		{"settings", "settings", settingsTable},
		{"rules", "rules", rulesTable},
		{"faults", "faults", faultPages},
		{"scenarios", "keys", scenarioKeys},
		{"cli", "cli", helpPages},
	} {
		t.Run(part.name, func(t *testing.T) {
			t.Parallel()
			inPage(t, filepath.Join("../../docs", part.page+".md"), part.name, part.text())
		})
	}
}

// inPage compares the generated part of a page with want, or writes it with -update.
func inPage(t *testing.T, file, name, want string) {
	t.Helper()
	begin, end := "<!-- "+name+": written by make update -->\n", "<!-- end of "+name+" -->\n"
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return // an unpacked package without its documentation
	}
	require.NoError(t, err)
	before, rest, begins := strings.Cut(string(text), begin)
	got, after, ends := strings.Cut(rest, end)
	require.True(t, begins && ends, "%s wants the lines\n%s%s", file, begin, end)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(before+begin+want+end+after), 0o644))
		return
	}
	assert.Equal(t, want, got, "write it anew with: make update")
}

// llmsText is docs/llms.txt: what a language model needs to use ringer, on one page (llmstxt.org).
func llmsText(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# ringer\n\n> A mock server for asynchronous job APIs, from their OpenAPI documents, and a check whether a service keeps its document.\n\n" +
		"`ringer serve openapi.yaml` mocks an API on http://127.0.0.1:4010; jobs change state over time. `ringer check URL --api openapi.yaml` checks a service.\n" +
		"The mock is controlled by HTTP under `/_ringer/`, described by `/_ringer/openapi.json`, or by `ringer ctl`.\n" +
		"One request selects another response by the header `Prefer`, and a session of its own by `Ringer-Session: NAME`.\n\n## Commands\n")
	for _, cmd := range newRootCommand(newApp(nil, nil, nil, nil)).Commands() {
		if !cmd.IsAvailableCommand() {
			continue
		}
		fmt.Fprintf(&b, "- `ringer %s`: %s\n", cmd.Use, cmd.Short)
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				fmt.Fprintf(&b, "- `ringer %s %s`: %s\n", cmd.Name(), c.Use, c.Short)
			}
		}
	}
	b.WriteString("\nExit codes: 0 as wished, 1 findings, 2 wrong usage, 3 not checked or not served.\n\n## Faults\n")
	for _, k := range faultKinds(fixtures.Default()) {
		fmt.Fprintf(&b, "- `%s`: %s\n", k.Short, k.Sentence)
	}
	index, err := os.ReadFile("../../docs/README.md")
	require.NoError(t, err)
	_, guides, _ := strings.Cut(string(index), "\n## ")
	b.WriteString("\n## " + guides)
	return b.String()
}

func TestLLMsTextIsGenerated(t *testing.T) {
	t.Parallel()
	golden(t, "../../../docs/llms.txt", llmsText(t))
}

// A README that nobody finishes helps nobody.
func TestReadmeIsShort(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	assert.LessOrEqual(t, bytes.Count(text, []byte("\n")), 120)
}
