package setting

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas/yaml"
)

// mappings is how a settings file holds a list whose texts have keys.
type mappings struct {
	// read returns the texts; it may add warnings to the file's.
	read func(f *settingsFile, node *yaml.Node) (texts []string, err error)
	// print writes one text as a mapping.
	print func(text string) string
}

// knownInFile are known failures in a settings file: a list of mappings.
var knownInFile = &mappings{read: readKnownList, print: printKnown}

const knownListHint = "write known: [{rule: ID, reason: WHY, match: TEXT, until: 2026-12-31}]; match and until are optional"

func readKnownList(f *settingsFile, node *yaml.Node) (texts []string, err error) {
	items := node.Items
	switch node.Kind {
	case yaml.Text: // the old form of one known failure
		items = []*yaml.Node{node}
	case yaml.List:
	default:
		return nil, f.wrong(node.Line, node.Column,
			fmt.Sprintf("known is %s: want a list of mappings", node), knownListHint)
	}
	texts = []string{}
	for _, item := range items {
		text := item.Text
		switch item.Kind {
		case yaml.Mapping:
			text, err = readKnown(f, item)
		case yaml.Text:
			err = f.checkOldKnown(item)
			f.warn(item.Line, item.Column, "the next release does not read known failures as texts; "+
				"write known: ["+printKnown(item.Text)+"]")
		default:
			err = f.wrong(item.Line, item.Column,
				fmt.Sprintf("a known failure is %s: want a mapping", item), knownListHint)
		}
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// readKnown reads the mapping of one known failure, and returns it as a text.
func readKnown(f *settingsFile, node *yaml.Node) (string, error) {
	parts := map[string]string{}
	for _, m := range node.Members {
		if !slices.Contains(knownKeys, m.Key) {
			kind := "key of a known failure, which has " + strings.Join(knownKeys, ", ")
			return "", f.unknown(m, kind, knownKeys)
		}
		if m.Value.Kind != yaml.Text || strings.TrimSpace(m.Value.Text) == "" {
			return "", f.wrong(m.Value.Line, m.Value.Column,
				fmt.Sprintf("%s is %s: want %s", m.Key, m.Value, knownTypes[m.Key]), knownTypeHint(m))
		}
		parts[m.Key] = strings.TrimSpace(m.Value.Text)
		if _, err := untilOf(parts); err != nil {
			return "", f.wrong(m.Value.Line, m.Value.Column, err.Error(), "write it as year-month-day")
		}
	}
	known, err := newKnown(parts)
	if err != nil {
		return "", f.wrong(node.Line, node.Column, err.Error(), knownListHint)
	}
	return formatKnown(known), f.checkRule(node)
}

// checkRule refuses a known failure of a rule that does not exist.
func (f *settingsFile) checkRule(known *yaml.Node) error {
	var ids []string
	for _, rule := range contract.Rules() {
		ids = append(ids, rule.ID)
	}
	for _, m := range known.Members {
		if id := strings.TrimSpace(m.Value.Text); m.Key == "rule" && !slices.Contains(ids, id) {
			problem := fmt.Sprintf("%s: rule %q is not a rule", f.place(m.Value.Line, m.Value.Column), mask(id))
			return output.UnknownOf(problem, id, ids, "ringer rules lists them")
		}
	}
	return nil
}

// knownTypes are the required types of the keys' values.
var knownTypes = map[string]string{
	"rule": "a text, the id of a rule", "match": "a text", "reason": "a text", "until": "a date such as 2026-12-31",
}

func knownTypeHint(m yaml.Member) string {
	switch m.Value.Kind {
	case yaml.Number, yaml.OddNumber, yaml.Bool:
		if m.Key != "until" {
			return "quote it to make it a text"
		}
	case yaml.Null, yaml.Text:
		if m.Key == "match" || m.Key == "until" {
			return "to leave " + m.Key + " out, remove the key"
		}
	}
	return knownListHint
}

// checkOldKnown checks a known failure that is a text.
func (f *settingsFile) checkOldKnown(item *yaml.Node) error {
	_, err := ParseKnown(item.Text)
	if err == nil {
		return nil
	}
	return output.Usage(fmt.Sprintf("%s: known %q: %v", f.place(item.Line, item.Column), mask(item.Text), err),
		append(hintsOf(err), knownListHint)...)
}

// formatKnown writes a known failure as a text that ParseKnown reads.
func formatKnown(known contract.KnownFailure) string {
	var parts []string
	for _, p := range knownPairs(known) {
		if strings.ContainsAny(p.value, "\"=;\r\n") {
			p.value = strconv.Quote(p.value)
		}
		parts = append(parts, p.key+"="+p.value)
	}
	return strings.Join(parts, "; ")
}

// printKnown writes a known failure's text as a mapping in YAML.
func printKnown(text string) string {
	known, err := ParseKnown(text)
	if err != nil {
		return strconv.Quote(mask(text)) // never: the text was checked when it was set
	}
	var parts []string
	for _, p := range knownPairs(known) {
		if p.key != "until" {
			p.value = strconv.Quote(mask(p.value))
		}
		parts = append(parts, p.key+": "+p.value)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
