package operation

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// seed is that of the generated parts of a response about a job.
func (r *Request) seed(j *world.Job) uint64 { return r.View.Seed ^ random.Hash(r.Place.Name, j.ID) }

// retryAfter is how long a client is told to wait before the next poll, in seconds.
const retryAfter = 1

// setHeaders sets the documented headers about a job: where it is, and when to poll again.
func (r *Request) setHeaders(a *Response, j *world.Job) {
	if r.status/100 == 3 {
		a.Header.Set("Location", r.address(j, r.resultPath()))
	}
	headers := r.documented().Headers
	monitored := slices.ContainsFunc(headers, func(h schemas.Header) bool { return world.IsMonitor(h.Name) })
	for _, h := range headers {
		switch name := http.CanonicalHeaderKey(h.Name); {
		case name == "Location" && r.status/100 == 3:
		case monitored && name == "Location":
			// Beside the address of the job it is that of its result.
			if to := cmp.Or(r.address(j, r.resultPath()), r.address(j, r.getPath())); to != "" {
				a.Header.Set(h.Name, to)
			}
		case world.IsMonitor(name) && r.monitor != "":
			a.Header.Set(h.Name, r.monitor)
		case world.IsMonitor(name), name == "Location", name == "Content-Location":
			if to := r.address(j, r.getPath()); to != "" {
				a.Header.Set(h.Name, to)
			}
		case name == "Retry-After":
			if seen, err := r.View.Snapshot(*j); err == nil && !seen.Ended() && len(r.Place.States) > 0 {
				a.Header.Set(h.Name, strconv.Itoa(retryAfter))
			}
		default:
			if h.Required && h.Schema != nil {
				a.Header.Set(h.Name, r.headerValue(&h, j))
			}
		}
	}
}

// setMonitor sets the headers with the address of the job that the operation has started besides.
func (r *Request) setMonitor(a *Response) {
	for _, h := range r.documented().Headers {
		if world.IsMonitor(h.Name) && r.monitor != "" {
			a.Header.Set(h.Name, r.monitor)
		}
	}
}

// headerValue generates the value of a documented header.
func (r *Request) headerValue(h *schemas.Header, j *world.Job) string {
	o := r.Options
	o.Seed = r.seed(j)
	value, _ := r.Values.Value(h.Schema, o)
	return strings.Trim(string(value), `"`)
}

// getPath is the path of the operation that gets a job; "" if there is none.
func (r *Request) getPath() string {
	if len(r.Place.Gets) == 0 {
		return ""
	}
	return r.Place.Gets[0].Path
}

// resultPath is the path of an operation that gets the results of one job; "" if there is
// none.
func (r *Request) resultPath() string {
	if r.Place.ID == nil {
		return ""
	}
	for _, name := range r.Place.Results {
		method, path, _ := strings.Cut(string(name), " ")
		if method == http.MethodGet && strings.Contains(path, "{"+r.Place.ID.Parameter+"}") {
			return path
		}
	}
	for _, name := range r.Place.Results { // elsewhere, under the same id: /reports/{report}
		method, path, _ := strings.Cut(string(name), " ")
		before, rest, ok := strings.Cut(path, "{")
		_, after, _ := strings.Cut(rest, "}")
		if method == http.MethodGet && ok && !strings.Contains(after, "{") {
			return before + "{" + r.Place.ID.Parameter + "}" + after
		}
	}
	return ""
}

// address is the URL of a path about a job; "" if the job's ids do not complete it.
func (r *Request) address(j *world.Job, path string) string {
	return r.addressOf(r.Place.Resource, j, path)
}

func (r *Request) addressOf(of *world.Resource, j *world.Job, path string) string {
	if path == "" || of.ID == nil {
		return ""
	}
	for name, value := range j.Scope.Params.All {
		path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(value))
	}
	id := url.PathEscape(j.ID)
	if of.Slashes {
		id = strings.ReplaceAll(id, "%2F", "/")
	}
	path = strings.ReplaceAll(path, "{"+of.ID.Parameter+"}", id)
	if strings.Contains(path, "{") {
		return ""
	}
	to := url.URL{Scheme: r.URL.Scheme, Host: r.URL.Host}
	return to.String() + r.prefix() + path
}

// prefix is what the request's path has before the path of the description.
func (r *Request) prefix() string {
	literal, _, _ := strings.Cut(r.Operation.Path, "{")
	before, _, found := strings.Cut(r.URL.EscapedPath(), literal)
	if !found || literal == "/" {
		return ""
	}
	return before
}

// setDeleted makes the generated response of a deletion name the job.
func (r *Request) setDeleted(a *Response, j *world.Job) {
	if len(a.Body) == 0 || a.Body[0] != '{' {
		return
	}
	if r.Place.ID != nil {
		a.Body = replace(a.Body, r.Place.ID.At, edit.Quote(j.ID))
	}
	a.Body = replace(a.Body, "/deleted", []byte("true"))
}

// replace sets a value that is there, if it is of the same type.
func replace(body []byte, at jobs.Pointer, value []byte) []byte {
	old, err := edit.Get(body, at)
	if err != nil || (old[0] == '"') != (value[0] == '"') {
		return body
	}
	if changed, err := edit.Set(body, at, value); err == nil {
		return changed
	}
	return body
}
