package lifecycle

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The cases of RFC 7396, appendix A, that have valid results of a record's size.
func TestMergePatch(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{`{"a":"b"}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":"b"}`, `{"b":"c"}`, `{"a":"b","b":"c"}`},
		{`{"a":"b"}`, `{"a":null}`, `{}`},
		{`{"a":["b"]}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":{"b":"c"}}`, `{"a":{"b":"d","c":null}}`, `{"a":{"b":"d"}}`},
		{`["a"]`, `{"a":1}`, `{"a":1}`},
		{`{"e":null}`, `{"a":1}`, `{"e":null,"a":1}`},
		{`{}`, `{"a":{"bb":{"ccc":null}}}`, `{"a":{"bb":{}}}`},
		{`{"a":1}`, `[1]`, `[1]`},
	} {
		assert.Equal(t, c[2], string(mergePatch([]byte(c[0]), []byte(c[1]))), "%s with %s", c[0], c[1])
	}
}

func TestComposedPatchesHaveTheEffectOfBoth(t *testing.T) {
	t.Parallel()
	target := []byte(`{"a":1,"b":{"c":2,"d":3}}`)
	for _, c := range [][2]string{
		{`{"a":2}`, `{"a":null}`}, {`{"a":null}`, `{"a":3}`}, {`{"b":{"c":null}}`, `{"b":{"d":null,"e":4}}`}, {`{"b":null}`, `{"a":1}`},
		{`{"x":{"y":1}}`, `{"x":{"y":null}}`},
	} {
		each := mergePatch(mergePatch(target, []byte(c[0])), []byte(c[1]))
		assert.JSONEq(t, string(each), string(mergePatch(target, composePatches([]byte(c[0]), []byte(c[1])))), "%s, then %s", c[0], c[1])
	}
}
