package contract

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// reading is what a body says, read once for all rules.
type reading struct {
	// response is what the operation documents for the status; nil when
	// nothing, and then the body is nobody's promise.
	response *schemas.Response
	// syntax is why the body is no JSON; schema is where it breaks its schema.
	syntax, schema []schemas.Violation
	value          any      // the body, numbers as json.Number
	records        []Record // executions in it that keep the schema
	problems       []problem
}

// problem is one element of a 422's detail.
type problem struct {
	place     string
	loc       []string
	msg, kind string
}

// read reads the answer's body against what the description says of it. Only
// a whole answer is read.
func (x *Exchange) read(d *schemas.Description) {
	x.reading = &reading{}
	op := d.Operation(x.Probe.Operation)
	if op == nil || x.Answer == nil || x.Fault != nil || x.Probe.Expect.Kind == NoRoute ||
		x.Probe.Expect.Kind == NoMethod {
		return
	}
	response, documented := op.Responses[x.Answer.Status]
	if !documented || response.Schema == nil {
		return
	}
	r := x.reading
	r.response = &response
	for _, v := range response.Schema.Validate(x.Answer.Content) {
		if v.Keyword == "syntax" {
			r.syntax = append(r.syntax, v)
		} else {
			r.schema = append(r.schema, v)
		}
	}
	if len(r.syntax) > 0 {
		return
	}
	decoder := json.NewDecoder(bytes.NewReader(x.Answer.Content))
	decoder.UseNumber()
	if decoder.Decode(&r.value) != nil {
		return
	}
	if x.Answer.Status == 200 && op.ID != schemas.Results {
		r.readRecords()
	}
	if x.Answer.Status == 422 {
		r.readProblems()
	}
}

// readRecords takes the executions, whether a list of them or one. Those that
// break the schema are left out: their fault has been told.
func (r *reading) readRecords() {
	broken := map[string]bool{}
	for _, v := range r.schema {
		first, _, _ := strings.Cut(strings.TrimPrefix(v.Pointer, "/"), "/")
		broken[first] = true
	}
	if list, ok := r.value.([]any); ok {
		for i, element := range list {
			if fields, ok := element.(map[string]any); ok && !broken[strconv.Itoa(i)] {
				r.records = append(r.records, Record{Pointer: "/" + strconv.Itoa(i), fields: fields})
			}
		}
	} else if fields, ok := r.value.(map[string]any); ok && len(r.schema) == 0 {
		r.records = []Record{{fields: fields}}
	}
}

func (r *reading) readProblems() {
	if len(r.schema) > 0 {
		return
	}
	body, _ := r.value.(map[string]any)
	detail, _ := body["detail"].([]any)
	for i, element := range detail {
		fields, _ := element.(map[string]any)
		p := problem{place: "/detail/" + strconv.Itoa(i)}
		p.msg, _ = fields["msg"].(string)
		p.kind, _ = fields["type"].(string)
		loc, _ := fields["loc"].([]any)
		for _, step := range loc {
			p.loc = append(p.loc, text(step))
		}
		r.problems = append(r.problems, p)
	}
}

// text is a JSON value as one writes it, strings without their quotes.
func text(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}

// records are the executions that the answer shows; none before it was read.
func (x *Exchange) records() []Record {
	if x.reading == nil {
		return nil
	}
	return x.reading.records
}
