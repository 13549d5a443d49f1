package schemas

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Bounds are the limits of an inspection. Zero means no limit.
type Bounds struct {
	// Memory limits the estimated number of bytes of a document's values in memory.
	Memory int
	// Values limits the values (objects, arrays, texts, numbers and so on) of one
	// record of a list, or of a document that is not a list. It also limits the
	// duration of a single validation, which cannot be interrupted.
	Values int
	// Broken limits the number of broken records of a list that are counted, once there
	// are more violations than are reported.
	Broken int
}

// Inspection is the result of an inspection, as far as its limits allowed one.
type Inspection struct {
	// Violations are those that Validate returns.
	Violations []Violation
	// Value is the document, with numbers as json.Number; of a list the records that
	// were read, with nil in place of one that was too large. It is nil if the document
	// is not JSON.
	Value any
	// Broken are the places in each record of a list that violate the schema, by the
	// record's index. Those of a document that is not a list are at index 0.
	Broken map[int][]BrokenPlace
	// Judged is the number of records of a list that were validated, out of Of. Of
	// counts the records as far as the document was read.
	Judged, Of int
	// Left is why not everything was validated; empty if everything was.
	Left Reason
	// Weight is the estimated number of bytes of Value.
	Weight int
}

// Inspect is Validate for untrusted documents: it keeps to the limits, ends when ctx
// does, and reports what was not validated. A list is validated record by record if its
// schema allows that; any other document as a whole, or not at all.
func (s *Schema) Inspect(ctx context.Context, document []byte, most Bounds) Inspection {
	i := &inspector{schema: s, ctx: ctx, most: most}
	i.reader = reader{text: document, dec: jsontext.NewDecoder(bytes.NewBuffer(document)), allow: i.allow}
	if v := checkStart(document); v != nil {
		i.Violations = []Violation{*v}
		return i.Inspection
	}
	i.apart, i.rest, i.compares = s.d.engines.parts(s.root)
	if i.apart && i.dec.PeekKind() == '[' {
		i.list()
	} else {
		i.document()
	}
	return i.Inspection
}

// maxUnique is the maximum number of records of a list that are compared with each
// other, each with every other.
const maxUnique = 2000

// inspector is one inspection in progress.
type inspector struct {
	Inspection
	reader
	schema *Schema
	ctx    context.Context
	most   Bounds

	apart    bool // the schema of a list can be split into its records and the rest
	rest     bool // there is such a rest
	compares bool // the rest compares each record with every other
	values   int  // in the record that is being read
	seen     int  // number of calls of allow
	more     int  // violations beyond those that are reported
	at       Position
}

// Reason is why something was not validated, in words.
type Reason string

// The reasons, one for each limit.
const (
	OutOfTime   Reason = "the time limit for checking it was reached"
	OutOfMemory Reason = "its values take more memory than the check may use"
	TooLarge    Reason = "a part of it has more values than are checked at once"
	TooBroken   Reason = "it has more broken records than are counted"
)

// Error makes a reason an error that stops a reader.
func (r Reason) Error() string { return string(r) }

// allow counts a value that is being read, and returns a Reason once a limit is
// exceeded.
func (i *inspector) allow(values, weight int) error {
	i.Weight += weight
	i.values += values
	i.seen++
	switch {
	case i.seen%4096 == 0 && i.ctx.Err() != nil:
		return OutOfTime
	case i.most.Memory > 0 && i.Weight > i.most.Memory:
		return OutOfMemory
	case i.most.Values > 0 && i.values > i.most.Values:
		return TooLarge
	}
	return nil
}

// leave records why something is not validated; only the first reason is kept.
func (i *inspector) leave(why Reason) {
	if i.Left == "" {
		i.Left = why
	}
}

// broken discards what was read so far, because the document is not JSON.
func (i *inspector) broken(v *Violation) {
	i.Inspection = Inspection{Violations: []Violation{*v}, Judged: 1, Of: 1}
}

// document reads and validates a document that is not a list.
func (i *inspector) document() {
	i.Of = 1
	v, err := i.value(0)
	if why := Reason(""); errors.As(err, &why) {
		i.leave(why)
		err = i.skip(0)
	}
	if err != nil {
		i.broken(i.explain(err))
		return
	}
	if rest := skipSpace(i.text, i.dec.InputOffset()); rest < int64(len(i.text)) {
		i.broken(trailing(i.text, rest))
		return
	}
	if i.Left != "" {
		return
	}
	found := i.schema.judgeSome(v, entire, false)
	i.Violations = found.violations
	if found.count > 0 {
		i.Broken = map[int][]BrokenPlace{0: found.places}
	}
	locate(i.text, i.Violations)
	i.Value, i.Judged = i.named(v), 1
}

