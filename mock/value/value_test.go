package value_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/schemas"
)

var now = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

// schemaOf returns the type T of a document with these types.
func schemaOf(t testing.TB, types string) *schemas.Schema {
	t.Helper()
	d := describe(t, `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":`+types+`}}`)
	s, err := d.Schema("T")
	require.NoError(t, err)
	return s
}

func describe(t testing.TB, document string) *schemas.Description {
	t.Helper()
	d, err := schemas.Load(fstest.MapFS{"openapi.json": {Data: []byte(document)}}, "openapi.json")
	require.NoError(t, err)
	return d
}

// each makes values from forty seeds, which all keep the schema, and passes them on.
func each(t *testing.T, s *schemas.Schema, o value.Options, check func(text string, v any)) {
	t.Helper()
	m := value.New()
	for seed := range uint64(40) {
		o.Seed, o.Now = seed, now
		text, notes := m.Value(s, o)
		require.Empty(t, notes, "seed %d: %s", seed, text)
		require.Empty(t, s.Validate(text), "seed %d: %s", seed, text)
		var v any
		require.NoError(t, json.Unmarshal(text, &v))
		check(string(text), v)
	}
}

func TestKeywords(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		schema string
		like   string // each value matches this
		some   string // and at least one this
	}{
		"const":                {`{"const":{"a":[1,null]}}`, `^\{"a":\[1,null\]\}$`, ``},
		"enum":                 {`{"enum":["x","y",3]}`, `^("x"|"y"|3)$`, `3`},
		"enum and type":        {`{"type":"integer","enum":["x",3,4]}`, `^[34]$`, ``},
		"enums in allOf":       {`{"allOf":[{"enum":["a","b"]},{"enum":["b","c"]}]}`, `^"b"$`, ``},
		"minimum":              {`{"type":"integer","minimum":17,"maximum":18}`, `^1[78]$`, `18`},
		"exclusive":            {`{"type":"integer","exclusiveMinimum":17,"exclusiveMaximum":19}`, `^18$`, ``},
		"exclusive fractions":  {`{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":0.001}`, `^0\.000`, ``},
		"multipleOf":           {`{"type":"number","multipleOf":0.25,"maximum":1,"minimum":0.1}`, `^(0\.25|0\.5|0\.75|1)$`, ``},
		"multipleOf twice":     {`{"allOf":[{"type":"integer","multipleOf":4},{"multipleOf":6}],"minimum":13,"maximum":30}`, `^24$`, ``},
		"huge minimum":         {`{"type":"integer","minimum":100000000000000000000}`, `^100000000000000000`, ``},
		"negative":             {`{"type":"number","maximum":-3}`, `^-`, ``},
		"int32":                {`{"type":"integer","format":"int32","minimum":2147483646}`, `^214748364[67]$`, ``},
		"minLength":            {`{"type":"string","minLength":100}`, `^".{100,}"$`, ``},
		"maxLength":            {`{"type":"string","maxLength":2}`, `^".{1,2}"$`, ``},
		"length 0":             {`{"type":"string","maxLength":0}`, `^""$`, ``},
		"pattern":              {`{"type":"string","pattern":"^[A-Z]{3}-\\d+$"}`, `^"[A-Z]{3}-\d+"$`, ``},
		"two patterns":         {`{"type":"string","allOf":[{"pattern":"^[a-z0-9]+$"},{"pattern":"^x"}]}`, `^"x[a-z0-9]*"$`, ``},
		"pattern and length":   {`{"type":"string","pattern":"^[a-f]+$","minLength":30,"maxLength":32}`, `^"[a-f]{30,32}"$`, ``},
		"items":                {`{"type":"array","items":{"type":"boolean"}}`, `^\[(true|false)`, ``},
		"minItems":             {`{"type":"array","items":{"type":"integer"},"minItems":5}`, `^\[(\d+,){4,}`, ``},
		"maxItems":             {`{"type":"array","items":{"type":"integer"},"maxItems":1}`, `^\[\d+\]$`, ``},
		"uniqueItems":          {`{"type":"array","items":{"enum":["a","b","c"]},"minItems":3,"uniqueItems":true}`, `"a"`, ``},
		"prefixItems":          {`{"type":"array","prefixItems":[{"const":1},{"const":"x"}],"items":false}`, `^\[1,"x"\]$`, ``},
		"prefixItems and rest": {`{"type":"array","prefixItems":[{"const":1}],"items":{"const":2},"minItems":3}`, `^\[1,2,2`, ``},
		"contains":             {`{"type":"array","items":{"type":"integer","minimum":0},"contains":{"minimum":50,"maximum":60},"minContains":2}`, `5\d|60`, ``},
		"required":             {`{"type":"object","required":["b","x"],"properties":{"a":{"const":1},"b":{"const":2}}}`, `"b":2.*"x":`, `"a":1`},
		"closed":               {`{"type":"object","properties":{"a":{"const":1}},"additionalProperties":false}`, `^\{("a":1)?\}$`, ``},
		"map":                  {`{"type":"object","additionalProperties":{"const":7}}`, `^\{"[^"]+":7`, `,`},
		"patternProperties":    {`{"type":"object","patternProperties":{"^x-[a-z]+$":{"const":7}},"additionalProperties":false}`, `^\{"x-[a-z]+":7`, ``},
		"propertyNames":        {`{"type":"object","propertyNames":{"pattern":"^[A-Z]{4}$"},"additionalProperties":{"const":1}}`, `^\{"[A-Z]{4}":1`, ``},
		"minProperties":        {`{"type":"object","additionalProperties":{"const":1},"minProperties":6}`, `^\{("[^"]+":1,){5}`, ``},
		"maxProperties":        {`{"type":"object","properties":{"a":{"const":1},"b":{"const":1},"c":{"const":1}},"maxProperties":1,"required":["b"]}`, `^\{"b":1\}$`, ``},
		"dependentRequired":    {`{"type":"object","properties":{"a":{"const":1},"b":{"const":2}},"required":["a"],"dependentRequired":{"a":["b","c"]}}`, `"b":2.*"c":`, ``},
		"dependentSchemas":     {`{"type":"object","properties":{"a":{"const":1}},"dependentSchemas":{"a":{"required":["z"],"properties":{"z":{"const":9}}}}}`, `^\{\}$|"z":9`, `"a":1`},
		"if then else":         {`{"type":"object","required":["k","v"],"properties":{"k":{"enum":["s","n"]}},"if":{"properties":{"k":{"const":"s"}}},"then":{"properties":{"v":{"const":"text"}}},"else":{"properties":{"v":{"const":1}}}}`, `"s".*"text"|"n".*1`, ``},
		"not required":         {`{"type":"object","properties":{"a":{"const":1},"b":{"const":2}},"not":{"required":["a"]}}`, `^\{("b":2)?\}$`, ``},
		"not enum":             {`{"type":"string","enum":["a","b"],"not":{"const":"a"}}`, `^"b"$`, ``},
		"anyOf":                {`{"anyOf":[{"const":1},{"const":"x"}]}`, `^(1|"x")$`, `1`},
		"nested unions":        {`{"oneOf":[{"anyOf":[{"const":1},{"const":2}]},{"const":3}]}`, `^[123]$`, `3`},
		"union of required":    {`{"type":"object","properties":{"a":{"const":1},"b":{"const":2}},"anyOf":[{"required":["a"]},{"required":["b"]}]}`, `"a"|"b"`, ``},
		"allOf":                {`{"allOf":[{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":3}}},{"properties":{"a":{"maximum":3}}}]}`, `^\{"a":3\}$`, ``},
		"impossible branch":    {`{"type":"string","oneOf":[{"type":"integer"},{"const":"x"}]}`, `^"x"$`, ``},
		"false property":       {`{"type":"object","properties":{"a":false,"b":{"const":1}},"required":["b"]}`, `^\{"b":1\}$`, ``},
		"true":                 {`true`, `^\{\}$`, ``},
		"nothing said":         {`{}`, `^\{\}$`, ``},
		"one branch only":      {`{"oneOf":[{"type":"object","required":["a"],"properties":{"a":{"const":1}}},{"type":"object","required":["a","b"],"properties":{"a":{"const":1},"b":{"const":2}}}]}`, `^\{"a":1\}$`, ``},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seen := false
			each(t, schemaOf(t, `{"T":`+test.schema+`}`), value.Options{}, func(text string, _ any) {
				assert.Regexp(t, test.like, text)
				seen = seen || regexp.MustCompile(test.some).MatchString(text)
			})
			assert.True(t, seen, "no value matches %s", test.some)
		})
	}
}

