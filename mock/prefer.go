package mock

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fault"
)

// preferQuery leads the query parameters that say the same as Prefer, for
// clients that cannot set headers: ?ringer.scenario=empty
const preferQuery = "ringer."

// preference is one thing a request asks for itself.
type preference struct{ name, value string }

// String is the preference as a client writes it: in quotes where it would be
// torn without.
func (p preference) String() string {
	if strings.ContainsAny(p.value, ",; \"\\") {
		return p.name + "=" + strconv.Quote(p.value)
	}
	return p.name + "=" + p.value
}

// wish is what one request asked for with Prefer (RFC 7240) or the query.
type wish struct {
	answer  fixtures.Answer
	faults  []fault.Fault
	applied []preference // in the order asked, for Preference-Applied
}

// foreign are the registered preferences that are none of ours: RFC 7240 wants
// a server to ignore what it does not act on.
var foreign = []string{"respond-async", "return", "handling", "safe", "depth-noroot", "timezone",
	"include-annotations", "maxpagesize", "allow-entityreferences", "continue-on-error", "track-changes"}

// preferences lists what can be asked for, with how its value is read.
var preferences = map[string]func(w *wish, value string, limits limits) error{
	"scenario": preferScenario,
	"count":    preferCount,
	"status":   preferStatus,
	"seed":     preferSeed,
	"code":     preferCode,
	"wait":     preferWait,
	"fault":    preferFault,
}

// limits bounds what a request may ask for.
type limits struct{ wait time.Duration }

// readWish reads what a request asks for. Its error is a *Problem.
func readWish(header http.Header, query string, l limits) (*wish, error) {
	asked, err := parsePrefer(header.Values("Prefer"))
	if err != nil {
		return nil, err
	}
	fromQuery, err := parsePreferQuery(query)
	if err != nil {
		return nil, err
	}
	w := &wish{}
	for i, p := range append(asked, fromQuery...) {
		if first, twice := w.asked(p.name); twice {
			if i < len(asked) || p == first {
				continue // RFC 7240, section 2: in the header the first one counts
			}
			return nil, badInput("preference", p.name, fmt.Sprintf("%.120s: %.120s is asked for already", p, first),
				"ask for one of them")
		}
		if err := preferences[p.name](w, p.value, l); err != nil {
			return nil, badInput("preference", p.name, fmt.Sprintf("%.120s: %v", p, err), "")
		}
		w.applied = append(w.applied, p)
	}
	return w, w.contradiction()
}

// asked gives what was asked for under a name so far. Faults add up.
func (w *wish) asked(name string) (first preference, found bool) {
	i := slices.IndexFunc(w.applied, func(p preference) bool { return p.name == name && name != "fault" })
	if i < 0 {
		return preference{}, false
	}
	return w.applied[i], true
}

// contradiction is the error of a wish that cannot come true as a whole: an
// error status is answered with no executions.
func (w *wish) contradiction() error {
	if w.answer.Code < 400 {
		return nil
	}
	for _, p := range w.applied {
		if p.name == "count" || p.name == "status" {
			return badInput("preference", p.name, fmt.Sprintf("%s cannot be had together with code=%d, which is "+
				"answered with no executions", p, w.answer.Code), "ask for one of them")
		}
	}
	return nil
}

// parsePrefer reads the header's preferences and leaves out the foreign ones.
func parsePrefer(lines []string) ([]preference, error) {
	var all []preference
	for _, line := range lines {
		for _, item := range splitQuoted(line, ',') {
			// What follows a semicolon are parameters of the preference; ours have none.
			head := strings.TrimSpace(splitQuoted(item, ';')[0])
			if head == "" {
				continue
			}
			name, value, valued := strings.Cut(head, "=")
			name = strings.ToLower(strings.TrimSpace(name))
			if slices.Contains(foreign, name) || strings.HasPrefix(name, "odata.") {
				continue
			}
			if preferences[name] == nil {
				return nil, unknownPreference(name, !valued && len(all) > 0)
			}
			all = append(all, preference{name, unquote(strings.TrimSpace(value))})
		}
	}
	return all, nil
}

// parsePreferQuery reads the preferences among the query's parameters. What is
// wrong with others is not looked at: the API takes none.
func parsePreferQuery(query string) ([]preference, error) {
	var all []preference
	for _, pair := range strings.Split(query, "&") {
		key, value, _ := strings.Cut(pair, "=")
		key, err := url.QueryUnescape(key)
		name, ours := strings.CutPrefix(strings.ToLower(key), preferQuery)
		if err != nil || !ours {
			continue
		}
		if preferences[name] == nil {
			return nil, unknownPreference(name, false)
		}
		if value, err = url.QueryUnescape(value); err != nil {
			return nil, badInput("preference", name, fmt.Sprintf("%.120s: %v", pair, err), "write % as %25")
		}
		all = append(all, preference{name, value})
	}
	return all, nil
}

// unknownPreference is the Problem of a name that no preference has. One that is
// torn may be the rest of the value before it.
func unknownPreference(name string, torn bool) *Problem {
	hint := "known are scenario, count, status, seed, code, wait and fault"
	if torn {
		hint += `; a value with a comma in it stands in quotes: fault="latency:50/80ms,95/400ms"`
	}
	return badInput("preference", fmt.Sprintf("%.120s", name), fmt.Sprintf("no preference is called %.120q", name), hint)
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

func preferScenario(w *wish, v string, _ limits) error {
	if v == "" {
		return fmt.Errorf("want the name of a scenario")
	}
	w.answer.Scenario = v
	return nil
}

func preferCount(w *wish, v string, _ limits) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > fixtures.MaxCount {
		return fmt.Errorf("want a whole number from 0 to %d", fixtures.MaxCount)
	}
	w.answer.Count = &n
	return nil
}

func preferStatus(w *wish, v string, _ limits) error {
	if !slices.Contains(fixtures.States, v) {
		return fmt.Errorf("want one of %s", strings.Join(fixtures.States, ", "))
	}
	w.answer.Status = v
	return nil
}

func preferSeed(w *wish, v string, _ limits) error {
	n, err := strconv.ParseUint(v, 10, 64)
	if err != nil {
		return fmt.Errorf("want a whole number from 0 to 2^64-1")
	}
	w.answer.Seed = &n
	return nil
}

func preferCode(w *wish, v string, _ limits) error {
	n, err := strconv.Atoi(v)
	if err != nil || !forcible(n) {
		return fmt.Errorf("want 200 or an error status from 400 to 599")
	}
	w.answer.Code = n
	return nil
}

// preferWait reads seconds, whole as in RFC 7240 or with a fraction, or a Go duration.
func preferWait(w *wish, v string, l limits) error {
	if _, err := strconv.ParseFloat(v, 64); err == nil {
		v += "s"
	}
	wait, err := time.ParseDuration(v)
	if err != nil || wait < 0 || wait > l.wait {
		return fmt.Errorf("want seconds from 0 to %g", l.wait.Seconds())
	}
	d := fixtures.Duration(wait)
	w.answer.Wait = &d
	return nil
}

func preferFault(w *wish, v string, _ limits) error {
	f, err := fault.ParseShort(v)
	if err != nil {
		return err
	}
	if all, together := f.(fault.All); together {
		w.faults = append(w.faults, all...) // each has to find something to spoil
	} else {
		w.faults = append(w.faults, f)
	}
	if len(w.faults) > maxFaults {
		return fmt.Errorf("want at most %d faults", maxFaults)
	}
	return nil
}
