package observation

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Reading is a parsed body, parsed once for all rules. It is not changed afterwards:
// responses with the same body share it.
type Reading struct {
	// Response is what the operation documents for the status code; nil when it documents
	// nothing, and then no rule applies to the body.
	Response *schemas.Response
	// Syntax is why the body is not JSON; Schema is where it breaks its schema.
	Syntax, Schema []schemas.Violation
	Value          any      // the body, numbers as json.Number
	Records        []Record // the jobs in it; a value that breaks the schema is Invalid
	Distinct       []Record // those of them whose id no other has
	Results        []Result // the results in it
	Problems       []Problem
	// ProblemsKnown reports whether the problems of a 422 are known, if only that
	// there are none: the list of them conforms to its schema, or is absent.
	ProblemsKnown bool
	// Hidden is how many elements of the body break the schema as a whole, so that
	// they are in none of these.
	Hidden int
	// UnreadTimes are times that conform to their schema but are not in RFC 3339.
	UnreadTimes []UnreadTime
	Unknown     []Unknown // names that the description does not contain
	// Left is why only Judged of the body's Of records were checked; empty when all
	// were. Rules that need the whole of a list then do not apply.
	Left       schemas.Reason
	Judged, Of int
	broken     map[int][]schemas.BrokenPlace // by record of a list, or 0
	weight     int                           // bytes that the value takes
	Origins    origins
	Jobs       *Jobs // which of the properties have which role
}

// Problem is one element of detail in a 422. Place is its JSON pointer.
type Problem struct {
	Place         string
	Loc           []string
	Message, Kind string
	// Unknown are its properties that break their schema; loc, msg and type are
	// empty then.
	Unknown []string
}

// Reader parses and validates bodies. It caches the latest: a list is requested many
// times and seldom changes in between.
type Reader struct {
	description *schemas.Description
	resources   *Resources
	origins     origins
	known       map[bodyKey]*Reading
	held        int  // bytes that the cached values take
	nulls       bool // see omitsNulls
}

// NewReader returns a reader that validates bodies against the description, in which jobs
// are as r says.
func NewReader(d *schemas.Description, r *Resources) Reader {
	return Reader{description: d, resources: r, origins: newOrigins(d), known: map[bodyKey]*Reading{}, nulls: omitsNulls(d, r)}
}

type bodyKey struct {
	operation string
	schema    string
	status    int
	content   [sha256.Size]byte
}

// MaxReadings is how many bodies a reader caches at once, maxReadingBytes how many bytes
// their values may take, weightOfByte how many bytes of values are estimated for one
// byte of a body before it is parsed.
const (
	MaxReadings     = 16
	maxReadingBytes = 256 << 20
	weightOfByte    = 4
)

// Read parses the response's body and validates it against the description. It reads
// only a complete response to a request for an operation.
func (d *Reader) Read(ctx context.Context, x *exchange.Exchange) *Observation {
	j := d.resources.Of(x.Probe.Operation)
	if x.Origin.As != nil && x.Probe.Operation == "" {
		j = d.resources.shownBy(x.Origin.As.Schema)
	}
	documented := d.description.Operation(x.Probe.Operation)
	return &Observation{
		Exchange: x, Reading: d.body(ctx, x, j), Documented: documented,
		Jobs: j, Role: j.Role(x.Probe.Operation), Query: queryOf(x, documented),
	}
}

// queryOf are the documented parameters in the query of a request, in canonical form.
func queryOf(x *exchange.Exchange, op *schemas.Operation) string {
	at, err := url.Parse(x.Request.URL)
	if err != nil || op == nil || at.RawQuery == "" {
		return ""
	}
	all := at.Query()
	maps.DeleteFunc(all, func(name string, _ []string) bool {
		return !slices.ContainsFunc(op.Parameters, func(p schemas.Parameter) bool { return p.In == "query" && p.Name == name })
	})
	return all.Encode()
}

// Unread returns an exchange whose body was not read.
func (j *Jobs) Unread(x *exchange.Exchange) *Observation {
	return &Observation{Exchange: x, Reading: &Reading{}, Jobs: j, Role: j.Role(x.Probe.Operation)}
}

func (d *Reader) body(ctx context.Context, x *exchange.Exchange, j *Jobs) *Reading {
	response, ok := d.documented(x)
	if !ok {
		return &Reading{}
	}
	key := bodyKey{
		x.Probe.Operation, response.Schema.Name(), x.Response.Status, sha256.Sum256(x.Response.Content),
	}
	if known := d.known[key]; known != nil {
		return known
	}
	d.forget(weightOfByte * len(x.Response.Content))
	r := newReading(ctx, j, response, x.Response.Content, d.nulls)
	r.Origins = d.origins
	r.readUnknown(d.description)
	if ctx.Err() == nil {
		d.known[key] = r
		d.held += r.weight
	}
	return r
}

