package mock

import (
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/problem"
)

// APIConfig is one of several APIs that a mock serves, see Config.APIs.
type APIConfig struct {
	// Name is how journal, jobs and scenarios name it: lower case letters, digits and hyphens.
	// It is unique; empty is that of the API.
	Name string
	// API is the one that is imitated, Fixtures its scenarios; nil is those of the API.
	API      *fixtures.API
	Fixtures *fixtures.Set
	// Prefix is the beginning of its paths, such as /shop; empty is those of the servers that
	// its description names.
	Prefix string
	// Hosts are names of this server under which it is served as if alone, without a port. It
	// then needs no prefix.
	Hosts []string
}

// PlaceError reports that an API of several has no place of its own.
type PlaceError struct {
	// Name is the API's.
	Name string
	// Other is the name of one with the same prefix or host; empty if the API has no prefix.
	Other string
	// Prefix or Host is what both have.
	Prefix, Host string
}

func (e *PlaceError) Error() string {
	switch {
	case e.Host != "":
		return fmt.Sprintf("the APIs %s and %s have the same host name, %s", e.Other, e.Name, e.Host)
	case e.Other != "":
		return fmt.Sprintf("the APIs %s and %s have the same prefix, %s", e.Other, e.Name, e.Prefix)
	}
	return fmt.Sprintf("the API %s has no prefix: its document names no server with a path", e.Name)
}

// maxAPIs limits the APIs of one mock.
const maxAPIs = 50

var validAPIName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// each returns the APIs of the configuration, with their defaults and valid names.
func (c *Config) each() ([]APIConfig, error) {
	if len(c.APIs) == 0 {
		return []APIConfig{{API: c.API, Fixtures: c.Fixtures}}, nil
	}
	if len(c.APIs) > maxAPIs {
		return nil, fmt.Errorf("APIs has %d: want at most %d", len(c.APIs), maxAPIs)
	}
	all := slices.Clone(c.APIs)
	for i := range all {
		one := &all[i]
		if one.API == nil {
			return nil, fmt.Errorf("APIs has no API at %d", i)
		}
		if one.Name == "" {
			one.Name = one.API.Name
		}
		if !validAPIName.MatchString(one.Name) {
			return nil, fmt.Errorf("APIs has the name %q: want lower case letters, digits and single hyphens", one.Name)
		}
		if slices.ContainsFunc(all[:i], func(other APIConfig) bool { return other.Name == one.Name }) {
			return nil, fmt.Errorf("two APIs are called %s: want names of their own", one.Name)
		}
		if one.Fixtures == nil {
			one.Fixtures = one.API.Scenarios
		}
		if one.Prefix != "" && !validPrefix(one.Prefix) {
			return nil, fmt.Errorf("the prefix %q of %s: want a path such as /shop, without a slash at its end", one.Prefix, one.Name)
		}
		for _, host := range one.Hosts {
			if host != strings.ToLower(host) || strings.ContainsAny(host, ":/ ") || host == "" {
				return nil, fmt.Errorf("the host name %q of %s: want a name such as api.example.test, without a port", host, one.Name)
			}
		}
	}
	return all, nil
}

func validPrefix(prefix string) bool {
	return strings.HasPrefix(prefix, "/") && !strings.HasSuffix(prefix, "/") && !strings.ContainsAny(prefix, "?#{} ") &&
		!strings.Contains(prefix, "//") && !strings.HasPrefix(prefix+"/", OwnPrefix)
}

// checkPlaces returns an error if an API has no prefix or host of its own. One API alone
// needs none.
func checkPlaces(all []*served) error {
	if len(all) == 1 && all[0].name == "" {
		return nil
	}
	for i, s := range all {
		if len(s.hosts) == 0 && len(s.prefixes) == 0 || slices.Contains(s.prefixes, "") {
			return &PlaceError{Name: s.name}
		}
		for _, other := range all[:i] {
			for _, prefix := range s.prefixes {
				if slices.Contains(other.prefixes, prefix) {
					return &PlaceError{Name: s.name, Other: other.name, Prefix: prefix}
				}
			}
			for _, host := range s.hosts {
				if slices.Contains(other.hosts, host) {
					return &PlaceError{Name: s.name, Other: other.name, Host: host}
				}
			}
		}
	}
	return nil
}

// find returns the API of a request and the prefix of its path; nil if there is none.
func (m *Mock) find(r *http.Request, path string) (*served, string) {
	if len(m.apis) == 1 && m.apis[0].name == "" {
		return m.apis[0], ""
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(host)
	var found *served
	longest := ""
	for _, s := range m.apis {
		if slices.Contains(s.hosts, host) {
			return s, ""
		}
		for _, prefix := range s.prefixes {
			if len(prefix) > len(longest) && (path == prefix || strings.HasPrefix(path, prefix+"/")) {
				found, longest = s, prefix
			}
		}
	}
	return found, longest
}

// noAPI is the response to a request that is for none of several APIs.
func (m *Mock) noAPI(path string) *problem.Problem {
	return &problem.Problem{Status: http.StatusNotFound, Type: "urn:ringer:no-api", Title: "no such API",
		Detail: fmt.Sprintf("no API is at %.200s", path), Hint: "this mock serves " + strings.Join(m.places(), ", ")}
}

// places says where each API is.
func (m *Mock) places() []string {
	var all []string
	for _, s := range m.apis {
		at := slices.Clone(s.prefixes)
		for _, host := range s.hosts {
			at = append(at, "host "+host)
		}
		all = append(all, s.name+" at "+strings.Join(at, " and "))
	}
	return all
}

// Place is where a mock serves one of several APIs.
type Place struct {
	Name     string
	API      *fixtures.API
	Prefixes []string
	Hosts    []string
}

// Places returns where the mock serves each API.
func (m *Mock) Places() []Place {
	all := make([]Place, len(m.apis))
	for i, s := range m.apis {
		all[i] = Place{s.name, s.api, slices.Clone(s.prefixes), slices.Clone(s.hosts)}
	}
	return all
}

// inner returns the call's request as the framework routes it: without the prefix that its API
// was given.
func (c *call) inner() *http.Request {
	if c.mount == "" {
		return c.request
	}
	r := c.request.Clone(c.request.Context())
	r.URL.Path = strings.TrimPrefix(r.URL.Path, c.mount)
	r.URL.RawPath = strings.TrimPrefix(r.URL.RawPath, c.mount)
	if r.URL.Path == "" {
		r.URL.Path = "/"
	}
	return r
}
