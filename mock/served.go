package mock

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/plain"
	"github.com/ringer-api/ringer/mock/prefer"
	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/mock/world"
)

// served is one API that a mock serves: all that follows from its description. Sessions, their
// clocks and the journal are those of the mock.
type served struct {
	name     string // empty if it is the only one
	prefixes []string
	stripped bool // a prefix is not part of the paths that the framework routes
	hosts    []string

	config    *Config // the mock's, with the framework and style of this API
	api       *fixtures.API
	resources *world.Resources
	parents   map[string][]*world.Resource // by operation: those that its path names, the outermost first
	values    *value.Maker
	states    []string // of the API's jobs
	framework framework
	keys      keys
	library   scenario.Library
	server    string // the Server header
	// plainPreferences need no prefix.
	plainPreferences []string
}

// serving prepares an API.
func (c *Config) serving(one APIConfig) (*served, error) {
	api := one.API
	own := *c
	own.API = api
	var err error
	if own.Framework, own.Style, err = frameworkOf(&own); err != nil {
		return nil, fmt.Errorf("configuring the mock: %w", err)
	}
	s := &served{name: one.Name, hosts: one.Hosts, config: &own, api: api, values: value.New(), states: api.States(), keys: newKeys(api.Description),
		server: cmp.Or(c.Server, serverOf(own.Framework)), plainPreferences: c.PlainPreferences}
	if s.plainPreferences == nil {
		s.plainPreferences = api.Plain
	}
	for _, name := range s.plainPreferences {
		if plain := prefer.PlainNames(); !slices.Contains(plain, name) {
			return nil, fmt.Errorf("PlainPreferences has %q: want names of %s", name, strings.Join(plain, ", "))
		}
	}
	if s.name != "" {
		s.mount(one)
	}
	if s.framework, err = newFramework(s); err != nil {
		return nil, err
	}
	if s.resources = resources(api, s.values); s.name != "" {
		s.resources = s.resources.Of(s.name)
	}
	s.parents = s.resources.Parents(api.Description)
	_, err = s.library.Replace(one.Fixtures, nil)
	return s, err
}

// mount decides under which prefixes one of several APIs is served.
func (s *served) mount(one APIConfig) {
	switch {
	case one.Prefix != "":
		s.prefixes, s.stripped = []string{one.Prefix}, true
	case len(one.Hosts) == 0:
		s.prefixes, s.stripped = plain.Prefixes(s.api.Description), s.config.Framework == fixtures.FastAPI
	}
}

// paths are those that the framework of a described service routes.
func (s *served) paths() plain.Paths {
	switch {
	case s.name == "" || len(s.hosts) > 0:
		return plain.AllPaths
	case s.stripped:
		return plain.BarePaths
	}
	return plain.ServerPaths
}

// times returns how times are written in the configured style.
func (s *served) times() pydantic.TimeForm {
	if s.config.Style == fastapi.Pydantic1 {
		return pydantic.Offset
	}
	return pydantic.Zulu
}

func (s *served) forSessions() session.API {
	return session.API{Name: s.name, Library: &s.library, Times: s.times()}
}

func (s *served) forControl() control.API {
	mount := ""
	if len(s.prefixes) > 0 {
		mount = s.prefixes[0]
	}
	return control.API{Name: s.name, Mount: mount, Library: &s.library, API: s.api}
}
