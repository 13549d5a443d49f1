package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas/display"
)

// writeSource prints a scenario as a file that loads again: the user's own file as it is, others as they
// would be written.
func writeSource(app *app, api *fixtures.API, folder string, s *fixtures.Scenario) error {
	text, err := scenarioText(api, folder, s)
	if err == nil {
		_, err = app.stdout.Write(text)
	}
	return err
}

// scenarioText is the text; folder is that of the user's own scenarios. A file that names others is written
// with what they hold, since it is read without them.
func scenarioText(api *fixtures.API, folder string, s *fixtures.Scenario) ([]byte, error) {
	own := folder != "" && filepath.Dir(s.File) == filepath.Clean(folder)
	if own && filepath.Ext(s.File) != ".json" && len(s.Records) == 0 && len(s.ByResource) == 0 {
		if text, err := os.ReadFile(s.File); err == nil {
			return text, nil
		}
	}
	text, err := api.Marshal(s)
	if err != nil {
		return nil, output.Usage(fmt.Sprintf("the scenario %s cannot be written: %v", s.Name, err))
	}
	return text, nil
}

// writeResponses lists the responses of a scenario's rules, each with what it sets.
func writeResponses(w io.Writer, s *fixtures.Scenario) {
	for i := range s.Rules {
		rule := &s.Rules[i]
		when, _ := json.Marshal(rule.When)
		fmt.Fprintf(w, "\nrule %d", i+1)
		if rule.Name != "" {
			fmt.Fprintf(w, " (%s)", display.Line(rule.Name))
		}
		fmt.Fprintf(w, ", requests %s:\n", shorten(display.Line(string(when)), 80))
		for n := range rule.Responses {
			answer, _ := json.Marshal(rule.Responses[n])
			fmt.Fprintf(w, "  response %d  %s\n", n+1, shorten(display.Line(string(answer)), 84))
		}
		switch then := rule.Then; {
		case then == "loop":
			fmt.Fprintln(w, "  then       from the first again")
		case then == "fall-through":
			fmt.Fprintln(w, "  then       the next rule that matches")
		default:
			fmt.Fprintln(w, "  then       the last one again")
		}
	}
}
