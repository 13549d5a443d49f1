package setting

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Print writes the effective settings as a settings file, with the source of each
// in a comment. It contains no secrets: settings only name their variables.
func Print(w io.Writer, all []Effective, environ Environment) {
	lines := make([][2]string, 0, len(all))
	section, width := "", 0
	for _, s := range all {
		if s.Section != section {
			section = s.Section
			lines = append(lines, [2]string{VerbOf(section) + ":", ""})
		}
		line := "  " + s.Name + ": " + yamlValue(s.value)
		lines = append(lines, [2]string{line, "# " + string(s.From) + secretState(s, environ)})
		width = max(width, min(len(line), 60))
	}
	for _, line := range lines {
		writeCommented(w, line, width)
	}
}

func writeCommented(w io.Writer, line [2]string, width int) {
	if line[1] == "" {
		fmt.Fprintln(w, line[0])
		return
	}
	fmt.Fprintf(w, "%-*s  %s\n", width, line[0], line[1])
}

// secretState describes whether the variable that a setting names is set.
func secretState(s Effective, environ Environment) string {
	name := s.value.String()
	if !s.IsVariable() || name == "" {
		return ""
	}
	if secret, _ := environ.Get(name); secret == "" {
		return ", " + name + " is not set"
	}
	return ", " + name + " is set"
}

// ListedSettings are settings as data, with the place of their file.
type ListedSettings struct {
	File     string          `json:"file"`               // "" for none
	Searched []string        `json:"searched,omitempty"` // folders in which it was looked for
	Settings []ListedSetting `json:"settings"`
}

// ListedSetting is one setting; its value is a text, a boolean, or a list of texts.
type ListedSetting struct {
	Section string `json:"section"`
	Name    string `json:"name"`
	Value   any    `json:"value"`
	From    Source `json:"from"`
}

// Listed returns the effective settings as data.
func Listed(all []Effective, place Place) ListedSettings {
	listed := ListedSettings{File: place.Name, Searched: place.Folders, Settings: make([]ListedSetting, len(all))}
	for i, s := range all {
		listed.Settings[i] = ListedSetting{VerbOf(s.Section), s.Name, plainValue(s.value), s.From}
	}
	return listed
}

func plainValue(v Value) any {
	if l, ok := v.(List); ok {
		texts := make([]string, len(*l.At))
		for i, text := range *l.At {
			texts[i] = mask(text)
		}
		return texts
	}
	if v.Type() == "bool" {
		return v.String() == "true"
	}
	return mask(v.String())
}

func yamlValue(v Value) string {
	if l, ok := v.(List); ok {
		items := make([]string, len(*l.At))
		for i, item := range *l.At {
			if l.inFile != nil {
				items[i] = l.inFile.print(item)
			} else {
				items[i] = strconv.Quote(mask(item))
			}
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	switch v.Type() {
	case "text", "word", "variable", "time":
		return strconv.Quote(mask(v.String()))
	}
	return v.String()
}
