package mock

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fault"
)

// wish is what one request asked for with Prefer (RFC 7240) or the query.
type wish struct {
	answer  fixtures.Answer
	faults  []fault.Fault
	applied []preference // in the order asked, for Preference-Applied
}

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
