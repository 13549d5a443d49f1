package mock

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"net/http"

	"github.com/ringer-api/ringer/mock/fault"
)

// Problem is an error of the mock's own, in the form of RFC 9457. It never
// looks like an answer of the API: other content type, and a header that names
// ringer. The zero Status is 400.
type Problem struct {
	Status int    `json:"status"`
	Type   string `json:"type"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	// Field is the input that is wrong, as the client wrote its name.
	Field string `json:"field,omitempty"`
	// Hint says what would be right.
	Hint string `json:"hint,omitempty"`
}

func (p *Problem) Error() string {
	text := p.Title + ": " + p.Detail
	if p.Hint != "" {
		text += " (" + p.Hint + ")"
	}
	return text
}

// ownHeader marks every answer that is the mock's own and not the API's.
const ownHeader = "Ringer-Problem"

// problemOf turns any error into a Problem; what nobody foresaw is a 500.
func problemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{Status: http.StatusInternalServerError, Type: "urn:ringer:internal",
		Title: "the mock could not answer", Detail: err.Error()}
}

// write sends the problem.
func (p *Problem) write(w http.ResponseWriter) {
	a := p.answer()
	maps.Copy(w.Header(), a.Header)
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body)
}

// answer is the problem as it goes out.
func (p *Problem) answer() *fault.Answer {
	sent := *p
	sent.Status = cmp.Or(p.Status, http.StatusBadRequest)
	body, _ := json.Marshal(sent) // strings and an int cannot fail
	h := http.Header{}
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	h.Set(ownHeader, p.Type)
	return &fault.Answer{Status: sent.Status, Header: h, Body: body}
}

// about says of a request's own input that it brought a Problem about.
func about(err error, field, hint string) error {
	var p *Problem
	if !errors.As(err, &p) || p.Field == "" {
		return err
	}
	again := *p
	again.Field, again.Hint = field, hint
	return &again
}

// badInput is the Problem of a request that asks the mock for what it cannot do.
func badInput(kind, field, detail, hint string) *Problem {
	return &Problem{Status: http.StatusBadRequest, Type: "urn:ringer:" + kind,
		Title: "the mock cannot do what this request asks for", Field: field, Detail: detail, Hint: hint}
}