// skip reads on until only depth objects and arrays are open.
func (i *inspector) skip(depth int) error {
	for i.dec.StackDepth() > depth {
		if _, err := i.dec.ReadToken(); err != nil {
			return err
		}
	}
	return nil
}

// list reads and validates a list record by record.
func (i *inspector) list() {
	i.at = Position{Line: 1, Column: 1}
	values := []any{}
	_, err := i.dec.ReadToken()
	for ; err == nil && i.dec.PeekKind() != ']'; i.Of++ {
		if i.Of%64 == 0 && i.ctx.Err() != nil {
			i.leave(OutOfTime)
			i.conclude(values)
			return
		}
		values, err = i.next(values)
	}
	if err == nil {
		_, err = i.dec.ReadToken()
	}
	if errors.Is(err, OutOfTime) {
		i.conclude(values)
		return
	}
	if err != nil {
		i.broken(i.explain(err))
		return
	}
	if rest := skipSpace(i.text, i.dec.InputOffset()); rest < int64(len(i.text)) {
		i.broken(trailing(i.text, rest))
		return
	}
	i.conclude(values)
}

// next reads a record, and validates it if the limits allow.
func (i *inspector) next(values []any) ([]any, error) {
	if i.Left == OutOfMemory || i.Left == TooBroken {
		return values, i.dec.SkipValue()
	}
	i.values = 0
	start := i.dec.InputOffset()
	v, err := i.value(1)
	if why := Reason(""); errors.As(err, &why) {
		i.leave(why)
		if why == OutOfTime {
			return values, err
		}
		return append(values, nil), i.skip(1)
	}
	if err != nil {
		return values, err
	}
	i.judge(v, start)
	i.Judged++
	return append(values, i.named(v)), nil
}

// judge validates one record, which begins after an offset.
func (i *inspector) judge(v any, offset int64) {
	told := len(i.Violations) >= MaxViolations
	found := i.schema.judgeSome([]any{v}, records, told)
	if found.count == 0 {
		return
	}
	if i.Broken == nil {
		i.Broken = map[int][]BrokenPlace{}
	}
	i.Broken[i.Of] = insideFirst(found.places)
	if told {
		i.more += found.count
		if i.most.Broken > 0 && len(i.Broken) > i.most.Broken {
			i.leave(TooBroken)
		}
		return
	}
	start := valueStart(i.text, offset)
	i.at = i.at.advance(i.text[i.at.Offset:start])
	inside := insideRecord(found.violations)
	locate(i.text[start:i.dec.InputOffset()], inside)
	shift(inside, i.at)
	for _, f := range inside {
		f.Pointer = "/" + strconv.Itoa(i.Of) + f.Pointer
		i.Violations = append(i.Violations, f)
	}
	if over := len(i.Violations) - MaxViolations; over > 0 {
		i.Violations, i.more = i.Violations[:MaxViolations], i.more+over
	}
}

// conclude adds the violations of the list as a whole.
func (i *inspector) conclude(values []any) {
	i.Value = values
	switch {
	case !i.rest || i.Left != "":
	case i.compares && len(values) > maxUnique:
		i.leave(TooLarge)
	default:
		found := i.schema.judgeSome(values, apart, false).violations
		locate(i.text, found)
		i.Violations = append(found, i.Violations...)
	}
	if i.more > 0 {
		i.Violations = append(i.Violations, moreViolations(i.more, i.Left != ""))
	}
}

// insideRecord converts the violations of a list of one record to those of the record.
func insideRecord(found []Violation) []Violation {
	kept := found[:0]
	for _, f := range found {
		inside, ok := strings.CutPrefix(f.Pointer, "/0")
		if ok || f.Keyword == More || f.Keyword == Syntax {
			f.Pointer = inside
			kept = append(kept, f)
		}
	}
	return kept
}

// named restores empty names of members.
func (i *inspector) named(v any) any {
	if i.empty {
		nameEmpty(v)
	}
	return v
}

func nameEmpty(v any) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			nameEmpty(element)
		}
	case map[string]any:
		if value, there := v[emptyName]; there {
			delete(v, emptyName)
			v[""] = value
		}
		for _, value := range v {
			nameEmpty(value)
		}
	}
}
