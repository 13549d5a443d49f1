package plain

import "net/http"

// Response is a complete response, except for the headers that the server adds to every
// response.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
	// Omitted is the number of problems beyond those that are listed.
	Omitted int
	// Problems are what is wrong with the request; empty when the refusal is about something
	// else.
	Problems []Problem
}
