package prefer

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/problem"
)

// queryPrefix begins the query parameters that are equivalent to Prefer, for clients that
// cannot set headers: ?ringer.scenario=empty
const queryPrefix = "ringer."

// Preference is one preference of a request.
type Preference struct{ Name, Value string }

// String returns the preference as a client writes it, with the value in quotes where they
// are needed.
func (p Preference) String() string {
	if strings.ContainsAny(p.Value, ",; \"\\") {
		return p.Name + "=" + strconv.Quote(p.Value)
	}
	return p.Name + "=" + p.Value
}

// isUnknown are registered preferences that ringer does not support: by RFC 7240, a server
// ignores them.
var isUnknown = []string{"respond-async", "return", "handling", "safe", "depth-noroot", "timezone",
	"include-annotations", "maxpagesize", "allow-entityreferences", "continue-on-error", "track-changes"}

// parseHeader reads the header's preferences, without the unsupported ones.
func parseHeader(lines []string) ([]Preference, error) {
	var all []Preference
	for _, line := range lines {
		for _, item := range splitQuoted(line, ',') {
			// After a semicolon there are parameters of the preference; ours have none.
			head := strings.TrimSpace(splitQuoted(item, ';')[0])
			if head == "" {
				continue
			}
			name, value, valued := strings.Cut(head, "=")
			name = strings.ToLower(strings.TrimSpace(name))
			if slices.Contains(isUnknown, name) || strings.HasPrefix(name, "odata.") {
				continue
			}
			if preferences[name] == nil {
				return nil, unknownPreference(name, !valued && len(all) > 0)
			}
			all = append(all, Preference{name, unquote(strings.TrimSpace(value))})
		}
	}
	return all, nil
}

// parseQuery reads the preferences among the query's parameters. Errors in other parameters
// are ignored: the API has none.
func parseQuery(query string) ([]Preference, error) {
	var all []Preference
	for _, pair := range strings.Split(query, "&") {
		key, value, _ := strings.Cut(pair, "=")
		key, err := url.QueryUnescape(key)
		name, ours := strings.CutPrefix(strings.ToLower(key), queryPrefix)
		if err != nil || !ours {
			continue
		}
		if preferences[name] == nil {
			return nil, unknownPreference(name, false)
		}
		if value, err = url.QueryUnescape(value); err != nil {
			return nil, problem.BadInput("preference", name, fmt.Sprintf("%.120s: %v", pair, err), "write % as %25")
		}
		all = append(all, Preference{name, value})
	}
	return all, nil
}

// unknownPreference is the Problem of an unknown name. A torn one may be the rest of the
// value before it.
func unknownPreference(name string, torn bool) *problem.Problem {
	hint := "known are scenario, count, status, seed, code, wait and fault"
	if torn {
		hint += `; a value that contains a comma needs quotes: fault="latency:50/80ms,95/400ms"`
	}
	return problem.BadInput("preference", fmt.Sprintf("%.120s", name), fmt.Sprintf("no preference is called %.120q", name), hint)
}

// splitQuoted splits at a separator that is not inside a quoted string.
func splitQuoted(s string, separator byte) []string {
	var parts []string
	start, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch {
		case quoted && s[i] == '\\':
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == separator && !quoted:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	var b strings.Builder
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '\\' && i+1 < len(s)-1 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
