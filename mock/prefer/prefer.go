package prefer

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/problem"
)

// Preferences are those of one request, given by Prefer (RFC 7240) or the query. The zero
// value has none.
type Preferences struct {
	// Example is the name of the documented example that is the response; empty for none.
	Example string
	// Dynamic ignores the examples of the description.
	Dynamic bool
	// Wait is how long a create operation waits for the end of its job (RFC 7240); 0 for not at
	// all.
	Wait time.Duration
	// Response has the preferred properties of the response, Faults its faults.
	Response fixtures.Response
	Faults   []fault.Fault
	// Ignored are the preferences that are not ringer's, or that it cannot read as its own.
	Ignored []journal.IgnoredPreference
	given   []Preference // in the order of the request, for Preference-Applied
}

// Config is what an API and its mock allow to preferences.
type Config struct {
	// MaxDelay is the longest delay of a response that a request may ask for.
	MaxDelay time.Duration
	// Plain are the names of PlainNames that the API keeps for ringer. In any other API they
	// are the API's own, and ringer's begin with ringer-.
	Plain []string
	// States are the names of the states that a request may ask for.
	States []string
	// Described reports that responses are made from the description, so that a request may
	// ask for one of its examples, or for none.
	Described bool
	// Waits reports that the operation waits for the end of the job that it creates.
	Waits bool
}

// Read reads the preferences of a request. Unknown ones are ignored, as RFC 7240 requires,
// and so are known names with values of another grammar. Its error is a *problem.Problem;
// what was ignored is known then, too.
func Read(header http.Header, query string, c Config) (*Preferences, error) {
	r := reader{config: c}
	w := &Preferences{}
	err := r.header(header.Values("Prefer"))
	if err == nil {
		err = r.query(query)
	}
	if err == nil {
		err = w.takeAll(&r)
	}
	w.Ignored = r.ignored.all()
	return w, err
}

// takeAll reads the values.
func (w *Preferences) takeAll(r *reader) error {
	for _, p := range r.asked {
		if first, twice := w.first(p.known); twice {
			switch {
			case p.Value == first.Value:
			case p.inQuery:
				return problem.BadInput("preference", p.Name, fmt.Sprintf("%.120s: %.120s is given already", p, first),
					"use one of them")
			default: // RFC 7240, section 2: in the header the first one counts
				r.ignored.add(p.written, func() string { return "given already" })
			}
			continue
		}
		if err := p.known.read(w, p.Value, r.config); err != nil {
			return problem.BadInput("preference", p.Name, fmt.Sprintf("%.120s: %v", p, err), "")
		}
		w.given = append(w.given, p)
	}
	return w.contradiction()
}

// first returns the preference that was read before, by whichever name. Faults accumulate.
func (w *Preferences) first(k *known) (first Preference, found bool) {
	i := slices.IndexFunc(w.given, func(p Preference) bool { return p.known == k && k.name != nameFault })
	if i < 0 {
		return Preference{}, false
	}
	return w.given[i], true
}

// contradiction returns an error for preferences that exclude each other: an error status
// is returned without jobs.
func (w *Preferences) contradiction() error {
	if w.Response.Code < 400 {
		return nil
	}
	for _, p := range w.given {
		if p.known.name == nameCount || p.known.name == nameStatus {
			return problem.BadInput("preference", p.Name, fmt.Sprintf("%s cannot be combined with code=%d, which is "+
				"served without jobs", p, w.Response.Code), "use one of them")
		}
	}
	return nil
}

func preferExample(w *Preferences, v string, _ Config) error {
	w.Example = v
	return nil
}

func preferDynamic(w *Preferences, v string, _ Config) error {
	w.Dynamic = strings.EqualFold(v, "true")
	return nil
}

// usualWait is how long a request waits that does not say how long.
const usualWait = 60

// maxPreferredWait limits a wait, in seconds; the mock has its own limit in real time.
const maxPreferredWait = 24 * 60 * 60

func preferWait(w *Preferences, v string, _ Config) error {
	n := usualWait
	if v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil || n > maxPreferredWait {
			return fmt.Errorf("want whole seconds up to %d", maxPreferredWait)
		}
	}
	w.Wait = time.Duration(n) * time.Second
	return nil
}

func preferScenario(w *Preferences, v string, _ Config) error {
	w.Response.Scenario = v
	return nil
}

func preferCount(w *Preferences, v string, _ Config) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > fixtures.MaxCount {
		return fmt.Errorf("want a whole number from 0 to %d", fixtures.MaxCount)
	}
	w.Response.Count = &n
	return nil
}

func preferStatus(w *Preferences, v string, c Config) error {
	if len(c.States) == 0 {
		return errors.New("no job of this API has states")
	}
	if !slices.Contains(c.States, v) {
		return fmt.Errorf("want one of %s", strings.Join(c.States, ", "))
	}
	w.Response.Status = v
	return nil
}

func preferSeed(w *Preferences, v string, _ Config) error {
	n, err := strconv.ParseUint(v, 10, 64)
	if err != nil {
		return fmt.Errorf("want a whole number from 0 to 2^64-1")
	}
	w.Response.Seed = &n
	return nil
}

func preferCode(w *Preferences, v string, _ Config) error {
	n, err := strconv.Atoi(v)
	if err != nil || !Forcible(n) {
		return fmt.Errorf("want 200 or an error status from 400 to 599")
	}
	w.Response.Code = n
	return nil
}

// preferDelay reads seconds, whole as in RFC 7240 or with a fraction, or a Go duration.
func preferDelay(w *Preferences, v string, c Config) error {
	if _, err := strconv.ParseFloat(v, 64); err == nil {
		v += "s"
	}
	wait, err := time.ParseDuration(v)
	if err != nil || wait < 0 || wait > c.MaxDelay {
		return fmt.Errorf("want seconds from 0 to %g", c.MaxDelay.Seconds())
	}
	d := fixtures.Duration(wait)
	w.Response.Wait = &d
	return nil
}

func preferFault(w *Preferences, v string, _ Config) error {
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
