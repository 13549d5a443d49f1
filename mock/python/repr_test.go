package python_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/python"
)

func TestRepr(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`null`: "None", `true`: "True", `1.50`: "1.5", `NaN`: "nan", `-Infinity`: "-inf", `"a"`: "'a'", `"it's"`: `"it's"`,
		`"it's \"x\""`: `'it\'s "x"'`, `"\n\\\u0001\u00e9"`: `'\n\\\x01é'`, `[1,{"a":null}]`: "[1, {'a': None}]", `"\ue000"`: `'\ue000'`,
	} {
		v, err := python.ReadJSON([]byte(text))
		require.NoError(t, err)
		assert.Equal(t, want, python.Repr(v), text)
	}
}

func TestParseFloat(t *testing.T) {
	t.Parallel()
	for text, valid := range map[string]bool{"1": true, "1_0.5e1_0": true, "inf": true, "-Infinity": true, "nan": true, "1e999": true,
		"-nan": true, "+NaN": true, "٣.٣": true, "": false, "--nan": false, "²": false, "_1": false, "1__0": false, "1_": false, "0x10": false, "1p3": false, " 1": false} {
		_, ok := python.ParseFloat(text)
		assert.Equal(t, valid, ok, text)
	}
	_, ok := python.ParsePlainFloat("1_0")
	assert.False(t, ok)
}

func TestASCIIDigits(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "a3_59-08²", python.ASCIIDigits("a٣_５９-0𝟖²"))
}

// From Python 3.13 on, a comma that nothing follows is an error of its own.
func TestCommaThatNothingFollows(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`[1, ]`:    "Illegal trailing comma before end of array: line 1 column 3 (char 2)",
		`{"a":1,}`: "Illegal trailing comma before end of object: line 1 column 7 (char 6)",
		`[1,`:      "Expecting value: line 1 column 4 (char 3)",
	} {
		_, err := python.ReadJSONAs([]byte(text), 13)
		assert.EqualError(t, err, want)
	}
	_, err := python.ReadJSONAs([]byte(`[1,]`), 12)
	assert.EqualError(t, err, "Expecting value: line 1 column 4 (char 3)")
}
