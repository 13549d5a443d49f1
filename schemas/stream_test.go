package schemas_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

// told is the result of a stream: one line per violation, with its position.
func told(t *testing.T, r io.Reader, opts ...schemas.StreamOption) (records int, out []string) {
	t.Helper()
	line := func(v schemas.Violation) string {
		return fmt.Sprintf("%d:%d:%d %s", v.At.Line, v.At.Column, v.At.Offset, v)
	}
	whole, err := schema(t, "EvalDatasetJobRecord[]").ValidateStream(r,
		func(r schemas.StreamRecord) error {
			assert.Equal(t, records, r.Index)
			records++
			for _, v := range r.Violations {
				out = append(out, line(v))
			}
			return nil
		}, opts...)
	require.NoError(t, err)
	for _, v := range whole {
		out = append(out, "whole "+line(v))
	}
	return records, out
}

func TestValidateStream(t *testing.T) {
	t.Parallel()
	ok := record("")
	cases := []struct {
		name, document string
		records        int
		want           []string
	}{
		{"empty list", " [ ] \n", 0, nil},
		{"good", "[" + ok + ",\n" + ok + "]", 2, nil},
		{"a bad one", "[" + ok + ",\n  {}," + ok + "]", 3, []string{
			`2:3:71 /1: the required property "job_name" is missing`,
			`2:3:71 /1: the required property "partitions" is missing`,
			`2:3:71 /1: the required property "status" is missing`}},
		{"in it", "[\n" + record(`,"id":"é","user_id":5`) + "]", 1, []string{
			`2:72:73 /0/id: should be a UUID (hex digits in groups of 8-4-4-4-12), but is "é"`,
			`2:86:88 /0/user_id: should be a string or null, but is 5`}},
		{"name twice", "[" + ok + `,{"a":1,"a":2},7]`, 3, []string{
			`1:76:75 /1/a: the name "a" appears twice in the same object`,
			`1:83:82 /2: should be an object, but is 7`}},
		{"invalid utf-8", "[{\"a\":\"\xff\"}," + ok + "]", 2, []string{"1:8:7 /0/a: the byte 0xFF is not UTF-8"}},
		{"no array", ` {}`, 0, []string{"whole 1:2:1 should be an array, but is an empty object"}},
		{"nothing", "", 0, []string{"whole 1:1:0 the text is empty, but should be a JSON value"}},
		{"html", "<p>", 0, []string{`whole 1:1:0 the text starts with "<": it looks like HTML or XML, not JSON`}},
		{"bom", "\xef\xbb\xbf[]", 0, []string{
			"whole 1:1:0 the text starts with a byte order mark, which JSON forbids"}},
		{"cut after a record", "[" + ok, 1, []string{"whole 1:68:67 the text is cut off in the middle of a value"}},
		{"cut in a record", "[" + ok + `,{"a"`, 1, []string{
			"whole 1:73:72 /1/a: the text is cut off in the middle of a value"}},
		{"broken in a record", "[" + ok + ",\n{\"a\":NaN}]", 1, []string{`whole 2:6:74 /1/a: "NaN" is not a JSON value`}},
		{"trailing", "[" + ok + "]\n[]", 1, []string{
			`whole 2:1:69 the JSON value has ended, but is followed by "[]"`}},
		{"trailing comma", "[" + ok + ",]", 1, []string{`whole 1:68:67 there is a comma before the closing "]"`}},
		{"number", `[{"attempts":1e99999}]`, 1, []string{"1:14:13 /0/attempts: should be a number of at most " +
			"1000 characters and an exponent within ±1000, but is a bigger number"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for name, r := range map[string]io.Reader{
				"at once":      strings.NewReader(c.document),
				"byte by byte": iotest.OneByteReader(strings.NewReader(c.document)),
				"with the end": iotest.DataErrReader(strings.NewReader(c.document)),
			} {
				records, out := told(t, r)
				assert.Equal(t, c.want, out, name)
				assert.Equal(t, c.records, records, name)
			}
		})
	}
}

func TestStreamSaysWhatValidateSays(t *testing.T) {
	t.Parallel()
	document := "[" + record(`,"id":"x"`) + ",\n" + record(`,"data":5,"é":"","attempts":0.5`) + ",[]]"
	s := schema(t, "EvalDatasetJobRecord[]")
	var found []schemas.Violation
	whole, err := s.ValidateStream(strings.NewReader(document),
		func(r schemas.StreamRecord) error {
			found = append(found, r.Violations...)
			return nil
		})
	require.NoError(t, err)
	assert.Empty(t, whole)
	assert.Equal(t, s.Validate([]byte(document)), found)
}

func TestStreamBoundsARecord(t *testing.T) {
	t.Parallel()
	document := "[" + record("") + "," + record(`,"user_id":"`+strings.Repeat("x", 200_000)+`"`) + "]"
	_, out := told(t, strings.NewReader(document), schemas.MaxRecord(100_000))
	assert.Equal(t, []string{"whole 1:68:67 record 1 is longer than 100000 bytes"}, out)
	_, out = told(t, strings.NewReader(document))
	assert.Empty(t, out)
}

// endless returns the same records for ever, and counts how much of them was read.
type endless struct {
	record []byte
	rest   []byte
	read   int
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		e.rest = e.record
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	e.read += n
	return n, nil
}

func TestStreamMemoryDoesNotGrow(t *testing.T) {
	errEnough := errors.New("enough")
	one := []byte(record(`,"user_id":"`+strings.Repeat("x", 2000)+`"`) + ",")
	e := &endless{record: one, rest: append([]byte("["), one...)}
	var early, late runtime.MemStats
	whole, err := schema(t, "EvalDatasetJobRecord[]").ValidateStream(e,
		func(r schemas.StreamRecord) error {
			switch r.Index {
			case 500:
				runtime.GC()
				runtime.ReadMemStats(&early)
			case 10_000:
				runtime.GC()
				runtime.ReadMemStats(&late)
				return errEnough
			}
			return nil
		})
	assert.Empty(t, whole)
	require.ErrorIs(t, err, errEnough)
	assert.Greater(t, e.read, 20_000_000)
	assert.Less(t, int64(late.HeapAlloc)-int64(early.HeapAlloc), int64(2<<20))
}

func TestStreamErrors(t *testing.T) {
	t.Parallel()
	each := func(schemas.StreamRecord) error { return nil }
	broken := errors.New("connection lost")
	s := schema(t, "EvalDatasetJobRecord[]")
	_, err := s.ValidateStream(io.MultiReader(strings.NewReader("["+record("")+","), iotest.ErrReader(broken)), each)
	require.ErrorIs(t, err, broken)
	_, err = s.ValidateStream(io.MultiReader(strings.NewReader("[]"), iotest.ErrReader(broken)), each)
	require.ErrorIs(t, err, broken)
	_, err = schema(t, "Base").ValidateStream(bytes.NewReader(nil), each)
	require.EqualError(t, err, "Base is not an array's schema, so it has no records")
}
