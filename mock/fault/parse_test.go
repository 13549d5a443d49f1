package fault_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fault"
)

func TestParseReadsTheShortFormToo(t *testing.T) {
	t.Parallel()
	f, err := fault.Parse(json.RawMessage(` "latency:2s+reset" `))
	require.NoError(t, err)
	assert.Equal(t, "latency:2s+reset:50%", f.String())
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		``:                `fault: not JSON; expected: an object such as {"kind":"reset"}`,
		`{"kind":`:        `fault: not JSON; expected: an object such as {"kind":"reset"}`,
		`17`:              `fault: 17; expected: an object such as {"kind":"reset"} or a text such as "latency:2s"`,
		`{}`:              `fault: without a kind; expected: one of latency, first-byte`,
		`{"kind":7}`:      `fault: kind is 7; expected: one of latency`,
		`{"kind":"rest"}`: `fault "rest": not a kind of fault; expected: one of latency, first-byte`,
		"{\"kind\":\"latency\",\n\"percentiles\":{\n}}": `percentiles is { }; expected: shares`,
		`{"kind":"zzzzzzzz"}`:                           `fault "zzzzzzzz": not a kind of fault; expected: one of latency, `,
		`{"kind":"latency","fixd":"2s"}`: `fault "latency": fixd is not one of its parameters; expected: ` +
			`one of fixed, uniform, normal, percentiles, probability, every; did you mean "fixed"?`,
		`{"kind":"close","at":5}`: `fault "close": at is not one of its parameters; expected: one of probability, every`,
		`{"kind":"latency","fixed":2}`: `fault "latency": fixed is 2; expected: a duration from 0s to 10m, ` +
			`such as 500ms or 2s`,
		`{"kind":"latency","fixed":"11m"}`:                       `fixed is "11m"; expected: a duration from 0s to 10m`,
		`{"kind":"latency","fixed":"-1s"}`:                       `fixed is "-1s"; expected: a duration`,
		`{"kind":"latency","uniform":"3s..1s"}`:                  `uniform is "3s..1s"; expected: a range from the shorter`,
		`{"kind":"latency","uniform":"3s"}`:                      `uniform is "3s"; expected: a range such as`,
		`{"kind":"latency","normal":"3s~11m"}`:                   `normal is "3s~11m"; expected: a mean and a deviation`,
		`{"kind":"latency","fixed":"1s","normal":"x"}`:           `normal is given together with fixed; expected: only one of fixed,`,
		`{"kind":"latency","percentiles":{}}`:                    `percentiles is {}; expected: shares with durations`,
		`{"kind":"latency","percentiles":{"101":"1s"}}`:          `percentiles is {"101":"1s"}; expected: shares`,
		`{"kind":"latency","percentiles":{"50":"2s","99":"1s"}}`: `expected: shares with durations, both ascending`,
		`{"kind":"latency","percentiles":{"50":3}}`:              `percentiles is {"50":3}; expected:`,
		`{"kind":"latency","percentiles":[1]}`:                   `percentiles is [1]; expected:`,
		`{"kind":"latency","fixed":"1s","fixed":"2s"}`:           `fault: not JSON; expected:`,
		`{"kind":"slow-body","rate":0}`:                          `rate is 0; expected: a number from 1 to 1000000000`,
		`{"kind":"slow-body","rate":1.5}`:                        `rate is 1.5; expected: a whole number from 1`,
		`{"kind":"slow-body","rate":"9"}`:                        `rate is "9"; expected: a number from 1`,
		`{"kind":"slow-body","rate":1e400}`:                      `rate is 1e400; expected: a number from 1`,
		`{"kind":"slow-body","rate":null}`:                       `rate is null; expected: a number from 1`,
		`{"kind":"reset","at":"101%"}`:                           `at is "101%"; expected: a share such as "50%"`,
		`{"kind":"reset","at":-1}`:                               `at is -1; expected: a share`,
		`{"kind":"cut","content-length":"rihgt"}`: `content-length is "rihgt"; expected: ` +
			`one of wrong, right, none; did you mean "right"?`,
		`{"kind":"content-length","by":0}`:           `by is 0; expected: any number but 0`,
		`{"kind":"content-length","by":1,"is":2}`:    `is is given together with by; expected: only one of by, is`,
		`{"kind":"garbage","size":1048577}`:          `size is 1048577; expected: a number from 1 to 1048576`,
		`{"kind":"status","code":600}`:               `code is 600; expected: a number from 200 to 599`,
		`{"kind":"status","code":100}`:               `code is 100; expected: a number from 200 to 599`,
		`{"kind":"proxy-page","code":500}`:           `code is 500; expected: a number from 502 to 504`,
		`{"kind":"content-type","is":"a/b\r\nX: y"}`: `expected: a type such as text/html, or missing`,
		`{"kind":"content-type","is":"gone"}`:        `is is "gone"; expected: a type such as text/html`,
		`{"kind":"rate-limit","per":"0s"}`:           `per is "0s"; expected: a duration from 1ms to 24h`,
		`{"kind":"broken-json","how":"NaN"}`:         `invalid-utf8, bom, any; did you mean "nan"?`,
		`{"kind":"drop-field","at":"0/status"}`:      `at is "0/status"; expected: a JSON pointer such as`,
		`{"kind":"drop-field","at":"/a~2"}`:          `at is "/a~2"; expected: a JSON pointer such as`,
		`{"kind":"drop-field","at":3}`:               `at is 3; expected: a JSON pointer such as`,
		`{"kind":"reset","probability":1.01}`:        `probability is 1.01; expected: a number from 0 to 1`,
		`{"kind":"reset","every":0}`:                 `every is 0; expected: a number from 1 to 1000000`,
		`"` + strings.Repeat("a", 70_000) + `"`:      `fault: 70002 bytes long; expected: at most 64 KiB`,
	} {
		t.Run(raw[:min(len(raw), 60)], func(t *testing.T) {
			t.Parallel()
			f, err := fault.Parse(json.RawMessage(raw))
			require.Error(t, err)
			assert.Nil(t, f)
			assert.Contains(t, err.Error(), want)
			var typed *fault.Error
			assert.ErrorAs(t, err, &typed)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func TestParseShortSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		``:                           `fault: not a kind of fault; expected: one of latency`,
		`reset+`:                     `fault: not a kind of fault; expected: one of latency`,
		`resett`:                     `did you mean "reset"?`,
		`latency:2`:                  `fault "latency": fixed is "2"; expected: a duration from 0s to 10m`,
		`latency:1s:2s`:              `fault "latency": fixed is given twice; expected: once`,
		`latency:fixd=1s`:            `every; did you mean "fixed"?`,
		`close:now`:                  `fault "close": given "now"; expected: no value`,
		`status:many`:                `code is "many"; expected: a number from 200 to 599`,
		`drop-field:status`:          `at is "status"; expected: a JSON pointer`,
		`content-type:a/b+json`:      `fault "json": not a kind of fault`,
		"bad-enum:value=\xff":        `value is not UTF-8; expected: text`,
		strings.Repeat("reset+", 20): `fault: 21 faults together; expected: at most 16`,
	} {
		t.Run(text[:min(len(text), 40)], func(t *testing.T) {
			t.Parallel()
			f, err := fault.ParseShort(text)
			require.ErrorContains(t, err, want)
			assert.Nil(t, f)
		})
	}
}

func TestNamesThatAreNothingLikeOneAreNotGuessed(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"x", "zz", "everything", "cut:zz=1", "rate-limit:xy=1"} {
		_, err := fault.ParseShort(text)
		require.Error(t, err)
		assert.NotContains(t, err.Error(), "did you mean", text)
	}
}