func TestDiscriminator(t *testing.T) {
	t.Parallel()
	const types = `"Cat":{"type":"object","required":["kind","purrs"],"properties":{"kind":{"type":"string"},"purrs":{"const":true}}},
		"Dog":{"type":"object","required":["kind","barks"],"properties":{"kind":{"type":"string"},"barks":{"const":true}}}`
	for name, test := range map[string]struct{ types, like string }{
		"by name":    {`{"T":{"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],"discriminator":{"propertyName":"kind"}},` + types + `}`, `"Cat","purrs"|"Dog","barks"`},
		"by mapping": {`{"T":{"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],"discriminator":{"propertyName":"kind","mapping":{"c":"#/components/schemas/Cat","d":"Dog"}}},` + types + `}`, `"c","purrs"|"d","barks"`},
		"inherited": {`{"T":{"type":"array","minItems":1,"items":{"$ref":"#/components/schemas/Base"}},
			"Base":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"}},"discriminator":{"propertyName":"kind","mapping":{"x":"#/components/schemas/X"}}},
			"X":{"allOf":[{"$ref":"#/components/schemas/Base"},{"type":"object","required":["size"],"properties":{"size":{"const":5}}}]}}`, `"kind":"x"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, schemaOf(t, test.types), value.Options{}, func(text string, _ any) { assert.Regexp(t, test.like, text) })
		})
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	for format, like := range map[string]string{
		"date-time": `^"202[45]-\d\d-\d\dT\d\d:\d\d:\d\dZ"$`, "date": `^"202[45]-\d\d-\d\d"$`, "time": `^"\d\d:\d\d:\d\dZ"$`,
		"duration": `^"PT\d+M\d+S"$`, "email": `^"[a-z.]+@example\.com"$`, "idn-email": `@`, "hostname": `^"[a-z-]+\.example\.com"$`,
		"ipv4": `^"192\.0\.2\.\d+"$`, "ipv6": `^"2001:db8::`, "uri": `^"https://example\.com/`, "url": `^"https://`,
		"uri-reference": `^"/`, "iri": `https`, "iri-reference": `/`, "uri-template": `\{id\}`,
		"uuid": `^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$`, "json-pointer": `^"/`,
		"relative-json-pointer": `^"0/`, "regex": `\^`, "byte": `^"[A-Za-z0-9+/]+=*"$`, "binary": `.`, "password": `^"example-`,
		"date-time-rfc-2822": `\+0000"$`, "unix-time": `^"\d{10}"$`, "decimal": `^"\d+\.\d\d"$`, "ulid": `^"01[0-9A-Z]{24}"$`,
		"semver": `^"\d\.\d\.\d"$`, "unheard-of": `.`,
	} {
		each(t, schemaOf(t, `{"T":{"type":"string","format":"`+format+`"}}`), value.Options{}, func(text string, _ any) {
			assert.Regexp(t, like, text, format)
		})
	}
}

func TestExamplesAndDefaultsComeFirstIfTheyKeepTheSchema(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ schema, want, note string }{
		"example":                {`{"type":"string","example":"mine","default":"theirs"}`, `"mine"`, ""},
		"examples":               {`{"type":"string","examples":["mine"]}`, `"mine"`, ""},
		"default":                {`{"type":"string","default":"theirs"}`, `"theirs"`, ""},
		"example before enum":    {`{"type":"string","enum":["a","b"],"example":"b"}`, `"b"`, ""},
		"const before example":   {`{"const":"a","example":"b"}`, `"a"`, ""},
		"broken example":         {`{"type":"integer","maximum":3,"minimum":3,"example":4}`, `3`, "openapi.json:1: the example does not keep its schema; another value is used"},
		"broken, then default":   {`{"type":"integer","example":"x","default":8}`, `8`, "the example"},
		"broken default":         {`{"type":"string","enum":["a"],"default":"b"}`, `"a"`, "the default"},
		"example of an object":   {`{"type":"object","properties":{"a":{"type":"string"}},"example":{"a":"mine","b":1}}`, `{"a":"mine","b":1}`, ""},
		"example beside the ref": {`{"$ref":"#/components/schemas/S","example":"mine"}`, `"mine"`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := schemaOf(t, `{"T":`+test.schema+`,"S":{"type":"string"}}`)
			got, notes := value.New().Value(s, value.Options{})
			assert.JSONEq(t, test.want, string(got))
			if test.note == "" {
				assert.Empty(t, notes)
				return
			}
			require.Len(t, notes, 1)
			assert.Contains(t, fmt.Sprintf("%s:%d: %s", notes[0].Place.File, notes[0].Place.Line, notes[0].Text), test.note)
		})
	}
}

