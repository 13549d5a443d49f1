package problem

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"net/http"

	"github.com/ringer-api/ringer/schemas/display"
)

// Problem is one of the mock's own errors. The zero Status is 400.
type Problem struct {
	Status int    `json:"status"`
	Type   string `json:"type"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	// Field is the input that is wrong, by the name that the client used.
	Field string `json:"field,omitempty"`
	// Hint describes what would be correct.
	Hint string `json:"hint,omitempty"`
}

func (p *Problem) Error() string {
	text := p.Title + ": " + p.Detail
	if p.Hint != "" {
		text += " (" + p.Hint + ")"
	}
	return text
}

// Header marks every response that is the mock's own and not the API's.
const Header = "Ringer-Problem"

// Of converts any error to a Problem; an unexpected one is a 500.
func Of(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{Status: http.StatusInternalServerError, Type: "urn:ringer:internal",
		Title: "the mock could not respond", Detail: err.Error()}
}

// Write sends the problem as a response.
func (p *Problem) Write(w http.ResponseWriter) {
	status, header, body := p.Response()
	maps.Copy(w.Header(), header)
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// Response returns the problem as an HTTP response.
func (p *Problem) Response() (status int, header http.Header, body []byte) {
	sent := *p
	sent.Status = cmp.Or(p.Status, http.StatusBadRequest)
	body, _ = json.Marshal(sent) // strings and an int cannot fail
	header = http.Header{}
	header.Set("Content-Type", "application/problem+json")
	header.Set("Cache-Control", "no-store")
	header.Set(Header, p.Type)
	return sent.Status, header, display.JSON(body)
}
