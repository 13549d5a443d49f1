package prefer

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/problem"
)

// queryPrefix begins the query parameters that are equivalent to Prefer, for clients that
// cannot set headers: ?ringer.scenario=empty
const queryPrefix = "ringer."

// Preference is one preference of a request.
type Preference struct {
	Name, Value string // the name in lower case
	written     string // the name as the request has it, with the query's prefix
	known       *known
	inQuery     bool
}

// String returns the preference as a client writes it, with the value in quotes where they
// are needed.
func (p Preference) String() string {
	if strings.ContainsAny(p.Value, ",; \"\\") {
		return p.Name + "=" + strconv.Quote(p.Value)
	}
	return p.Name + "=" + p.Value
}

// reader reads the preferences of a request.
type reader struct {
	config  Config
	asked   []Preference
	ignored ignored
}

// header reads the preferences of the header. A fault that was torn at a comma is an error:
// half of it would be another fault.
func (r *reader) header(lines []string) error {
	for _, line := range lines {
		afterFault := false
		for _, item := range splitQuoted(line, ',') {
			parts := splitQuoted(item, ';')
			if strings.TrimSpace(parts[0]) == "" {
				continue
			}
			written, value := member(parts[0])
			name := strings.ToLower(written)
			if afterFault && !token.MatchString(name) {
				return problem.BadInput("preference", nameFault, fmt.Sprintf("%.120q is the rest of a value, not a preference", name),
					`a value that contains a comma needs quotes: fault="latency:50/80ms,95/400ms"`)
			}
			p := Preference{Name: name, Value: value, written: cmp.Or(written, "="), known: r.config.find(name)}
			taken := r.take(p)
			if taken {
				r.parameters(name, parts[1:])
			}
			afterFault = taken && p.known.name == nameFault
		}
	}
	return nil
}

// parameters ignores what follows a preference after semicolons: ringer's have no parameters.
func (r *reader) parameters(of string, parts []string) {
	for _, part := range parts {
		if name, _ := member(part); name != "" {
			r.ignored.add(name, func() string { return "a parameter of " + of + ", which has none; separate preferences with commas" })
		}
	}
}

// query reads the preferences among the query's parameters. Errors in other parameters are
// ignored: the API has none.
func (r *reader) query(query string) error {
	for pair := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(pair, "=")
		key, err := url.QueryUnescape(key)
		name, ours := strings.CutPrefix(strings.ToLower(key), queryPrefix)
		if err != nil || !ours {
			continue
		}
		// The prefix says whose it is: ringer.count is ringer-count in every API.
		k := r.config.find(name)
		if k == nil {
			if k = r.config.find("ringer-" + name); k != nil {
				name = k.name
			}
		}
		if value, err = url.QueryUnescape(value); err != nil && k != nil {
			return problem.BadInput("preference", name, fmt.Sprintf("%.120s: %v", pair, err), "write % as %25")
		}
		r.take(Preference{name, value, key, k, true})
	}
	return nil
}

// take adds a preference to those that are asked for, or to the ignored ones.
func (r *reader) take(p Preference) (taken bool) {
	prefix := ""
	if p.inQuery {
		prefix = queryPrefix
	}
	switch {
	case p.known == nil:
		r.ignored.add(p.written, func() string { return r.config.whyUnknown(p.Name, prefix) })
	case !p.known.grammar.MatchString(p.Value):
		r.ignored.add(p.written, func() string { return "value of another grammar; " + p.known.want })
	default:
		r.asked = append(r.asked, p)
		return true
	}
	return false
}

// member returns the name and the value of NAME=VALUE.
func member(text string) (name, value string) {
	name, value, _ = strings.Cut(text, "=")
	return strings.TrimSpace(name), unquote(strings.TrimSpace(value))
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
