package exchange_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract/exchange"
)

func TestInputsKeepTheirOrder(t *testing.T) {
	t.Parallel()
	in := exchange.Inputs{{Name: "z", Value: "1"}, {Name: "a", Value: `"<`}}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.JSONEq(t, `{"z":"1","a":"\"<"}`, string(text))
	assert.Less(t, string(text), `{"z"`+"~", "z is the first")
	var back exchange.Inputs
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, in, back)
	for _, wrong := range []string{`[]`, `{"a":1}`, `"a"`} {
		assert.Error(t, json.Unmarshal([]byte(wrong), &back), wrong)
	}
}

func TestInputsAreNotChangedInPlace(t *testing.T) {
	t.Parallel()
	in := exchange.Inputs{{Name: "a", Value: "1"}, {Name: "b", Value: "2"}}
	assert.Equal(t, "3", in.With("a", "3").Get("a"))
	assert.Equal(t, "4", in.With("c", "4").Get("c"))
	assert.Empty(t, in.Without("a").Get("a"))
	assert.Equal(t, exchange.Inputs{{Name: "a", Value: "1"}, {Name: "b", Value: "2"}}, in)
	assert.Equal(t, "/x/1/y/2%2F3/", in.With("b", "2/3").Into("/x/{a}/y/{b}/{c}"))
	assert.Equal(t, "/x/", in.Into("/x/{a"), "an open brace is the end")
}
