package journal

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/problem"
)

// Filter selects exchanges of a journal. A zero field matches all exchanges.
type Filter struct {
	Session string
	// API is the name of the API, in a mock of several.
	API string
	// Operation is the documented operation's id.
	Operation string
	Method    string
	// Path is a part of the path and query, with or without the base path of the server.
	Path string
	// Status is a response's status code, or its first digit: 4 for 400 to 499.
	Status int
	// Since excludes exchanges before this time of the session's clock.
	Since time.Time
	// Trace is the trace of a single exchange.
	Trace string
	// Refused selects the exchanges that were refused before they reached the
	// scenario (true), or the others (false); nil selects both.
	Refused *bool
	// Fault selects the exchanges changed by a fault whose short form contains this
	// text; "*" is any fault.
	Fault string
	// Limit keeps only this many exchanges, the latest; 0 keeps all.
	Limit int
}

// Matches reports whether the filter selects the exchange, apart from Limit, which
// only Last applies.
func (f *Filter) Matches(e *Entry) bool {
	return (f.Session == "" || f.Session == e.Trace.Session) &&
		(f.API == "" || f.API == e.Trace.API) &&
		(f.Operation == "" || f.Operation == e.Trace.Operation) &&
		(f.Method == "" || strings.EqualFold(f.Method, e.Method)) &&
		(strings.Contains(e.URL, f.Path) || strings.Contains(e.Base+e.Path, f.Path)) &&
		(f.Status == 0 || f.Status == e.Status || f.Status == e.Status/100) &&
		!e.At.Before(f.Since) &&
		(f.Trace == "" || f.Trace == e.Trace.ID) &&
		(f.Refused == nil || *f.Refused == (e.Trace.Refused != "")) &&
		(f.Fault == "" || e.Trace.hasFault(f.Fault))
}

// isAt reports whether a path is that of the exchange, with or without the base path.
func (e *Entry) isAt(path string) bool {
	return path == e.Path || e.Base != "" && (path == e.Base+e.Path || e.Base+path == e.Path)
}

// Last applies Limit.
func (f *Filter) Last(found []Entry) []Entry {
	if f.Limit > 0 && len(found) > f.Limit {
		return found[len(found)-f.Limit:]
	}
	return found
}

// hasFault reports whether a fault whose short form contains this text was applied.
func (t *Trace) hasFault(part string) bool {
	return slices.ContainsFunc(t.Faults, func(d FaultOutcome) bool {
		return d.Applied && (part == "*" || strings.Contains(d.Fault, part))
	})
}

// filterFields reads the parameters of a query into a filter.
var filterFields = map[string]func(f *Filter, value string) error{
	"session":   func(f *Filter, v string) error { f.Session = v; return nil },
	"api":       func(f *Filter, v string) error { f.API = v; return nil },
	"operation": func(f *Filter, v string) error { f.Operation = v; return nil },
	"method":    func(f *Filter, v string) error { f.Method = v; return nil },
	"path":      func(f *Filter, v string) error { f.Path = v; return nil },
	"status":    filterStatus,
	"since":     filterSince,
	"trace":     func(f *Filter, v string) error { f.Trace = v; return nil },
	"refused":   filterRefused,
	"fault":     func(f *Filter, v string) error { f.Fault = v; return nil },
	"limit":     filterLimit,
}

// ParseFilter reads a filter from the parameters of a query: session, api, operation, method,
// path, status (404 or 4xx), since (RFC 3339), trace, refused (true or false), fault and
// limit. Operations are the ids of all operations of the API; none allows any. Its error is a
// *problem.Problem that names the parameter.
func ParseFilter(query url.Values, operations []string) (Filter, error) {
	var f Filter
	for _, name := range slices.Sorted(maps.Keys(query)) {
		read := filterFields[name]
		if read == nil {
			return f, problem.BadInput("parameter", name, fmt.Sprintf("no filter is called %.100q", name),
				"known are "+strings.Join(slices.Sorted(maps.Keys(filterFields)), ", "))
		}
		if len(query[name]) > 1 {
			return f, problem.BadInput("parameter", name, name+" is given more than once", "give it once")
		}
		if err := read(&f, query.Get(name)); err != nil {
			return f, problem.BadInput("parameter", name, fmt.Sprintf("%s is %.100q: %v", name, query.Get(name), err), "")
		}
	}
	if f.Operation != "" && len(operations) > 0 && !slices.Contains(operations, f.Operation) {
		return f, problem.BadInput("parameter", "operation", fmt.Sprintf("operation is %.100q: want one of %s",
			f.Operation, strings.Join(operations, ", ")), "")
	}
	return f, nil
}

func filterStatus(f *Filter, v string) error {
	if class, ok := strings.CutSuffix(strings.ToLower(v), "xx"); ok && len(class) == 1 {
		v = class
	} else if len(v) != 3 {
		v = ""
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		return fmt.Errorf("want a status such as 404, or a class such as 4xx")
	}
	f.Status = n
	return nil
}

func filterSince(f *Filter, v string) error {
	at, err := time.Parse(time.RFC3339Nano, v)
	if err != nil {
		return fmt.Errorf("want a time such as 2024-10-01T12:00:00Z, by the session's clock")
	}
	f.Since = at
	return nil
}

func filterRefused(f *Filter, v string) error {
	b, err := strconv.ParseBool(v)
	if err != nil {
		return fmt.Errorf("want true or false")
	}
	f.Refused = &b
	return nil
}

func filterLimit(f *Filter, v string) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		return fmt.Errorf("want a whole number from 1")
	}
	f.Limit = n
	return nil
}
