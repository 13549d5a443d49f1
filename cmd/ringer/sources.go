package main

import (
	"cmp"
	"fmt"
	"text/tabwriter"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas"
)

func writeSources(app *app, name, format string) error {
	file := ""
	if name != "" {
		schema, err := findSchema(schemas.Default(), name)
		if err != nil {
			return err
		}
		file = schema.Name() + ".schema.json"
	}
	var found []schemas.Source
	for _, s := range schemas.Default().Sources() {
		if file == "" || s.File == file {
			found = append(found, s)
		}
	}
	if format == "json" {
		return output.WriteJSON(app.stdout, found)
	}
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "WHERE\tKEYWORD\tFROM\tPOINTER AND NOTE")
	for _, s := range found {
		fmt.Fprintf(table, "%s:%d\t%s\t%s\t%s\n", s.File, s.Line, s.Keyword, s.Origin, place(s))
	}
	return table.Flush()
}

// place is a keyword's pointer with its note or quote. It is the last column, because it
// can be of any length.
func place(s schemas.Source) string {
	if note := cmp.Or(s.Note, s.Quote); note != "" {
		return s.Pointer + "  " + note
	}
	return s.Pointer
}
