package exchange

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// Probe is one thing to ask, as data: the request, what kind of answer keeps
// the promise, and why it is asked.
type Probe struct {
	ID  string `json:"id"`
	Why string `json:"why,omitempty"`
	// Operation is the documented operation that is asked, by its id; for
	// probes of other paths, the operation nearest to it.
	Operation string `json:"operation,omitempty"`
	// Method replaces the operation's own when set.
	Method string `json:"method,omitempty"`
	// Inputs fill the operation's path, unescaped.
	Inputs Inputs `json:"inputs"`
	// Suffix is put behind the operation's path, as it is.
	Suffix string  `json:"suffix,omitempty"`
	Header []Field `json:"header,omitempty"`
	Body   []byte  `json:"body,omitempty"`
	// Anonymous sends no credentials.
	Anonymous bool   `json:"anonymous,omitempty"`
	Expect    Expect `json:"expect"`

	// expects is the operation, once the probe is planned; nil of paths that are
	// none.
	expects *schemas.Operation
	// InvalidInput names the one input that is wrong and may be made smaller.
	InvalidInput string `json:"-"`
}

// Inputs are the path parameters of a request.
type Inputs struct {
	PipelineID    string `json:"pipeline_id"`
	EvalDatasetID string `json:"eval_dataset_id"`
	ExecutionID   string `json:"eval_dataset_execution_id,omitempty"`
}

// The names of the path parameters, as the description has them.
const (
	PipelineID    = "pipeline_id"
	EvalDatasetID = "eval_dataset_id"
	ExecutionID   = "eval_dataset_execution_id"
)

// Dataset names the dataset asked for by value; false when an id is wrong.
func (in Inputs) Dataset() (Dataset, bool) {
	p, ok := CanonicalUUID(in.PipelineID)
	d, also := CanonicalUUID(in.EvalDatasetID)
	return Dataset{p, d}, ok && also
}

// Expect is the kind of answer that keeps the promise.
type Expect struct {
	Kind Kind `json:"kind"`
	// Wrong are the inputs that a refusal has to name; for Refused only.
	Wrong []Input `json:"wrong,omitempty"`
	// Also are statuses that are honest here though the kind has another.
	Also []int `json:"also,omitempty"`
}

// Allowed tells an answer with such a status.
func (x *Exchange) Allowed() bool { return slices.Contains(x.Probe.Expect.Also, x.Status()) }

// Input is one input of an operation, as a 422 names it.
type Input struct {
	In string `json:"in"` // "path" or "body"
	// Name is the parameter's, or the way to the place in the body, such as
	// "eval_question_ids.1"; empty: the body itself.
	Name string `json:"name"`
}

// loc is the way to the input as a 422 has it.
func (i Input) loc() []string {
	if i.Name == "" {
		return []string{i.In}
	}
	return append([]string{i.In}, strings.Split(i.Name, ".")...)
}

// String is the input as it is written in loc.
func (i Input) String() string { return "[" + strings.Join(i.loc(), ", ") + "]" }

// NamedBy tells whether a loc leads to the input, or deeper into it. The body
// itself may be followed by the position at which its reader gave up.
func (i Input) NamedBy(loc []string) bool {
	want := i.loc()
	if i.Name == "" && len(loc) == 2 {
		_, err := strconv.Atoi(loc[1])
		return loc[0] == i.In && err == nil
	}
	if i.Name == "" {
		return slices.Equal(loc, want)
	}
	return len(loc) >= len(want) && slices.Equal(loc[:len(want)], want)
}

// Kind is a kind of answer.
type Kind string

const (
	// Served: the inputs are right, so the documented success comes.
	Served Kind = "served"
	// Refused: an input is wrong, so a 422 names it.
	Refused Kind = "refused"
	// Either: odd but well-formed; served, or refused with a proper 422.
	Either Kind = "served or refused"
	// Unknown: well-formed ids that the service need not know; served or not
	// found, but not refused as invalid.
	Unknown Kind = "served or unknown"
	// Unauthorized: a credential is missing or wrong, so nothing is served.
	Unauthorized Kind = "not authenticated"
	// Hostile: what stands between us and the service may well have its own
	// word on it; anything but a failure keeps the promise.
	Hostile Kind = "anything but a failure"
	// NoMethod: the path does not know the method.
	NoMethod Kind = "method not allowed"
	// NoRoute: there is no such path.
	NoRoute Kind = "not found"
)

// Planned is the probe with its operation as a description tells it, so that it
// can be sent.
func (p Probe) Planned(d *schemas.Description) Probe {
	p.expects = d.Operation(p.Operation)
	return p
}

// HTTPMethod is what goes onto the wire.
func (p Probe) HTTPMethod() string {
	if p.Method == "" && p.expects != nil {
		return p.expects.Method
	}
	return cmp.Or(p.Method, http.MethodGet)
}

// EscapedPath is the operation's path with the inputs in it, escaped.
func (p Probe) EscapedPath() string {
	if p.expects == nil {
		return p.Suffix
	}
	return strings.NewReplacer(
		"{"+PipelineID+"}", url.PathEscape(p.Inputs.PipelineID),
		"{"+EvalDatasetID+"}", url.PathEscape(p.Inputs.EvalDatasetID),
		"{"+ExecutionID+"}", url.PathEscape(p.Inputs.ExecutionID),
	).Replace(p.expects.Path) + p.Suffix
}

// InvalidID is the id that makes the probe what it is.
func (p Probe) InvalidID() string {
	switch p.InvalidInput {
	case PipelineID:
		return p.Inputs.PipelineID
	case EvalDatasetID:
		return p.Inputs.EvalDatasetID
	}
	return p.Inputs.ExecutionID
}

// Dataset names one eval dataset of a pipeline, both as UUIDs.
type Dataset struct {
	PipelineID    string `json:"pipeline_id"`
	EvalDatasetID string `json:"eval_dataset_id"`
}

// Inputs ask for the dataset.
func (d Dataset) Inputs() Inputs {
	return Inputs{PipelineID: d.PipelineID, EvalDatasetID: d.EvalDatasetID}
}

// With is the inputs with one of them replaced.
func (in Inputs) With(name, text string) Inputs {
	switch name {
	case PipelineID:
		in.PipelineID = text
	case EvalDatasetID:
		in.EvalDatasetID = text
	case ExecutionID:
		in.ExecutionID = text
	}
	return in
}

// Same compares by value.
func (d Dataset) Same(other Dataset) bool {
	a, _ := d.Inputs().Dataset()
	b, _ := other.Inputs().Dataset()
	return a == b
}
