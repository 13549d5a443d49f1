package schemas

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Bounds are what an inspection may take. A zero bound is none.
type Bounds struct {
	// Memory is how many bytes the values of a document may take once they are
	// read, by an estimate.
	Memory int
	// Values is how many values (objects, arrays, texts, numbers and so on) one
	// record of a list may hold, or a document that is no list. It also bounds how
	// long the judging of one of them lasts, which nothing interrupts.
	Values int
	// Broken is how many records of a list are counted as broken when more
	// violations are known than are told.
	Broken int
}

// Inspection is what is to be said of a document, as far as its bounds allowed.
type Inspection struct {
	// Violations are those that Validate gives.
	Violations []Violation
	// Value is the document, numbers as json.Number; of a list those records that
	// were read, nil in the place of one that was too large. It is nil when the
	// document is not JSON.
	Value any
	// Broken tells what of a record of a list breaks the schema, by its index. Of a
	// document that is not a list, it is at index 0.
	Broken map[int][]BrokenPlace
	// Judged of Of: records of a list that were judged. Of counts as far as the
	// document was read.
	Judged, Of int
	// Left is why not everything was judged; empty when it was.
	Left Reason
	// Weight is how many bytes Value takes, by an estimate.
	Weight int
}

// Inspect is Validate for documents that may be hostile: within bounds, and no
// longer than ctx lasts, what could not be judged is told. A list whose schema
// speaks of its records is judged record by record; any other document as a whole,
// or not at all.
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

// maxUnique is how many records of a list are compared with one another: each is
// held against every other.
const maxUnique = 2000

// inspector is one inspection at work.
type inspector struct {
	Inspection
	reader
	schema *Schema
	ctx    context.Context
	most   Bounds

	apart    bool // the schema of a list can be told apart: records, and the rest
	rest     bool // there is something of that rest
	compares bool // and it holds each record against every other
	values   int  // in the record that is being read
	seen     int  // how often it was asked
	more     int  // violations beyond those that are told
	at       Position
}

// Reason is why something was left unjudged, in words.
type Reason string

// The reasons, by the bound that was met.
const (
	OutOfTime   Reason = "the time for checking it was over"
	OutOfMemory Reason = "its values take more memory than the check may use"
	TooLarge    Reason = "a part of it holds more values than are checked at once"
	TooBroken   Reason = "more is broken than is counted"
)

// Error makes a reason what stops a reader.
func (r Reason) Error() string { return string(r) }

// allow counts a value that is being read, and refuses one that is too many.
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

// leave notes why something is not judged; the first reason is the one to tell.
func (i *inspector) leave(why Reason) {
	if i.Left == "" {
		i.Left = why
	}
}

// broken makes what was read so far count for nothing: it is not JSON.
func (i *inspector) broken(v *Violation) {
	i.Inspection = Inspection{Violations: []Violation{*v}, Judged: 1, Of: 1}
}

// document reads and judges what is no list.
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

// skip reads on to where so many objects and arrays are open.
func (i *inspector) skip(depth int) error {
	for i.dec.StackDepth() > depth {
		if _, err := i.dec.ReadToken(); err != nil {
			return err
		}
	}
	return nil
}

// list reads and judges record by record.
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

// next reads a record and judges it, if the bounds have room for it.
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

// judge judges one record, which begins behind an offset.
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

// conclude tells what is left to tell of a list.
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

// insideRecord are the violations of a list of one record, told of the record.
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

// named gives an empty name back to the members that have one.
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
