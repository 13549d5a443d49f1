package value_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/value"
)

const placed = `{"T":{"type":"object","properties":{"id":{"type":"string"},"error":{"anyOf":[{"$ref":"#/components/schemas/E"},{"type":"null"}]},
	"list":{"type":"array","items":{"$ref":"#/components/schemas/E"}},"map":{"type":"object","additionalProperties":{"type":"integer","minimum":3,"maximum":3}},
	"pair":{"type":"array","prefixItems":[{"const":1},{"const":2}]}},
	"oneOf":[{"properties":{"a":{"const":"x"}}},{"properties":{"b":{"const":"y"}}}]},
	"E":{"type":"object","required":["code","message"],"properties":{"message":{"type":"string"},"code":{"type":"string","enum":["bad"]}}}}`

func TestAtMakesTheValueOfAPlace(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, placed)
	m := value.New()
	for pointer, like := range map[string]string{
		"": `^\{`, "/error": `^\{"message":"[^"]+","code":"bad"\}$`, "/error/code": `^"bad"$`, "/list": `^\[`,
		"/list/4/code": `^"bad"$`, "/map/any": `^3$`, "/a": `^"x"$`, "/b": `^"y"$`, "/pair/1": `^2$`,
	} {
		for seed := range uint64(20) {
			got, ok := m.At(s, pointer, value.Options{Seed: seed, Now: now})
			assert.True(t, ok, pointer)
			assert.Regexp(t, like, string(got), pointer)
		}
	}
	for _, pointer := range []string{"/nothing", "/id/x", "/error/nothing", "/list/x"} {
		_, ok := m.At(s, pointer, value.Options{})
		assert.False(t, ok, pointer)
	}
	_, ok := m.At(nil, "", value.Options{})
	assert.False(t, ok)
}

func TestAtMakesWhatTheWholeValueHas(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["id","owner"],"properties":{"id":{"type":"string"},
		"owner":{"type":"object","required":["email"],"properties":{"email":{"type":"string"}}}}}}`)
	m := value.New()
	whole, _ := m.Value(s, value.Options{Seed: 3, Now: now})
	var v struct {
		ID    json.RawMessage                 `json:"id"`
		Owner struct{ Email json.RawMessage } `json:"owner"`
	}
	require.NoError(t, json.Unmarshal(whole, &v))
	id, _ := m.At(s, "/id", value.Options{Seed: 3, Now: now})
	email, _ := m.At(s, "/owner/email", value.Options{Seed: 3, Now: now})
	assert.Equal(t, string(v.ID), string(id))
	assert.Equal(t, string(v.Owner.Email), string(email))
}

func TestKeysAreInTheOrderOfTheSchema(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, placed)
	m := value.New()
	assert.Equal(t, []string{"id", "error", "list", "map", "pair", "a", "b"}, m.Keys(s, ""))
	assert.Equal(t, []string{"message", "code"}, m.Keys(s, "/error"))
	assert.Equal(t, []string{"message", "code"}, m.Keys(s, "/list/0"))
	assert.Nil(t, m.Keys(s, "/nothing"))
	assert.Nil(t, m.Keys(nil, ""))
}

func TestObserveSaysWhatWasFilledByWhat(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["a","b","c","d","email","zzz","yyy","tags"],"properties":{"a":{"const":"x"},"b":{"type":"string","example":"x"},
		"c":{"type":"integer","default":1},"d":{"enum":["x"]},"email":{"type":"string"},"zzz":{"type":"string"},
		"yyy":{"type":"string","format":"uuid"},"tags":{"type":"array","minItems":1,"maxItems":1,"items":{"type":"string"}}}}}`)
	got := map[string]value.By{}
	_, _ = value.New().Value(s, value.Options{Observe: func(by value.By, pointer string) { got[pointer] = by }})
	assert.Equal(t, map[string]value.By{
		"/a": value.Const, "/b": value.Example, "/c": value.Default, "/d": value.Enum, "/email": value.Name,
		"/zzz": value.Filler, "/yyy": value.Format, "/tags/0": value.Name,
	}, got)
}