// documented returns what the description documents for the response's body; false when
// it documents nothing, or when there is no complete body.
func (d *Reader) documented(x *exchange.Exchange) (schemas.Response, bool) {
	if x.Origin.As != nil {
		return *x.Origin.As, true
	}
	op := d.description.Operation(x.Probe.Operation)
	if op == nil || x.Response == nil || x.Fault != nil || x.Origin.Bodiless || !speaksOf(x) {
		return schemas.Response{}, false
	}
	response, documented := op.Response(x.Response.Status)
	if documented && response.Status == 0 && !response.Speaks(x.Response.Get("content-type")) {
		// The default response does not describe what a proxy returns.
		return schemas.Response{}, false
	}
	response = response.In(x.Response.Get("content-type"))
	response.Status = x.Response.Status // of a range, the one that was received
	return response, documented && response.Schema != nil && mayBeJSON(response.ContentType)
}

// mayBeJSON reports whether bodies of a documented media type are read: a range may be JSON.
func mayBeJSON(mediaType string) bool {
	return mediaType == "" || schemas.IsJSON(mediaType) || strings.Contains(mediaType, "*")
}

// forget empties the cache when there is no room for a value of so many bytes.
func (d *Reader) forget(more int) {
	if len(d.known) == MaxReadings || d.held+more > maxReadingBytes {
		clear(d.known)
		d.held = 0
	}
}

// speaksOf reports whether the response's body is the one that its operation documents.
// A hostile path may have become another one on its way, and led anywhere.
func speaksOf(x *exchange.Exchange) bool {
	switch x.Probe.Expect.Kind {
	case exchange.NoRoute, exchange.NoMethod, exchange.Unauthorized:
		return false
	case exchange.Hostile:
		return x.Status() == http.StatusUnprocessableEntity
	}
	return true
}

func newReading(ctx context.Context, j *Jobs, response schemas.Response, content []byte, nulls bool) *Reading {
	seen := response.Schema.Inspect(ctx, content, Bounds)
	r := &Reading{
		Jobs:     j,
		Response: &response, Value: seen.Value, Left: seen.Left, Judged: seen.Judged, Of: seen.Of,
		broken: seen.Broken, weight: seen.Weight,
	}
	for _, v := range seen.Violations {
		if v.Keyword == "syntax" {
			r.Syntax = append(r.Syntax, v)
		} else {
			r.Schema = append(r.Schema, v)
		}
	}
	if len(r.Syntax) > 0 {
		return r
	}
	if nulls {
		r.forgiveNulls()
	}
	if at, shows := j.records[response.Schema.Name()]; shows && response.Status < 300 {
		r.elements(at, r.addRecord)
		r.Distinct = distinct(r.Records)
	}
	if at, shows := j.results[response.Schema.Name()]; shows {
		r.elements(at, r.addResult)
	}
	if response.Status == http.StatusUnprocessableEntity {
		r.readProblems()
	}
	return r
}

// Content is what a body consists of, as far as rules read it.
type Content int

// The kinds of content.
const (
	Other         Content = iota // nothing that a rule reads
	JobContent                   // a job, or a list of them
	ResultContent                // a list of results
	Problems                     // the problems of a 422
)

// Content returns what the body, or an element of a list, is documented to consist of.
func (r *Reading) Content() Content {
	switch {
	case r.Response == nil:
		return Other
	case r.Response.Status == http.StatusUnprocessableEntity:
		return Problems
	case r.Jobs.shownBy(r.Response.Schema):
		return JobContent
	case strings.TrimSuffix(r.Response.Schema.Name(), "[]") == r.Jobs.resultType:
		return ResultContent
	}
	return Other
}

// shownBy reports whether a schema is that of a record, or of a response with records.
func (j *Jobs) shownBy(s *schemas.Schema) bool {
	_, shows := j.records[s.Name()]
	return shows
}

// elements calls each with the objects at a place in the body, whether it is a list of them
// or a single one, and their places. What breaks the schema in them is Invalid; an element
// that breaks it as a whole is counted as hidden.
func (r *Reading) elements(at jobs.Pointer, each func(pointer string, fields map[string]any)) {
	if list, ok := r.Value.([]any); ok && (at == "/-" || at == "") {
		for i, element := range list {
			r.give("/"+strconv.Itoa(i), element, r.broken[i], each)
		}
		return
	}
	if r.Left != "" {
		return
	}
	above, inList := strings.CutSuffix(at, "/-")
	if above == "" {
		r.give("", r.Value, r.broken[0], each)
		return
	}
	v, _ := valueAt(marked(r.Value, r.broken[0]), above)
	list, isList := v.([]any)
	switch {
	case !inList || !isList:
		r.give(above, v, nil, each)
	default:
		for i, element := range list {
			r.give(above+"/"+strconv.Itoa(i), element, nil, each)
		}
	}
}

