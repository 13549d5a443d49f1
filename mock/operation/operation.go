package operation

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Request is a valid request to an operation, and what its response depends on.
type Request struct {
	Operation *schemas.Operation
	Place     world.Place
	// Job is the id of the job that the request names; empty if it names none.
	Job string
	// Params are the parameters of the path.
	Params map[string]string
	// Wish has the input of a request that creates a job.
	Wish world.Wish
	// Files are those of the request's body.
	Files []File
	// Header is the request's.
	Header http.Header
	// URL is the address that the client sent the request to.
	URL *url.URL
	// View is the collection that the request is about; nil for an operation that belongs to
	// no resource.
	View    *scenario.View
	Session *session.Session
	Values  *value.Maker
	// Options are those of generated values.
	Options value.Options
	// Monitor is the resource of the job that the operation starts besides; nil for none.
	Monitor *world.Resource
	// Wait is how long the request prefers to wait for the end of the job that it creates, by the
	// session's clock; MaxWait limits it in real time.
	Wait, MaxWait time.Duration

	monitor string // the address of that job
	status  int    // a documented one of the response; 0 for that of the role
}

// Response is the response of an operation.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
	// Started is the id of the job that the request created; empty for none.
	Started string
	// Changed reports that the request changed the collection.
	Changed bool
	// Breaks reports that a record was allowed to break the contract, by hand.
	Breaks bool
	// Delay is how long the response waits, in real time.
	Delay time.Duration
	// Waited reports that the preference to wait was followed; NotWaited is why it was not, if
	// there was one.
	Waited    bool
	NotWaited string
	// Ignored are the documented query parameters without an effect.
	Ignored []Ignored
}

// ErrNotFound reports that no job has the id that the request names.
var ErrNotFound = errors.New("there is no such job")

// RefusedError reports that the state of a job does not allow what the request wants.
type RefusedError struct {
	// Status are the codes that fit, the best first.
	Status []int
	// Exact reports that the first one is the response's whatever is documented.
	Exact bool
	Why   string
}

func (e *RefusedError) Error() string { return e.Why }

// Respond returns the response. The error is ErrNotFound, a *RefusedError, or one of the
// mock's own.
func Respond(r *Request) (*Response, error) {
	a, err := r.respond()
	if a != nil && err == nil && r.Place.Role != jobs.ListRole {
		a.Ignored = r.unused()
	}
	return a, err
}

// unused are the documented query parameters of a request other than a list: all but the one
// that names the job. A Kind that is not Propertied knows its own.
func (r *Request) unused() (all []Ignored) {
	if r.Place.Resource != nil {
		if _, is := r.Place.Kind.(world.Propertied); !is {
			return nil
		}
	}
	query := r.URL.Query()
	for _, p := range r.Operation.Parameters {
		named := r.Place.Resource != nil && r.Place.ID != nil && p.Name == r.Place.ID.Parameter
		if _, said := r.wantsStream(); said && p.Name == "stream" {
			continue
		}
		if p.In == "query" && query.Has(p.Name) && !named && len(all) < maxIgnored {
			all = append(all, Ignored{p.Name, withoutEffect})
		}
	}
	return all
}

func (r *Request) respond() (*Response, error) {
	if err := r.unacceptable(); err != nil {
		return nil, err
	}
	if r.Job != "" && r.Operation.Method == http.MethodPut && (r.Place.Role == jobs.CreateRole || r.Place.Role == jobs.UpdateRole) {
		return r.put()
	}
	switch r.Place.Role {
	case jobs.CreateRole:
		return r.create()
	case jobs.ListRole:
		return r.list()
	case jobs.GetRole, jobs.StatusGetRole:
		return r.get()
	case jobs.ResultsRole:
		return r.results()
	case jobs.CancelRole, jobs.PauseRole, jobs.ResumeRole, jobs.UpdateRole, world.ActRole:
		return r.change()
	case jobs.DeleteRole:
		return r.remove()
	case world.ContentRole:
		return r.content()
	}
	return r.generated()
}

// name is the operation as the job model names it.
func (r *Request) name() jobs.Operation { return jobs.Of(r.Operation) }

// render returns the record of a job.
func (r *Request) render(to *Response, j *world.Job) ([]byte, error) {
	to.Breaks = to.Breaks || j.Patch != nil && j.Patch.Breaks
	return r.View.Render(j)
}
