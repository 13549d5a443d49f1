package pydantic_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/ringer-api/ringer/mock/pydantic"
)

var noon = time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)

func TestAppendTime(t *testing.T) {
	t.Parallel()
	east := time.FixedZone("east", 2*3600)
	for want, at := range map[string]time.Time{
		"2024-10-01T12:00:00Z":        noon,
		"2024-10-01T12:00:00.123456Z": noon.Add(123456 * time.Microsecond),
		"2024-10-01T12:00:00.120000Z": noon.Add(120 * time.Millisecond),
		"2024-10-01T12:00:00.000001Z": noon.Add(1999 * time.Nanosecond),
		"2024-10-01T12:00:01Z":        noon.Add(time.Second + 999).In(east),
		"0001-01-01T00:00:00Z":        time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC),
		"9999-12-31T23:59:59.999999Z": time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		assert.Equal(t, want, string(pydantic.AppendTime(nil, at)))
		old := want[:len(want)-1] + "+00:00"
		assert.Equal(t, old, string(pydantic.Offset.AppendTime(nil, at)))
	}
}

func TestAppendFloat(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]float64{
		"1.0": 1, "0.0": 0, "-0.0": math.Copysign(0, -1), "0.1": 0.1, "-2.5": -2.5,
		"0.0001": 1e-4, "1e-05": 1e-5, "1.5e-07": 1.5e-7, "1e+16": 1e16, "1.5e+300": 1.5e300,
		"9999999999999998.0": 9999999999999998, "123456789.125": 123456789.125, "5e-324": 5e-324,
	} {
		assert.Equal(t, want, string(pydantic.AppendFloat(nil, f)))
	}
}

func TestAppendString(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                     `""`,
		"plain":                `"plain"`,
		`"\`:                   `"\"\\"`,
		"\n\r\t\b\f\x00\x1f":   `"\n\r\t\b\f\u0000\u001f"`,
		"é 👍 <>& \u2028 \x7f/": "\"é 👍 <>& \u2028 \x7f/\"",
		"a\xffb\xc3":           "\"a\ufffdb\ufffd\"",
		"\ufffd":               "\"\ufffd\"",
	} {
		assert.Equal(t, want, string(pydantic.AppendString(nil, text)))
	}
}

func TestAppendStringReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		var back string
		require.NoError(t, json.Unmarshal(pydantic.AppendString(nil, text), &back))
		assert.Equal(t, text, back)
	})
}