func TestDynamicIgnoresExamples(t *testing.T) {
	t.Parallel()
	each(t, schemaOf(t, `{"T":{"type":"string","enum":["a","b"],"example":"b"}}`), value.Options{Dynamic: true},
		func(text string, _ any) {
			assert.Contains(t, `"a""b"`, text)
		})
	got, _ := value.New().Value(schemaOf(t, `{"T":{"type":"string","format":"uuid","example":"a8f1bb38-1a52-4d0f-9a4e-6a3b2f7f2a10"}}`), value.Options{Dynamic: true})
	assert.NotContains(t, string(got), "a8f1bb38")
}

const media = `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"a","responses":{"200":{"description":"d",
	"content":{"application/json":{"schema":{"type":"object","required":["n"],"properties":{"n":{"type":"integer"}}},
	"examples":{"wrong":{"value":{"n":"x"}},"first":{"value":{"n":1}},"second":{"$ref":"#/components/examples/Second"}}}}}}}}},
	"components":{"examples":{"Second":{"value":{"n":2}}}}}`

func TestBodyTakesTheExampleOfTheMediaType(t *testing.T) {
	t.Parallel()
	m := describe(t, media).Operation("a").Responses[200].Content[0]
	got, notes := value.New().Body(m, value.Options{})
	assert.JSONEq(t, `{"n":1}`, string(got))
	assert.Len(t, notes, 1, "about the one that is wrong")
	got, notes = value.New().Body(m, value.Options{Example: "second"})
	assert.JSONEq(t, `{"n":2}`, string(got))
	assert.Empty(t, notes)
	got, _ = value.New().Body(m, value.Options{Example: "wrong"})
	assert.Empty(t, m.Schema.Validate(got), "an example that is wrong is not taken")
	got, _ = value.New().Body(m, value.Options{Dynamic: true})
	assert.Empty(t, m.Schema.Validate(got))
	got, _ = value.New().Body(schemas.Media{}, value.Options{})
	assert.Equal(t, "{}", string(got), "any value is allowed")
}

