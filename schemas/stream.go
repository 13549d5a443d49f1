package schemas

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// DefaultMaxRecord is the maximum length of one record of a stream in bytes, unless
// MaxRecord sets another.
const DefaultMaxRecord = 16 << 20

// StreamOption changes how a stream is read.
type StreamOption func(*streamLimits)

type streamLimits struct {
	record int // bytes of one record
	values int // of a validated record; 0 is no limit
}

// MaxRecord limits the bytes of one record, and with it the memory of ValidateStream: some MiB, and
// about four times as much.
func MaxRecord(bytes int) StreamOption {
	return func(l *streamLimits) { l.record = bytes }
}

// NotValidated is the keyword of an entry that is not a violation: a record of a stream
// has more values than MaxValues, and was not validated.
const NotValidated = "unjudged"

// MaxValues limits the values (objects, arrays, texts, numbers and so on) of a record
// that is validated, and with it the time of its validation.
func MaxValues(most int) StreamOption {
	return func(l *streamLimits) { l.values = most }
}

// ValidateStream reads an array record by record, and calls each for every record, in order.
// Two goroutines validate records meanwhile, in batches; each is called by none of them.
// A record that violates the strict rules of CheckJSON, but whose end is clear, is one broken
// record: with a duplicate name, for example. Anything worse ends the stream.
//
// The returned violations are those of the whole: not JSON, truncated, followed by more
// text, containing a record above the limit, not an array. Keywords that count or compare
// records (minItems, uniqueItems) are not checked. The error is that of the reader, or the
// first one that each returns, after which it is not called again; a schema that is not an
// array's is an error as well.
func (s *Schema) ValidateStream(r io.Reader, each func(StreamRecord) error, opts ...StreamOption) ([]Violation, error) {
	if s.Node().Type != "array" {
		return nil, fmt.Errorf("%s is not an array's schema, so it has no records", s.name)
	}
	limits := streamLimits{record: DefaultMaxRecord}
	for _, o := range opts {
		o(&limits)
	}
	all := &batches{judge: recordJudge{s, s.d.engines.recordAcceptor(s.root), limits.values}, each: each}
	defer all.stop()
	st := stream{schema: s, take: all.add}
	st.window = window{from: r, base: Position{Line: 1, Column: 1}, limit: limits.record}
	st.dec = jsontext.NewDecoder(&st.window,
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	err := st.read()
	if caller := (callerError{}); !errors.As(err, &caller) {
		if given := all.giveAll(); given != nil {
			err = callerError{given}
		}
	}
	if err != nil {
		return st.explain(err)
	}
	return st.whole, nil
}

type stream struct {
	schema *Schema
	take   func(StreamRecord) error
	window window
	dec    *jsontext.Decoder
	index  int
	whole  []Violation
}

// callerError is an error that each returned.
type callerError struct{ error }

func (e callerError) Unwrap() error { return e.error }

func (st *stream) read() error {
	if st.dec.PeekKind() != '[' {
		return st.other()
	}
	if _, err := st.dec.ReadToken(); err != nil {
		return err
	}
	for st.dec.PeekKind() != ']' {
		record, err := st.dec.ReadValue()
		if err != nil {
			return err
		}
		start := st.window.at(st.dec.InputOffset() - int64(len(record)))
		if err := st.take(StreamRecord{Index: st.index, Text: record, start: start}); err != nil {
			return callerError{err}
		}
		st.window.drop(st.dec.InputOffset())
		st.index++
	}
	if _, err := st.dec.ReadToken(); err != nil {
		return err
	}
	return st.end()
}

// other handles a stream that does not start with an array.
func (st *stream) other() error {
	v, err := st.dec.ReadValue()
	if err != nil {
		return err
	}
	st.whole = st.schema.Validate(v)
	shift(st.whole, st.window.at(st.dec.InputOffset()-int64(len(v))))
	return nil
}

// end checks that nothing follows the array.
func (st *stream) end() error {
	closed := st.dec.InputOffset()
	_, err := st.dec.ReadToken()
	var broken *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil && !errors.As(err, &broken):
		return err
	}
	closed -= st.window.base.Offset
	st.window.readOn(skipSpace(st.window.held(), closed))
	held := st.window.held()
	st.add(trailing(held, skipSpace(held, closed)))
	return nil
}

func (st *stream) add(v *Violation) {
	found := []Violation{*v}
	shift(found, st.window.base)
	st.whole = append(st.whole, found...)
}

// explain converts what ended the stream to a violation or an error.
func (st *stream) explain(err error) ([]Violation, error) {
	var caller callerError
	var broken *jsontext.SyntacticError
	w := &st.window
	switch {
	case errors.As(err, &caller):
		return st.whole, caller.error
	case errors.Is(err, errTooLong):
		st.add(syntaxAt(w.held(), 0, "records of at most "+strconv.Itoa(w.limit)+" bytes",
			"a longer one", fmt.Sprintf("record %d is longer than %d bytes", st.index, w.limit)))
	case errors.As(err, &broken):
		st.add(st.syntax(broken))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		st.add(st.cut())
	default:
		return st.whole, fmt.Errorf("reading the document: %w", err)
	}
	return st.whole, nil
}

func (st *stream) cut() *Violation {
	if v := checkStart(st.window.held()); v != nil && st.window.base.Offset == 0 {
		return v
	}
	v := truncated(st.window.held())
	if st.dec.StackDepth() > 0 {
		v.Pointer = "/" + strconv.Itoa(st.index)
	}
	return v
}

func (st *stream) syntax(broken *jsontext.SyntacticError) *Violation {
	w := &st.window
	w.readOn(broken.ByteOffset - w.base.Offset)
	if v := checkStart(w.held()); v != nil && w.base.Offset == 0 {
		return v
	}
	local := *broken
	local.ByteOffset -= w.base.Offset
	v := explainSyntax(w.held(), &local)
	v.Pointer = strings.TrimSuffix(clip(string(broken.JSONPointer), maxPointer), "/")
	return v
}

// shift converts positions relative to a record's start to those in the stream.
func shift(violations []Violation, base Position) {
	for _, v := range violations {
		if v.At == nil {
			continue
		}
		if v.At.Line == 1 {
			v.At.Column += base.Column - 1
		}
		v.At.Line += base.Line - 1
		v.At.Offset += base.Offset
	}
}
