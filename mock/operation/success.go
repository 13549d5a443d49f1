package operation

import (
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// success returns an empty response with the documented status code of a success.
func (r *Request) success() *Response {
	a := &Response{Status: http.StatusOK, Header: http.Header{}}
	if documented := r.documented(); documented.Status != 0 {
		a.Status = documented.Status
	}
	return a
}

// Status returns the status code of an operation's success.
func Status(op *schemas.Operation, role jobs.Role) int {
	r := &Request{Operation: op, Place: world.Place{Role: role}}
	return r.success().Status
}

// preferred are the status codes of a success, the most fitting first.
var preferred = map[jobs.Role][]int{
	jobs.CreateRole: {http.StatusCreated, http.StatusAccepted, http.StatusOK},
	jobs.CancelRole: {http.StatusOK, http.StatusAccepted, http.StatusNoContent},
	jobs.DeleteRole: {http.StatusNoContent, http.StatusOK, http.StatusAccepted},
}

// documented returns the documented response of a success: a fitting one, else the first. Of an
// operation that starts another job, it tells where that is.
func (r *Request) documented() schemas.Response {
	if response, is := r.Operation.Responses[r.status]; is {
		return response
	}
	for _, status := range append(preferred[r.Place.Role], http.StatusOK, http.StatusAccepted) {
		response := r.Operation.Responses[status]
		if r.Monitor != nil && slices.ContainsFunc(response.Headers, func(h schemas.Header) bool { return world.IsMonitor(h.Name) }) {
			return response
		}
	}
	for _, status := range preferred[r.Place.Role] {
		if response, ok := r.Operation.Responses[status]; ok {
			return response
		}
	}
	if response, ok := r.Operation.Responses[http.StatusOK]; ok {
		return response
	}
	var found schemas.Response
	for _, response := range r.Operation.HasResponse {
		switch {
		case response.Status/100 == 2:
			return response
		case response.Statuses == "2XX":
			found = response
			found.Status = http.StatusOK
		case response.Statuses == "default" && found.Statuses == "":
			found = response
			found.Status = http.StatusOK
		}
	}
	return found
}

// media returns the media type of the documented response that the request chooses.
func (r *Request) media() (schemas.Media, bool) { return r.choose(r.documented().Content) }

// speaksJSON reports whether the response is in JSON, or has no documented type.
func (r *Request) speaksJSON() bool {
	media, ok := r.media()
	return !ok || r.isJSON(media.Type)
}

// setJSON makes a text in JSON the body.
func (r *Request) setJSON(a *Response, body []byte) {
	a.Body = body
	kind := "application/json"
	if media, ok := r.media(); ok && schemas.IsJSON(media.Type) && !strings.Contains(media.Type, "*") {
		kind = media.Type
	}
	a.Header.Set("Content-Type", kind)
}

// setRecord puts a record at its place in a response, whose other parts are generated.
func (r *Request) setRecord(a *Response, record []byte, seed uint64) error {
	at := r.Place.Record[r.name()]
	if at == "" {
		r.setJSON(a, record)
		return nil
	}
	changed, err := setAt(r.value(seed), at, record)
	if err != nil {
		return err
	}
	r.setJSON(a, changed)
	return nil
}

// setAt puts a record at a place of a body. Each element of an array (/-) is such a place:
// the record is the only one, with the rest of the first that was generated.
func setAt(body []byte, at jobs.Pointer, record []byte) ([]byte, error) {
	list, inside, ok := strings.Cut(at+"/", "/-/")
	if !ok {
		return edit.Set(body, at, record)
	}
	item := record
	if inside = strings.TrimSuffix(inside, "/"); inside != "" {
		first, err := edit.Get(body, list+"/0")
		if err != nil {
			first = []byte("{}")
		}
		if item, err = edit.Set(first, "/"+inside, record); err != nil {
			return nil, err
		}
	}
	items := append(append([]byte("["), item...), ']')
	if list == "" {
		return items, nil
	}
	return edit.Set(body, list, items)
}

// value generates a value for the response's body.
func (r *Request) value(seed uint64) []byte {
	media, ok := r.media()
	if !ok {
		return nil
	}
	body, _ := r.Values.Body(media, r.optionsOf(seed))
	return body
}
