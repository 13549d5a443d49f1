package control

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
)

// FaultList is the faults of a session. Each is read as an object such as
// {"kind": "latency", "fixed": "2s"} or in the short form, "latency:2s", and
// written in the short form.
type FaultList struct {
	Faults []json.RawMessage `json:"faults" doc:"each an object such as {\"kind\":\"latency\",\"fixed\":\"2s\"}, or the short form, \"latency:2s\""`
}

func faultsRoutes() []route {
	list := FaultList{[]json.RawMessage{json.RawMessage(`"latency:2s"`)}}
	return []route{
		{id: "listFaults", method: http.MethodGet, path: "/sessions/{session}/faults", summary: "The session's own faults",
			more: "Without those of its scenario.", out: list, responds: (*call).listFaults},
		{id: "setFaults", method: http.MethodPut, path: "/sessions/{session}/faults", summary: "Apply faults to every response of a session",
			more:  "Replaces the faults it had. A session that does not exist is made.",
			makes: true, in: list, out: list, responds: (*call).setFaults},
		{id: "clearFaults", method: http.MethodDelete, path: "/sessions/{session}/faults", summary: "Remove the session's own faults",
			responds: (*call).clearFaults},
	}
}

func (c *call) listFaults() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	return faultListOf(s), nil
}

func faultListOf(s *session.Session) FaultList {
	list := FaultList{Faults: []json.RawMessage{}}
	for _, f := range s.Faults() {
		list.Faults = append(list.Faults, edit.Quote(f.String()))
	}
	return list
}

func (c *call) setFaults() (any, error) {
	var list FaultList
	if err := c.read(&list); err != nil {
		return nil, err
	}
	if list.Faults == nil {
		return nil, badBody("faults", "faults is missing", "want an array, empty for none")
	}
	faults := make([]fault.Fault, len(list.Faults))
	for i, raw := range list.Faults {
		f, err := fault.Parse(raw)
		if err != nil {
			return nil, wrongFault("faults/"+strconv.Itoa(i), err)
		}
		faults[i] = f
	}
	return c.change(func(s *session.Session) (any, error) {
		if err := s.SetFaults(faults...); err != nil {
			return nil, err
		}
		return faultListOf(s), nil
	})
}

// wrongFault names the parameter of the fault that is wrong.
func wrongFault(at string, err error) *problem.Problem {
	var wrong *fault.Error
	if errors.As(err, &wrong) && wrong.Field != "" {
		at += "/" + wrong.Field
	}
	return problem.BadInput("fault", at, err.Error(), "")
}

func (c *call) clearFaults() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	return nil, s.SetFaults()
}