// Depth is how many steps of a pointer lead from the body to a record or a result; inList
// reports whether the body is an array of them.
func (r *Reading) Depth(inList bool) int {
	if inList || r.Response == nil {
		return map[bool]int{true: 1}[inList]
	}
	at, shows := r.Jobs.records[r.Response.Schema.Name()]
	if !shows {
		at = r.Jobs.results[r.Response.Schema.Name()]
	}
	if at == "/-" { // an element of such a list
		return 0
	}
	return len(document.SplitPointer(at))
}

// list returns the list at a place that ends in "/-"; false when there is none.
func (r *Reading) list(at jobs.Pointer) ([]any, bool) {
	v, _ := valueAt(r.Value, strings.TrimSuffix(at, "/-"))
	list, ok := v.([]any)
	return list, ok
}

func (r *Reading) give(pointer string, v any, broken []schemas.BrokenPlace, each func(string, map[string]any)) {
	if fields, ok := marked(v, broken).(map[string]any); ok {
		each(pointer, fields)
	} else {
		r.Hidden++
	}
}

func (r *Reading) addRecord(pointer string, fields map[string]any) {
	record := newRecord(r.Jobs, pointer, fields)
	r.Records = append(r.Records, record)
	r.readTimes(record)
}

// readUnknown collects the names that the description does not contain.
func (r *Reading) readUnknown(d *schemas.Description) {
	if len(r.Syntax) == 0 {
		drift := driftReader{description: d, keys: r.Jobs.Extras.Keys, added: r.Jobs.added()}
		drift.read(r.Response.Schema.Node(), r.Value, nil)
		r.Unknown = drift.found
	}
}

func (r *Reading) readProblems() {
	body, _ := marked(r.Value, r.broken[0]).(map[string]any)
	detail, ok := body["detail"].([]any)
	r.ProblemsKnown = body != nil && (ok || body["detail"] == nil) && namesInputs(r.Response.Schema.Node())
	for i, element := range detail {
		fields, ok := element.(map[string]any)
		if !ok {
			fields = map[string]any{"loc": Invalid{}, "msg": Invalid{}, "type": Invalid{}}
		}
		p := Problem{Place: "/detail/" + strconv.Itoa(i)}
		for _, name := range []string{"loc", "msg", "type"} {
			if HasInvalid(fields[name]) {
				p.Unknown = append(p.Unknown, name)
			}
		}
		p.Message, _ = fields["msg"].(string)
		p.Kind, _ = fields["type"].(string)
		loc, _ := fields["loc"].([]any)
		for _, step := range loc {
			p.Loc = append(p.Loc, Text(step))
		}
		r.Problems = append(r.Problems, p)
	}
}

// namesInputs reports whether a 422 is documented to name the inputs that are wrong.
func namesInputs(n *schemas.Node) bool {
	detail, ok := n.Property("detail")
	if !ok || detail.Node.Items == nil {
		return false
	}
	_, ok = detail.Node.Items.Property("loc")
	return ok
}

// Text returns a JSON value as text, strings without their quotes.
func Text(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}

// Bounds limits what the validation of one body may use. The values of an ordinary list
// of DefaultMaxBody bytes take less than half of the memory; no ordinary record comes
// near so many values.
var Bounds = schemas.Bounds{Memory: 256 << 20, Values: 200_000, Broken: 20_000}

// IDAt returns the id of the record that a pointer into the body leads into, as the body
// has it; empty when there is none.
func (r *Reading) IDAt(pointer string) string {
	at := ""
	if r.Response != nil {
		at = r.Jobs.records[r.Response.Schema.Name()]
	}
	if list, ok := r.Value.([]any); ok && (at == "" || at == "/-") {
		first, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
		i, err := strconv.Atoi(first)
		if err != nil || i < 0 || i >= len(list) {
			return ""
		}
		return textOf(list[i], r.Jobs.ID)
	}
	if at == "" || at == "/-" { // one record, or an element of a list
		return textOf(r.Value, r.Jobs.ID)
	}
	above, inList := strings.CutSuffix(at, "/-")
	rest, below := strings.CutPrefix(pointer, above+"/")
	if !below {
		return ""
	}
	if inList {
		index, _, _ := strings.Cut(rest, "/")
		above += "/" + index
	}
	record, _ := valueAt(r.Value, above)
	return textOf(record, r.Jobs.ID)
}

// textOf returns a string or a number in an object.
func textOf(v any, at jobs.Pointer) string {
	fields, ok := v.(map[string]any)
	if !ok {
		return ""
	}
	return textAt(fields, at)
}
