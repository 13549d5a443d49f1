package observation

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
	"github.com/ringer-api/ringer/schemas/document"
)

// described creates jobs with the example that the description has of a request body.
type described struct {
	jobs   *Jobs
	create *schemas.Operation // nil when there is none
}

// Like returns nil: records need not show all of what they were created with.
func (d described) Like([]Record) []byte { return nil }

// Example returns the first example of the request body.
func (d described) Example() (body []byte, known bool) {
	if d.create == nil || d.create.Request == nil {
		return nil, false
	}
	for _, media := range d.create.Request.Content {
		examples := media.Examples
		if media.Schema != nil {
			examples = append(examples[:len(examples):len(examples)], media.Schema.Definition().Examples()...)
		}
		if len(examples) > 0 {
			return examples[0].AppendJSON(nil, nil), true
		}
	}
	return nil, false
}

// Valid returns the body itself.
func (d described) Valid(body []byte, _ bool) []Body {
	return []Body{{Name: "usual", Content: body, Why: exchange.A(d.jobs.Noun) + " as the description has it for an example"}}
}

// Wrong returns bodies that are no JSON.
func (d described) Wrong([]byte) []Body {
	if d.create == nil || d.create.Request == nil || !d.create.Request.Required {
		return nil
	}
	return []Body{
		{Name: "missing-body", Wrong: []string{""}},
		{Name: "malformed-json", Content: []byte(`{"`), Wrong: []string{""}, Also: []int{http.StatusBadRequest}},
	}
}

// Echo compares the places that repeat the request.
func (d described) Echo(body []byte, r Record) (*Difference, bool) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var requested any
	if decoder.Decode(&requested) != nil {
		return nil, false
	}
	compared := false
	for _, at := range d.jobs.FromRequest {
		want, asked := valueAt(requested, at)
		got, shown := r.at(at)
		if !asked || !shown || HasInvalid(got) {
			continue
		}
		if !contains(got, want) {
			name := document.SplitPointer(at)
			return &Difference{At: at, Expected: display.Excerpt(Text(want), 120) + ", as requested",
				Got: display.Excerpt(Text(got), 120), Key: name[len(name)-1]}, true
		}
		compared = true
	}
	return nil, compared
}

// Keys returns nil: nobody knows.
func (d described) Keys([]byte) []string { return nil }

// HasResults returns false: nobody knows.
func (d described) HasResults(Record) bool { return false }