func TestDirections(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["name"],"properties":{
		"id":{"type":"string","readOnly":true},"password":{"type":"string","writeOnly":true},"name":{"type":"string"}}}}`)
	each(t, s, value.Options{Request: true}, func(text string, _ any) { assert.NotContains(t, text, `"id"`) })
	each(t, s, value.Options{}, func(text string, _ any) { assert.NotContains(t, text, `"password"`) })
	given := schemaOf(t, `{"T":{"type":"object","example":{"id":"1","password":"p","name":"n"},"properties":{
		"id":{"type":"string","readOnly":true},"password":{"type":"string","writeOnly":true},"name":{"type":"string"}}}}`)
	each(t, given, value.Options{Request: true}, func(text string, _ any) { assert.Equal(t, `{"password":"p","name":"n"}`, text) })
	each(t, given, value.Options{}, func(text string, _ any) { assert.Equal(t, `{"id":"1","name":"n"}`, text) })
}

func TestOrderAndNulls(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["zeta","alpha","mid"],"properties":{
		"zeta":{"const":1},"alpha":{"type":["string","null"]},"mid":{"anyOf":[{"type":"integer"},{"type":"null"}]}}}}`)
	nulls, all := 0, 0
	each(t, s, value.Options{}, func(text string, _ any) {
		assert.Regexp(t, `^\{"zeta":1,"alpha":.*,"mid":`, text)
		nulls, all = nulls+strings.Count(text, "null"), all+2
	})
	assert.NotZero(t, nulls)
	assert.Less(t, nulls*3, all, "most of them are not null")
}

func TestSameSeedSameValue(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},
		"n":{"type":"integer"},"map":{"type":"object","additionalProperties":{"type":"number"}},"u":{"oneOf":[{"type":"string"},{"type":"integer"}]},
		"created_at":{"type":"string","format":"date-time"}},"dependentRequired":{"id":["x","y"],"name":["p","q"]}}}`)
	seen := map[string]bool{}
	for seed := range uint64(50) {
		first, _ := value.New().Value(s, value.Options{Seed: seed, Now: now})
		again, _ := value.New().Value(s, value.Options{Seed: seed, Now: now})
		require.Equal(t, string(first), string(again))
		seen[string(first)] = true
	}
	assert.Greater(t, len(seen), 45, "other seeds give other values")
}

func TestAnotherPropertyChangesNothing(t *testing.T) {
	t.Parallel()
	a := schemaOf(t, `{"T":{"type":"object","required":["name","size"],"properties":{"name":{"type":"string"},"size":{"type":"integer"}}}}`)
	b := schemaOf(t, `{"T":{"type":"object","required":["other","name","size"],"properties":{"other":{"type":"string"},"name":{"type":"string"},"size":{"type":"integer"}}}}`)
	first, _ := value.New().Value(a, value.Options{Seed: 4})
	second, _ := value.New().Value(b, value.Options{Seed: 4})
	assert.True(t, strings.HasSuffix(string(second), string(first[1:])), "%s %s", first, second)
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"array","minItems":3,"items":{"$ref":"#/components/schemas/N"}},
		"N":{"type":"object","properties":{"id":{"type":"string","example":"n_1"},"next":{"$ref":"#/components/schemas/N"},"k":{"oneOf":[{"const":1},{"const":2}]}}}}`)
	m := value.New()
	want, _ := value.New().Value(s, value.Options{Seed: 9})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 10 {
				got, _ := m.Value(s, value.Options{Seed: 9})
				assert.Equal(t, string(want), string(got))
			}
		})
	}
	group.Wait()
}
