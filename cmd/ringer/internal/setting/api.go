package setting

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/fixtures"
)

// OfAPI are the settings that choose an API.
func OfAPI() []Setting { return InSection("mock", "api", "overlay") }

// LoadAPI loads the API that is set. Its error is a usage error.
func (m *Mock) LoadAPI() (*fixtures.API, error) { return description.API(m.API, m.Overlays) }

// dropOverlays removes overlays that belong to another API: those of a weaker layer than
// the one that names the API. Without such a layer it is the built-in API, and the
// variable is for ringer check, which has the same.
func dropOverlays(c *Values, all []Effective) {
	api := slices.IndexFunc(all, func(e Effective) bool { return e.Key() == "mock.api" })
	overlay := slices.IndexFunc(all, func(e Effective) bool { return e.Key() == "mock.overlay" })
	if api < 0 || overlay < 0 || len(c.Mock.Overlays) == 0 {
		return
	}
	by, of := all[overlay].From.rank(), all[api].From.rank()
	if by >= of && (of != ofDefaults || by != ofVariables) {
		return
	}
	c.Mock.Overlays = nil
	all[overlay].From += Source(", ignored: api is from " + string(all[api].From))
}

// The layers, each of which overrides those before it.
const (
	ofDefaults = iota
	ofFile
	ofVariables
	ofFlags
)

// rank is the layer of a source.
func (s Source) rank() int {
	switch {
	case s == BuiltIn:
		return ofDefaults
	case strings.HasPrefix(string(s), "flag "):
		return ofFlags
	case strings.HasPrefix(string(s), "environment "):
		return ofVariables
	}
	return ofFile
}

// Completed returns the API of a command line that is being completed; the built-in one if
// there is a mistake in it.
func Completed(cmd *cobra.Command, environ Environment) *fixtures.API {
	return soFar(cmd, OfAPI(), environ).Mock.apiOrDefault()
}

func (m *Mock) apiOrDefault() *fixtures.API {
	api, err := m.LoadAPI()
	if err != nil {
		return fixtures.Default()
	}
	return api
}

// CompletedScenarios are the names and titles of the scenarios that a command line being
// completed knows.
func CompletedScenarios(cmd *cobra.Command, environ Environment) []string {
	return scenarioNames(soFar(cmd, InSection("mock", "api", "overlay", "fixtures"), environ))
}

func scenarioNames(c *Values) []string {
	api := c.Mock.apiOrDefault()
	set, err := api.Load(c.Mock.Fixtures)
	if err != nil {
		set = api.Scenarios
	}
	names := make([]string, 0, len(set.Names()))
	for _, s := range set.All() {
		names = append(names, s.Name+"\t"+s.Title)
	}
	return names
}
