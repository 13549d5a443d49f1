package setting

import (
	"maps"
	"slices"

	"github.com/ringer-api/ringer/contract"
)

// Reporters are the report formats by name.
func Reporters() map[string]contract.Reporter {
	return map[string]contract.Reporter{
		"text": contract.Text, "json": contract.JSON, "junit": contract.JUnit, "sarif": contract.SARIF,
		"markdown": contract.Markdown, "github": contract.GitHub, "ctrf": contract.CTRF,
	}
}

// reportFormats are the names of the reporters, text first.
func reportFormats() []string {
	formats := []string{"text"}
	all := Reporters()
	delete(all, "text")
	return append(formats, slices.Sorted(maps.Keys(all))...)
}
