package setting

import (
	"strconv"

	"github.com/ringer-api/ringer/schemas/shape"
)

// FileShape is what ringer.yaml may contain, from the table that reads it.
func FileShape() shape.Shape {
	file := shape.Shape{Title: "ringer.yaml", About: "Settings of ringer. An option and a variable RINGER_NAME set the same.", Types: []string{"object", "null"}, Closed: true}
	for _, s := range sections {
		part := shape.Shape{Types: []string{"object", "null"}, Closed: true, About: "Settings of ringer " + s.name + "."}
		for _, setting := range InSection(s.id) {
			part.Keys = append(part.Keys, shape.Key{Name: setting.Name, Shape: shapeOf(setting)})
		}
		file.Keys = append(file.Keys, shape.Key{Name: s.name, Shape: part})
		if s.old != "" {
			part.About = "The former name of " + s.name + "."
			file.Keys = append(file.Keys, shape.Key{Name: s.old, Shape: part})
		}
	}
	return file
}

// shapeOf is what a setting may be in the file. A number or a switch in quotes is read, too, and an
// unquoted number is a text.
func shapeOf(s Setting) shape.Shape {
	value := s.Bind(Defaults())
	out := shape.Shape{About: s.Usage}
	switch value.Type() {
	case "list":
		out.Types = []string{"array", "string", "number", "boolean", "object"}
	case "bool":
		out.Types = []string{"boolean", "string"}
	case "number":
		out.Types = []string{"number", "string"}
	case "word":
		for _, word := range value.(scalar[string]).words {
			out.Enum = append(out.Enum, word)
			if n, err := strconv.ParseFloat(word, 64); err == nil {
				out.Enum = append(out.Enum, n)
			}
		}
		if value.String() == "" {
			out.Enum = append(out.Enum, "")
		}
	default:
		out.Types = []string{"string", "number", "boolean"}
	}
	if text := value.String(); text != "" && value.Type() != "list" {
		out.About += " (default: " + text + ")"
	}
	return out
}
