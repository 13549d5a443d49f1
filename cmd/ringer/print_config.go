package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// printConfig writes the settings in force as a settings file that would make
// them so, with where each came from behind it. It holds no secret: settings
// only name the variables of secrets.
func printConfig(w io.Writer, all []inForce, environ environment) {
	lines := make([][2]string, 0, len(all))
	section, width := "", 0
	for _, s := range all {
		if s.section != section {
			section = s.section
			lines = append(lines, [2]string{section + ":", ""})
		}
		line := "  " + s.name + ": " + yamlValue(s.value)
		lines = append(lines, [2]string{line, "# " + string(s.from) + secretState(s, environ)})
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

// secretState says whether the variable that a setting names is set.
func secretState(s inForce, environ environment) string {
	name := s.value.String()
	if !s.isVariable() || name == "" {
		return ""
	}
	if secret, _ := environ.get(name); secret == "" {
		return ", " + name + " is not set"
	}
	return ", " + name + " is set"
}

func yamlValue(v value) string {
	if l, ok := v.(list); ok {
		items := make([]string, len(*l.at))
		for i, item := range *l.at {
			items[i] = strconv.Quote(mask(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	switch v.Type() {
	case "text", "word", "variable", "time":
		return strconv.Quote(mask(v.String()))
	}
	return v.String()
}
