package setting

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas/yaml"
)

// A baseline holds no more than the findings of a run: so many of each rule.
const (
	maxBaseline      = 8 << 20
	maxBaselineKnown = 10_000
)

// baselineBounds are the limits of a baseline.
var baselineBounds = yaml.Bounds{
	Bytes: maxBaseline, Depth: 5, Values: 10*maxBaselineKnown + 100, Time: 10 * time.Second,
}

const baselineTop = `# Known failures, written by ringer: findings that do not fail a check until their date.
# To use it:    ringer check URL --baseline FILE
# To renew it:  the same with --update-baseline, which adds new findings, removes those
#               that no longer occur, and gives those past their date a new one.
# Reasons and dates may be edited and are kept; comments are not.
`

const baselineHint = "want a file that --update-baseline has written; is it the right one?"

// ReadBaseline reads the file of a baseline, as ParseBaseline does.
func ReadBaseline(name string) ([]byte, error) { return readBounded(name, maxBaseline) }

// ParseBaseline reads a baseline by the rules for known failures in a settings file.
// Its error is a usage error with a place and hints.
func ParseBaseline(name string, data []byte) ([]contract.KnownFailure, error) {
	f := &settingsFile{name: name}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, nil
	}
	root, err := f.parse(data, baselineBounds)
	switch {
	case err != nil:
		return nil, err
	case root == nil || root.Kind != yaml.Mapping || len(root.Members) == 0:
		return nil, f.wrong(1, 1, "this is not a baseline, which begins with known:", baselineHint)
	}
	list := root.Members[0].Value
	for _, m := range root.Members {
		if m.Key != "known" {
			problem := fmt.Sprintf("%s: %q is not a key of a baseline, which has known", f.place(m.Line, m.Column), m.Key)
			return nil, output.UnknownOf(problem, m.Key, []string{"known"}, baselineHint)
		}
	}
	if list.Kind != yaml.List {
		return nil, f.wrong(list.Line, list.Column, fmt.Sprintf("known is %s: want a list of mappings", list), knownListHint)
	}
	if len(list.Items) > maxBaselineKnown {
		return nil, f.wrong(list.Line, list.Column,
			fmt.Sprintf("%d known failures: want at most %d", len(list.Items), maxBaselineKnown), baselineHint)
	}
	return f.baselineKnown(list.Items)
}

func (f *settingsFile) baselineKnown(items []*yaml.Node) ([]contract.KnownFailure, error) {
	var all []contract.KnownFailure
	lines := map[[2]string]int{}
	for _, item := range items {
		if item.Kind != yaml.Mapping {
			return nil, f.wrong(item.Line, item.Column,
				fmt.Sprintf("a known failure is %s: want a mapping", item), knownListHint)
		}
		text, err := readKnown(f, item)
		if err != nil {
			return nil, err
		}
		known, err := ParseKnown(text)
		if err != nil {
			return nil, f.wrong(item.Line, item.Column, err.Error(), knownListHint)
		}
		same := [2]string{known.Rule, known.Match}
		if line, twice := lines[same]; twice {
			return nil, f.wrong(item.Line, item.Column,
				fmt.Sprintf("the same rule and match as in line %d", line), "keep one of the two")
		}
		lines[same] = item.Line
		all = append(all, known)
	}
	return all, nil
}

// FormatBaseline writes a baseline that ParseBaseline reads.
func FormatBaseline(all []contract.KnownFailure) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(baselineTop + "known:")
	if len(all) == 0 {
		b.WriteString(" []\n")
		return b.Bytes(), nil
	}
	b.WriteString("\n")
	for _, known := range all {
		indent := "  - "
		for _, p := range knownPairs(known) {
			if p.key == "match" || p.key == "reason" {
				p.value = strconv.Quote(p.value)
			}
			b.WriteString(indent + p.key + ": " + p.value + "\n")
			indent = "    "
		}
	}
	switch {
	case len(all) > maxBaselineKnown:
		return nil, fmt.Errorf("%d known failures are more than the %d that a baseline holds", len(all), maxBaselineKnown)
	case b.Len() > maxBaseline:
		return nil, errors.New("it would be larger than " + printSize(maxBaseline))
	}
	return b.Bytes(), nil
}