func TestShortFormsThatAreNoExamples(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"latency":                           "latency:1s",
		"latency:fixed=90s":                 "latency:1m30s",
		"latency:uniform=1s..3s":            "latency:1s..3s",
		"latency:percentiles=50/1s":         "latency:percentiles=50/1s",
		"cut:right":                         "cut:50%:right",
		"cut:content-length=none:at=12.5%":  "cut:12.5%:none",
		"garbage:20":                        "garbage:size=20",
		"garbage:text=a%2Bb%3Ac%0A":         "garbage:text=a%2Bb%3Ac%0A",
		"content-type:application/a%2Bjson": "content-type:application/a%2Bjson",
		"rate-limit:5:retry-after=date":     "rate-limit:5:retry-after=date",
		"drop-field:/a%3Ab/c=d":             "drop-field:/a%3Ab/c=d",
		"null":                              "null",
		" reset + close ":                   "reset:50%+close",
		"reset:probability=0":               "reset:50%:probability=0",
		"reset:every=2":                     "reset:50%:every=2",
	} {
		assert.Equal(t, want, parse(t, text).String())
	}
}

func FuzzParse(f *testing.F) {
	for _, k := range fault.Kinds() {
		f.Add([]byte(`{"kind":"` + k.Name + `"}`))
		f.Add([]byte(`"` + k.Short + `"`))
	}
	f.Add([]byte(`{"kind":"latency","percentiles":{"50":"1s","p99":"2s"},"every":3,"probability":0.5}`))
	f.Fuzz(func(t *testing.T, raw []byte) { roundTrip(t, json.RawMessage(raw), fault.Parse) })
}

func FuzzParseShort(f *testing.F) {
	for _, k := range fault.Kinds() {
		f.Add(k.Name)
		f.Add(k.Short + ":every=3")
	}
	f.Add("latency:1s~2s+garbage:text=%00%25:5+bad-enum:/a~1b/*:value=x%3D")
	f.Fuzz(func(t *testing.T, text string) { roundTrip(t, text, fault.ParseShort) })
}

// roundTrip checks that what can be parsed can be formatted and parsed again, and that it
// can be applied to any body without a panic.
func roundTrip[T any](t *testing.T, written T, read func(T) (fault.Fault, error)) {
	f, err := read(written)
	if err != nil {
		var typed *fault.Error
		require.True(t, errors.As(err, &typed))
		require.NotContains(t, err.Error(), "\n")
		return
	}
	again, err := fault.ParseShort(f.String())
	require.NoError(t, err, f.String())
	require.Equal(t, f.String(), again.String())
	for _, content := range []string{"", body, record, "[]", "null", "\xff", `{"a":[]}`} {
		one, other := good(content), good(content)
		require.Equal(t, f.Apply(one, draw(1)), again.Apply(other, draw(1)))
		require.Equal(t, one, other)
	}
}
