package edit_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/edit"
)

const document = `{"a":1.0,"b":{"c/d":[10,{"e":null}],"é":"x"}, "n":123456789012345678901234567890}`

func TestGet(t *testing.T) {
	t.Parallel()
	for pointer, want := range map[string]string{
		"": document, "/a": "1.0", "/b/c~1d/1/e": "null", "/b/é": `"x"`, "/n": "123456789012345678901234567890",
	} {
		got, err := edit.Get([]byte(document), pointer)
		require.NoError(t, err, pointer)
		assert.Equal(t, want, string(got), pointer)
	}
	for _, pointer := range []string{"/x", "/a/b", "/b/c~1d/2", "/b/c~1d/-1", "/b/c~1d/x"} {
		_, err := edit.Get([]byte(document), pointer)
		assert.ErrorIs(t, err, edit.ErrNotFound, pointer)
	}
	for _, pointer := range []string{"a", "/a~", "/~2", "/~~0", "/\x80"} {
		_, err := edit.Get([]byte(document), pointer)
		assert.ErrorContains(t, err, "not a JSON pointer", "%q", pointer)
	}
}

func TestSet(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, pointer, value, want string }{
		"member":     {`{"a": 1.0 ,"b":2}`, "/a", "null", `{"a": null ,"b":2}`},
		"element":    {`[1,2,3]`, "/1", `"x"`, `[1,"x",3]`},
		"new member": {`{"a":{"b":1}}`, "/a/c", "2", `{"a":{"b":1,"c":2}}`},
		"into empty": {`{ }`, "/a", "2", `{ "a":2}`},
		"whole":      {`[1]`, "", "{}", `{}`},
	} {
		got, err := edit.Set([]byte(c.text), c.pointer, []byte(c.value))
		require.NoError(t, err, name)
		assert.Equal(t, c.want, string(got), name)
	}
	for _, pointer := range []string{"/a/b/c", "/l/9"} {
		_, err := edit.Set([]byte(`{"a":1,"l":[]}`), pointer, []byte("1"))
		assert.ErrorIs(t, err, edit.ErrNotFound, pointer)
	}
}

func TestRemove(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, pointer, want string }{
		"first":    {`{"a":1, "b":2}`, "/a", `{ "b":2}`},
		"last":     {`{"a":1, "b":2}`, "/b", `{"a":1}`},
		"only":     {`{"a":1}`, "/a", `{}`},
		"element":  {`[1,2,3]`, "/1", `[1,3]`},
		"lastItem": {`[1,2,3]`, "/2", `[1,2]`},
	} {
		got, err := edit.Remove([]byte(c.text), c.pointer)
		require.NoError(t, err, name)
		assert.Equal(t, c.want, string(got), name)
	}
	_, err := edit.Remove([]byte(`{}`), "")
	assert.Error(t, err)
}
