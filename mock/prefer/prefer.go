package prefer

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/problem"
)

// Preferences are those of one request, given by Prefer (RFC 7240) or the query. The zero
// value has none.
type Preferences struct {
	// Response has the preferred properties of the response, Faults its faults.
	Response fixtures.Response
	Faults   []fault.Fault
	given    []Preference // in the order of the request, for Preference-Applied
}

// preferences lists the known preferences, with the functions that read their values.
var preferences = map[string]func(p *Preferences, value string, limits Limits) error{
	"scenario": preferScenario,
	"count":    preferCount,
	"status":   preferStatus,
	"seed":     preferSeed,
	"code":     preferCode,
	"wait":     preferWait,
	"fault":    preferFault,
}

// Limits limits the preferences of a request.
type Limits struct{ Wait time.Duration }

// Read reads the preferences of a request. Its error is a *problem.Problem.
func Read(header http.Header, query string, l Limits) (*Preferences, error) {
	asked, err := parseHeader(header.Values("Prefer"))
	if err != nil {
		return nil, err
	}
	fromQuery, err := parseQuery(query)
	if err != nil {
		return nil, err
	}
	w := &Preferences{}
	for i, p := range append(asked, fromQuery...) {
		if first, twice := w.first(p.Name); twice {
			if i < len(asked) || p == first {
				continue // RFC 7240, section 2: in the header the first one counts
			}
			return nil, problem.BadInput("preference", p.Name, fmt.Sprintf("%.120s: %.120s is given already", p, first),
				"use one of them")
		}
		if err := preferences[p.Name](w, p.Value, l); err != nil {
			return nil, problem.BadInput("preference", p.Name, fmt.Sprintf("%.120s: %v", p, err), "")
		}
		w.given = append(w.given, p)
	}
	return w, w.contradiction()
}

// first returns the preference of a name that was read before. Faults accumulate.
func (w *Preferences) first(name string) (first Preference, found bool) {
	i := slices.IndexFunc(w.given, func(p Preference) bool { return p.Name == name && name != "fault" })
	if i < 0 {
		return Preference{}, false
	}
	return w.given[i], true
}

// contradiction returns an error for preferences that exclude each other: an error status
// is returned without executions.
func (w *Preferences) contradiction() error {
	if w.Response.Code < 400 {
		return nil
	}
	for _, p := range w.given {
		if p.Name == "count" || p.Name == "status" {
			return problem.BadInput("preference", p.Name, fmt.Sprintf("%s cannot be combined with code=%d, which is "+
				"served without executions", p, w.Response.Code), "use one of them")
		}
	}
	return nil
}

func preferScenario(w *Preferences, v string, _ Limits) error {
	if v == "" {
		return fmt.Errorf("want the name of a scenario")
	}
	w.Response.Scenario = v
	return nil
}

func preferCount(w *Preferences, v string, _ Limits) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > fixtures.MaxCount {
		return fmt.Errorf("want a whole number from 0 to %d", fixtures.MaxCount)
	}
	w.Response.Count = &n
	return nil
}

func preferStatus(w *Preferences, v string, _ Limits) error {
	if !slices.Contains(fixtures.States, v) {
		return fmt.Errorf("want one of %s", strings.Join(fixtures.States, ", "))
	}
	w.Response.Status = v
	return nil
}

func preferSeed(w *Preferences, v string, _ Limits) error {
	n, err := strconv.ParseUint(v, 10, 64)
	if err != nil {
		return fmt.Errorf("want a whole number from 0 to 2^64-1")
	}
	w.Response.Seed = &n
	return nil
}

func preferCode(w *Preferences, v string, _ Limits) error {
	n, err := strconv.Atoi(v)
	if err != nil || !Forcible(n) {
		return fmt.Errorf("want 200 or an error status from 400 to 599")
	}
	w.Response.Code = n
	return nil
}

// preferWait reads seconds, whole as in RFC 7240 or with a fraction, or a Go duration.
func preferWait(w *Preferences, v string, l Limits) error {
	if _, err := strconv.ParseFloat(v, 64); err == nil {
		v += "s"
	}
	wait, err := time.ParseDuration(v)
	if err != nil || wait < 0 || wait > l.Wait {
		return fmt.Errorf("want seconds from 0 to %g", l.Wait.Seconds())
	}
	d := fixtures.Duration(wait)
	w.Response.Wait = &d
	return nil
}

func preferFault(w *Preferences, v string, _ Limits) error {
	f, err := fault.ParseShort(v)
	if err != nil {
		return err
	}
	if all, together := f.(fault.All); together {
		w.Faults = append(w.Faults, all...) // separately: each must find something to change
	} else {
		w.Faults = append(w.Faults, f)
	}
	if len(w.Faults) > fault.Most {
		return fmt.Errorf("want at most %d faults", fault.Most)
	}
	return nil
}

// Forcible reports whether a status code can be requested: 200, and the errors.
func Forcible(status int) bool {
	return status == http.StatusOK || status >= 400 && status <= 599
}
