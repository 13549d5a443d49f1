package contract

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// reading is what a body says, read once for all rules. It is not changed
// afterwards: answers with the same body share it.
type reading struct {
	// response is what the operation documents for the status; nil when
	// nothing, and then the body is nobody's promise.
	response *schemas.Response
	// syntax is why the body is no JSON; schema is where it breaks its schema.
	syntax, schema []schemas.Violation
	value          any      // the body, numbers as json.Number
	records        []Record // executions in it that keep the schema
	distinct       []Record // those of them whose id no other has
	problems       []problem
	unknown        []unknown // names that the description does not know
	// left is why not all of the body was judged, judged of whose records; empty
	// when all was. What needs the whole of a list is then not examined.
	left       schemas.Reason
	judged, of int
	broken     map[int]bool // records of a list that break the schema
	weight     int          // bytes that the value takes
	origins    origins
}

// problem is one element of a 422's detail.
type problem struct {
	place     string
	loc       []string
	msg, kind string
}

// reader reads bodies. A body that it has read a moment ago, it knows: a list
// is asked for many times and seldom changes in between.
type reader struct {
	description *schemas.Description
	origins     origins
	known       map[bodyKey]*reading
	held        int // bytes that the known values take
}

func newReader(d *schemas.Description) reader {
	return reader{description: d, origins: newOrigins(d), known: map[bodyKey]*reading{}}
}

type bodyKey struct {
	operation string
	schema    string
	status    int
	content   [sha256.Size]byte
}

// maxReadings is how many bodies a reader knows at once, maxReadingBytes how
// many bytes their values may take, weightOfByte what one byte of a body is taken
// for before it is read.
const (
	maxReadings     = 16
	maxReadingBytes = 256 << 20
	weightOfByte    = 4
)

// read reads the answer's body against what the description says of it. Only
// a whole answer to a question about an operation is read.
func (d *reader) read(ctx context.Context, x *Exchange) *observation {
	return &observation{x, d.body(ctx, x), d.description.Operation(x.Probe.Operation)}
}

func (d *reader) body(ctx context.Context, x *Exchange) *reading {
	response, ok := d.promised(x)
	if !ok {
		return &reading{}
	}
	key := bodyKey{
		x.Probe.Operation, response.Schema.Name(), x.Answer.Status, sha256.Sum256(x.Answer.Content),
	}
	if known := d.known[key]; known != nil {
		return known
	}
	d.forget(weightOfByte * len(x.Answer.Content))
	r := newReading(ctx, response, x.Answer.Content)
	r.origins = d.origins
	r.readUnknown(d.description)
	if ctx.Err() == nil {
		d.known[key] = r
		d.held += r.weight
	}
	return r
}

// promised is what the description says of the answer's body; false when it
// says nothing, or when the body is not there to be read.
func (d *reader) promised(x *Exchange) (schemas.Response, bool) {
	if x.kept.as != nil {
		return *x.kept.as, true
	}
	op := d.description.Operation(x.Probe.Operation)
	if op == nil || x.Answer == nil || x.Fault != nil || x.kept.bodiless || !speaksOf(x) {
		return schemas.Response{}, false
	}
	response, documented := op.Responses[x.Answer.Status]
	return response, documented && response.Schema != nil
}

// forget makes room for a value that takes so many bytes.
func (d *reader) forget(more int) {
	if len(d.known) == maxReadings || d.held+more > maxReadingBytes {
		clear(d.known)
		d.held = 0
	}
}

// speaksOf tells whether the answer's body is what its operation promises. A
// hostile path may have become another one on its way, and led anywhere.
func speaksOf(x *Exchange) bool {
	switch x.Probe.Expect.Kind {
	case NoRoute, NoMethod, Unauthorized:
		return false
	case Hostile:
		return x.status() == http.StatusUnprocessableEntity
	}
	return true
}

func newReading(ctx context.Context, response schemas.Response, content []byte) *reading {
	seen := response.Schema.Inspect(ctx, content, judging)
	r := &reading{
		response: &response, value: seen.Value, left: seen.Left, judged: seen.Judged, of: seen.Of,
		broken: seen.Broken, weight: seen.Weight,
	}
	for _, v := range seen.Violations {
		if v.Keyword == "syntax" {
			r.syntax = append(r.syntax, v)
		} else {
			r.schema = append(r.schema, v)
		}
	}
	if len(r.syntax) > 0 {
		return r
	}
	if showsExecutions(response.Schema) {
		r.readRecords()
		r.distinct = distinct(r.records)
	}
	if response.Status == http.StatusUnprocessableEntity {
		r.readProblems()
	}
	return r
}

// showsExecutions tells the schemas of one execution and of a list of them.
func showsExecutions(s *schemas.Schema) bool {
	return strings.TrimSuffix(s.Name(), "[]") == executionType
}

// readRecords takes the executions, whether a list of them or one. Those that
// break the schema are left out: their fault has been told.
func (r *reading) readRecords() {
	if list, ok := r.value.([]any); ok {
		for i, element := range list {
			if fields, ok := element.(map[string]any); ok && !r.broken[i] {
				r.records = append(r.records, newRecord("/"+strconv.Itoa(i), fields))
			}
		}
	} else if fields, ok := r.value.(map[string]any); ok && len(r.schema) == 0 && r.left == "" {
		r.records = []Record{newRecord("", fields)}
	}
}

// readUnknown looks for names that the description does not know.
func (r *reading) readUnknown(d *schemas.Description) {
	if len(r.syntax) == 0 {
		drift := driftReader{description: d}
		drift.read(r.response.Schema.Node(), r.value, nil)
		r.unknown = drift.found
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

// executionType is the type of what this API is about.
const executionType = "EvalDatasetJobRecord"

// What the judging of one body may take. The values of an ordinary list of
// DefaultMaxBody bytes take less than half of the memory; no honest record comes
// near so many values.
var judging = schemas.Bounds{Memory: 256 << 20, Values: 200_000, Broken: 20_000}

// element reads one element of a list that is too long to be held.
func (d *reader) element(response *schemas.Response, index int, text []byte, found []schemas.Violation) *reading {
	r := d.list(response, found)
	if len(r.syntax) > 0 {
		return r
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if decoder.Decode(&r.value) != nil {
		r.value = nil
	}
	r.readUnknown(d.description)
	fields, ok := r.value.(map[string]any)
	if ok && len(found) == 0 && showsExecutions(response.Schema) {
		r.records = []Record{{Pointer: fmt.Sprintf("/%d", index), fields: fields}}
	}
	return r
}

// list is what is to be said of a list that is too long to be held.
func (d *reader) list(response *schemas.Response, found []schemas.Violation) *reading {
	r := &reading{response: response, origins: d.origins}
	for _, v := range found {
		if v.Keyword == schemas.Syntax {
			r.syntax = append(r.syntax, v)
		} else {
			r.schema = append(r.schema, v)
		}
	}
	return r
}
