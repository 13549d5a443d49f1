package edit_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/edit"
)

// FuzzEdit compares the three operations: Get returns what was set and not what was removed,
// and the text remains valid JSON.
func FuzzEdit(f *testing.F) {
	f.Add(document, "/b/c~1d/1/e", "[1]")
	f.Add(`{"a": 1.0 ,"b":2}`, "/a", "null")
	f.Add(`{ }`, "/a~0", `"\ud800"`)
	f.Add(" [1 , 2,\n3] ", "/2", "{}")
	f.Add(`{"a":{"a":1},"a":2}`, "/a/a", "3")
	f.Add(`{"":[]}`, "//0", "")
	f.Fuzz(func(t *testing.T, text, pointer, value string) {
		before, err := edit.Get([]byte(text), pointer)
		if err == nil {
			require.Contains(t, text, string(before))
		}
		if !json.Valid([]byte(text)) || !json.Valid([]byte(value)) {
			return
		}
		value = strings.Trim(value, " \t\r\n") // white space at its ends would belong to its neighbours
		set, failed := edit.Set([]byte(text), pointer, []byte(value))
		if failed != nil {
			require.Error(t, err, "what can be got can be set")
			return
		}
		require.True(t, json.Valid(set), "%s", set)
		got, failed := edit.Get(set, pointer)
		require.NoError(t, failed)
		assert.JSONEq(t, value, string(got))
		if err == nil {
			back, failed := edit.Set(set, pointer, before)
			require.NoError(t, failed)
			assert.Equal(t, text, string(back), "every other byte is as it was")
		}
		removed, failed := edit.Remove(set, pointer)
		if pointer == "" {
			require.Error(t, failed)
			return
		}
		require.NoError(t, failed)
		require.True(t, json.Valid(removed), "%s without %s is %s", set, pointer, removed)
		assert.Less(t, len(removed), len(set))
		if _, failed = edit.Get(removed, pointer); failed != nil {
			assert.True(t, errors.Is(failed, edit.ErrNotFound))
		}
	})
}
