package main

import (
	"cmp"
	"fmt"
	"text/tabwriter"

	"github.com/ringer-api/ringer/schemas"
)

func writeSources(app *app, name, format string) error {
	file := ""
	if name != "" {
		schema, err := findSchema(name)
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
		return writeJSON(app.stdout, found)
	}
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "WHERE\tPOINTER\tKEYWORD\tFROM\tNOTE")
	for _, s := range found {
		fmt.Fprintf(table, "%s:%d\t%s\t%s\t%s\t%s\n", s.File, s.Line, s.Pointer, s.Keyword, s.Origin, cmp.Or(s.Note, s.Quote))
	}
	return table.Flush()
}
