package prefer

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// IgnoredHeader is the response header with the names of the preferences that were ignored.
const IgnoredHeader = "Ringer-Ignored"

// Of the ignored preferences so many are named, and so many bytes of a name are shown: they
// go into a header, whose size servers and proxies limit.
const (
	mostIgnored = 8
	longestName = 60
	longestText = 1000 // is searched for secrets
)

// ignored are preferences that were ignored, and how many more there are than are named.
type ignored struct {
	names []string // as the request has them
	named []journal.IgnoredPreference
	more  int
}

// add adds a name and the reason why it is ignored. The same name is added once.
func (l *ignored) add(name string, reason func() string) {
	switch {
	case slices.ContainsFunc(l.names, func(n string) bool { return strings.EqualFold(n, name) }):
	case len(l.named) == mostIgnored:
		l.more++
	default:
		shown := printable(recording.Redaction{}.Text(display.Clip(name, longestText, "...")))
		shown = display.Clip(shown, longestName, "...")
		l.names = append(l.names, name)
		l.named = append(l.named, journal.IgnoredPreference{Name: shown, Reason: reason()})
	}
}

// all returns the ignored preferences; the last one counts those that are not named.
func (l *ignored) all() []journal.IgnoredPreference {
	if l.more == 0 {
		return l.named
	}
	return append(l.named, journal.IgnoredPreference{Reason: fmt.Sprintf("%d more were ignored", l.more)})
}

// printable returns a text with a question mark for everything that a header must not contain.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, text)
}

// IgnoredField returns the value of the response header: a list of structured fields
// (RFC 8941) with a parameter for the reason; * is followed by the number of further ones.
func IgnoredField(all []journal.IgnoredPreference) string {
	items := make([]string, len(all))
	for i, p := range all {
		name := cmp.Or(p.Name, "*")
		if !token.MatchString(name) {
			name = fieldString(name)
		}
		items[i] = name + ";reason=" + fieldString(p.Reason)
	}
	return strings.Join(items, ", ")
}

// token matches a token of RFC 8941.
var token = regexp.MustCompile("^[A-Za-z*][0-9A-Za-z!#$%&'*+.^_`|~:/-]*$")

// fieldString returns a printable text as a string of RFC 8941.
func fieldString(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// whyUnknown is the reason for ignoring a name that is none of ringer's. The prefix is the
// query's.
func (c Config) whyUnknown(name, prefix string) string {
	bare := strings.TrimPrefix(name, "ringer-")
	for _, k := range preferences {
		if bare != "" && (bare == k.plain || bare == k.name) && (c.Described || !k.described) && !k.waiting {
			return "unknown preference; use " + prefix + k.name
		}
	}
	if near := schemas.Nearest(name, c.names()); near != "" {
		return "unknown preference; did you mean " + prefix + near + "?"
	}
	return "unknown preference"
}
