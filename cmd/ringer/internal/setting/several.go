package setting

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/fixtures"
)

// OneAPI is one of several APIs to be served.
type OneAPI struct {
	Name     string // given for it; empty is its own
	File     string
	Overlays []string
}

// Load loads it. Its error is a usage error.
func (o OneAPI) Load() (*fixtures.API, error) { return description.API(o.File, o.Overlays) }

// maxSeveral limits the APIs of one mock.
const maxSeveral = 50

// TakeSeveral fills in Several from APIs, or leaves it empty if there is one API. Overlays
// that the command line gives belong to the API before them: before is how many stood before
// each.
func (m *Mock) TakeSeveral(before []int) error {
	if len(m.APIs) > maxSeveral {
		return output.Usage(fmt.Sprintf("%d APIs are more than a mock serves", len(m.APIs)), fmt.Sprintf("want at most %d", maxSeveral))
	}
	for _, text := range m.APIs {
		m.Several = append(m.Several, oneAPI(text))
	}
	if len(m.Several) == 0 {
		return m.wantSeveral()
	}
	if m.Fixtures != "" {
		return output.Usage("--fixtures is for a mock of one API", "put the scenarios into the folder of an API, see docs/apis.md")
	}
	if len(m.Overlays) > 0 && len(before) != len(m.Overlays) {
		return output.Usage("overlay says nothing about which of several APIs it changes",
			"give the APIs as arguments, and --overlay after the one that it changes", "or name it in the api.yaml of a folder, see docs/apis.md")
	}
	for i, overlay := range m.Overlays {
		if before[i] == 0 {
			return output.Usage("--overlay "+overlay+" stands before every API", "put it after the API that it changes")
		}
		own := &m.Several[before[i]-1]
		own.Overlays = append(own.Overlays, overlay)
	}
	return nil
}

// wantSeveral returns an error for settings that only several APIs have.
func (m *Mock) wantSeveral() error {
	for name, texts := range map[string][]string{"prefix": m.Prefixes, "host-name": m.HostNames} {
		if len(texts) > 0 {
			return output.Usage(name+" is for a mock of several APIs", "name them as arguments: ringer serve a.yaml b.yaml")
		}
	}
	return nil
}

var nameBefore = regexp.MustCompile(`^([a-z0-9]+(?:-[a-z0-9]+)*)=(.+)$`)

// oneAPI reads API or NAME=API; a file that has such a name is a file.
func oneAPI(text string) OneAPI {
	parts := nameBefore.FindStringSubmatch(text)
	if parts == nil {
		return OneAPI{File: text}
	}
	if _, err := os.Stat(text); err == nil {
		return OneAPI{File: text}
	}
	return OneAPI{Name: parts[1], File: parts[2]}
}

// For returns the values of a list of NAME=VALUE for a name.
func For(all []string, name string) []string {
	var values []string
	for _, text := range all {
		if n, value, _ := strings.Cut(text, "="); n == name {
			values = append(values, value)
		}
	}
	return values
}

// CheckNames returns an error for a name in prefix or host-name that no API has, and for an
// API with two prefixes.
func (m *Mock) CheckNames(names []string) error {
	for setting, texts := range map[string][]string{"prefix": m.Prefixes, "host-name": m.HostNames} {
		for _, text := range texts {
			if name, _, _ := strings.Cut(text, "="); !slices.Contains(names, name) {
				return output.Usage(fmt.Sprintf("%s %s: no API is called %q", setting, text, name), "the APIs are "+strings.Join(names, ", "))
			}
		}
	}
	for _, name := range names {
		if len(For(m.Prefixes, name)) > 1 {
			return output.Usage("prefix is given twice for "+name, "give it once")
		}
	}
	return nil
}

func notEmpty(want string) func(string) error {
	return func(text string) error {
		if text == "" {
			return fmt.Errorf("want %s", want)
		}
		return nil
	}
}

// named accepts NAME=VALUE.
func named(value, example string) func(string) error {
	return func(text string) error {
		if name, rest, ok := strings.Cut(text, "="); !ok || name == "" || rest == "" {
			return fmt.Errorf("want the name of an API and its %s, such as %s", value, example)
		}
		return nil
	}
}

// dropAPIs removes the APIs of a weaker layer than the one that names the API, and the other
// way round.
func dropAPIs(c *Values, all []Effective) {
	api := slices.IndexFunc(all, func(e Effective) bool { return e.Key() == "mock.api" })
	apis := slices.IndexFunc(all, func(e Effective) bool { return e.Key() == "mock.apis" })
	if api < 0 || apis < 0 || len(c.Mock.APIs) == 0 || all[api].From.rank() <= all[apis].From.rank() {
		return
	}
	c.Mock.APIs = nil
	all[apis].From += Source(", ignored: api is from " + string(all[api].From))
}
