package session

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Poll is a request that looked at a job, and what its response showed.
type Poll struct {
	Trace string    `json:"trace"`
	At    time.Time `json:"at" doc:"by the session's clock"`
	// Status is the response's status code; 0 if there was none.
	Status int `json:"status" doc:"the status code of the response; 0 if there was none"`
	// State is what the response showed, Record the job in it.
	State  string          `json:"state,omitempty" doc:"the state that the response showed; absent if it showed none"`
	Record json.RawMessage `json:"record,omitempty" doc:"the job's record in the response"`
	// Missing reports that a list without the job was the response, or a page of it.
	Missing bool `json:"missing,omitempty" doc:"whether the response was a list, or a page of one, without the job"`
}

// maxPolls limits the polls of one job that are listed.
const maxPolls = 200

// Looks tells which exchanges looked at a collection.
type Looks struct {
	resource *world.Resource
	of       world.Scope
}

// Look prepares to find the exchanges that looked at a collection.
func (s *Session) Look(of world.Scope) (Looks, error) {
	r, err := s.all.config.Resources.Resource("resource", of.Resource)
	return Looks{r, of}, err
}

// Of reports whether an exchange looked at the whole collection, or at which of its jobs.
func (l *Looks) Of(e *journal.Entry) (list bool, id string) {
	is := func(op string, api string) bool { return op == e.Trace.Operation && api == e.Trace.API }
	for i := range l.resource.Gets {
		if is(l.resource.Gets[i].Operation, l.resource.API) && l.resource.ID != nil && l.within(e) {
			return false, e.Params[l.resource.ID.Parameter]
		}
	}
	for i := range l.resource.Lists {
		if is(l.resource.Lists[i].Operation, l.resource.API) && l.within(e) {
			return true, ""
		}
	}
	return false, ""
}

// within reports whether the path parameters of an exchange name the collection.
func (l *Looks) within(e *journal.Entry) bool {
	for name, value := range l.of.Params.All {
		if given, is := e.Params[name]; is && given != value {
			return false
		}
	}
	return true
}

// PollsIn returns the requests of the journal that looked at a job, oldest first, with its memory
// taken from room.
func (s *Session) PollsIn(room *budget.Room, which Which) ([]Poll, error) {
	v, j, err := s.find(room, which)
	if err != nil {
		return nil, err
	}
	looks, err := s.Look(j.Scope)
	if err != nil {
		return nil, err
	}
	entries := s.Journal()
	if err := room.Take(int64(len(entries))*budget.EntrySize, "the journal"); err != nil {
		return nil, err
	}
	polls := []Poll{}
	for _, e := range slices.Backward(entries) {
		list, id := looks.Of(&e)
		if !list && id != j.ID {
			continue
		}
		p := Poll{Trace: e.Trace.ID, At: e.At, Status: e.Status}
		if p.Record = recordIn(v.Resource, &e, j.ID, list); p.Record != nil {
			p.State = v.Resource.Kind.State(p.Record)
		}
		p.Missing = list && p.Record == nil && e.Status/100 == 2 && !e.Clipped
		if err := room.Take(int64(len(p.Record))*2, "what clients saw"); err != nil {
			return nil, err
		}
		if polls = append(polls, p); len(polls) == maxPolls {
			break
		}
	}
	slices.Reverse(polls)
	return polls, nil
}

// recordIn returns the record of a job in a response; nil if it is not there.
func recordIn(r *world.Resource, e *journal.Entry, id string, list bool) json.RawMessage {
	if e.Status/100 != 2 || len(e.ResponseBody) == 0 || r.ID == nil {
		return nil
	}
	if !list {
		return whole(e.ResponseBody)
	}
	for _, items := range itemsOf(r) {
		body := []byte(e.ResponseBody)
		if items != "" {
			var err error
			if body, err = edit.Get(body, items); err != nil {
				continue
			}
		}
		var all []json.RawMessage
		if json.Unmarshal(body, &all) != nil {
			continue
		}
		for _, one := range all {
			if r.Kind.Literal(one).JobID() == id {
				return one
			}
		}
	}
	return nil
}

// whole is a body that is a JSON object.
func whole(body []byte) json.RawMessage {
	if !json.Valid(body) || body[0] != '{' {
		return nil
	}
	return body
}

// itemsOf returns where list responses of a resource have their items: the root if it is not
// known.
func itemsOf(r *world.Resource) []jobs.Pointer {
	var all []jobs.Pointer
	for _, op := range r.List {
		at := r.Record[op]
		if n := len(at); n >= 2 && at[n-2:] == "/-" {
			at = at[:n-2]
		}
		if !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	return all
}
