package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/shape"
)

// writeFileSchema prints the schema of a file that ringer reads, or of an output.
func (a *app) writeFileSchema(cmd *cobra.Command, wanted []setting.Setting, kind string) error {
	var s shape.Shape
	switch kind {
	case "scenario":
		_, api, err := a.settingsAndAPI(cmd, wanted)
		if err != nil {
			return err
		}
		s = api.ScenarioShape(faultShape(api))
	case "overlay":
		s = jobs.OverlayShape()
	case "config":
		s = setting.FileShape()
	default:
		return writeOutputSchema(a, kind)
	}
	text, err := s.Schema()
	if err != nil {
		return err
	}
	return output.WriteJSON(a.stdout, json.RawMessage(text))
}

// faultShape is a fault in a scenario, from the table of its kinds.
func faultShape(api *fixtures.API) shape.Shape {
	s := shape.Shape{Types: []string{"object"}}
	kind := shape.Shape{About: "The kind of fault.", Enum: []any{nil}} // null without quotes is the kind of that name
	seen := map[string]bool{}
	for _, k := range faultKinds(api) {
		kind.Enum = append(kind.Enum, k.Name)
		kind.About += " " + k.Name + ": " + k.Sentence
		for _, p := range k.Parameters {
			if !seen[p.Name] {
				seen[p.Name] = true
				s.Keys = append(s.Keys, shape.Key{Name: p.Name, Shape: shape.Shape{About: p.Sentence}})
			}
		}
	}
	s.Keys = append([]shape.Key{{Name: "kind", Shape: kind}}, s.Keys...)
	return s
}
