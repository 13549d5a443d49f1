package setting

import (
	"fmt"
	"slices"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/yaml"
)

// section is a section of the settings file. It is named like the verb whose settings
// it has; a verb that uses some of them reads the same section, and has none of its own.
type section struct {
	id   string // Setting.Section
	name string
	old  string   // its former name, which this release still reads; "" for none
	also []string // further verbs, which read some of its settings
}

var sections = []section{
	{id: "mock", name: "serve", old: "mock", also: []string{"generate", "scenarios", "ctl", "diff", "lint", "jobs", "faults", "schema", "check", "validate", "healthcheck"}},
	{id: "contract", name: "check", old: "contract", also: []string{"validate"}},
	{id: "ctl", name: "ctl", also: []string{"healthcheck"}},
}

// VerbOf is the verb that has all settings of a section of the table. The section has
// the same name in the file.
func VerbOf(id string) string {
	return sections[slices.IndexFunc(sections, func(s section) bool { return s.id == id })].name
}

// ReadersOf are all verbs that read settings of a section of the table.
func ReadersOf(id string) []string {
	i := slices.IndexFunc(sections, func(s section) bool { return s.id == id })
	return append([]string{sections[i].name}, sections[i].also...)
}

// Sections are the names of the sections.
func Sections() []string { return sectionNames() }

func sectionNames() []string {
	names := make([]string, len(sections))
	for i, s := range sections {
		names[i] = s.name
	}
	return names
}

// sectionOf is the section that a key of the file names.
func (f *settingsFile) sectionOf(m yaml.Member) (section, error) {
	for _, s := range sections {
		if m.Key == s.name {
			return s, f.readOnce(s, m)
		}
		if s.old != "" && m.Key == s.old {
			f.warn(m.Line, m.Column, fmt.Sprintf("the section %q is called %q now; rename it", s.old, s.name))
			return s, f.readOnce(s, m)
		}
	}
	return section{}, f.unknownSection(m)
}

// readOnce refuses a section that the file has by both its names.
func (f *settingsFile) readOnce(s section, m yaml.Member) error {
	if first, twice := f.read[s.id]; twice {
		return f.wrong(m.Line, m.Column,
			fmt.Sprintf("%q and %q (line %d) are the same section", m.Key, first.Key, first.Line),
			"move the settings of "+s.old+": to "+s.name+":")
	}
	f.read[s.id] = m
	return nil
}

func (f *settingsFile) unknownSection(m yaml.Member) error {
	for _, s := range All() {
		if s.Name == m.Key {
			verb := VerbOf(s.Section)
			return f.wrong(m.Line, m.Column,
				fmt.Sprintf("%q is not a section, but a setting of %s", s.Name, verb), "indent it under "+verb+":")
		}
	}
	problem := fmt.Sprintf("%s: %q is not a section", f.place(m.Line, m.Column), m.Key)
	for _, s := range slices.Backward(sections) { // validate reads most of the later one
		if slices.Contains(s.also, m.Key) {
			return output.Usage(problem, "ringer "+m.Key+" reads the section "+s.name)
		}
		if s.old != "" && schemas.Nearest(m.Key, append(sectionNames(), s.old)) == s.old {
			return output.Usage(problem, "did you mean "+s.old+"? it is called "+s.name+" now")
		}
	}
	return output.UnknownName(problem, m.Key, sectionNames())
}
