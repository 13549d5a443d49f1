package value_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock/value"
)

// wide is an object with many properties of the same type.
func wide(n int, inner string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,"p%d":%s`, i, inner)
	}
	return `{"type":"object","properties":{` + b.String()[1:] + `}}`
}

func TestHostileSchemas(t *testing.T) {
	t.Parallel()
	const self = `{"$ref":"#/components/schemas/T"}`
	for name, types := range map[string]string{
		"recursion":                  `{"T":{"type":"object","properties":{"a":` + self + `,"b":` + self + `,"c":{"type":"array","items":` + self + `}}}}`,
		"wide recursion":             `{"T":` + wide(100, self) + `}`,
		"recursive map":              `{"T":{"type":"object","additionalProperties":` + self + `,"minProperties":1}}`,
		"recursion without end":      `{"T":{"type":"object","required":["a"],"properties":{"a":` + self + `}}}`,
		"twofold without end":        `{"T":{"type":"object","required":["a","b"],"properties":{"a":` + self + `,"b":` + self + `}}}`,
		"arrays without end":         `{"T":{"type":"array","minItems":3,"items":` + self + `}}`,
		"recursion through allOf":    `{"T":{"type":"object","required":["a"],"properties":{"a":{"allOf":[` + self + `,{"properties":{"b":` + self + `}}]}}}}`,
		"an end in a branch":         `{"T":{"oneOf":[{"type":"object","required":["l","r"],"properties":{"l":` + self + `,"r":` + self + `}},{"type":"integer"}]}}`,
		"many items":                 `{"T":{"type":"array","minItems":1000000000,"items":{"type":"string"}}}`,
		"many properties":            `{"T":{"type":"object","minProperties":1000000000,"additionalProperties":true}}`,
		"a long text":                `{"T":{"type":"string","minLength":1000000000}}`,
		"a long pattern":             `{"T":{"type":"string","pattern":"^(a{900}){1000}$"}}`,
		"unique values of few":       `{"T":{"type":"array","uniqueItems":true,"minItems":100,"items":{"type":"boolean"}}}`,
		"nothing fits":               `{"T":{"type":"integer","minimum":5,"maximum":4}}`,
		"no text fits":               `{"T":{"type":"string","pattern":"^a+$","allOf":[{"pattern":"^b+$"}]}}`,
		"two types":                  `{"T":{"allOf":[{"type":"string"},{"type":"integer"}]}}`,
		"not itself":                 `{"T":{"type":"string","not":{"type":"string"}}}`,
		"false":                      `{"T":false}`,
		"required and forbidden":     `{"T":{"type":"object","required":["a"],"properties":{"a":false}}}`,
		"required and closed":        `{"T":{"type":"object","required":["a"],"additionalProperties":false}}`,
		"tiny steps":                 `{"T":{"type":"number","multipleOf":1e-299,"minimum":1,"maximum":2}}`,
		"steps without a common":     `{"T":{"type":"integer","multipleOf":999999999989,"minimum":1,"maximum":2}}`,
		"huge numbers":               `{"T":{"type":"number","minimum":1e300,"multipleOf":1e-200}}`,
		"contains too many":          `{"T":{"type":"array","contains":{"const":1},"minContains":1000000}}`,
		"ifs within ifs":             `{"T":{"if":{"if":{"required":["a"]},"then":{"required":["b"]}},"then":{"required":["c"]},"else":{"required":["d"]}}}`,
		"dependent on each other":    `{"T":{"type":"object","properties":{"a":true},"required":["a"],"dependentRequired":{"a":["b"],"b":["c"],"c":["a","d"]}}}`,
		"names that nothing has":     `{"T":{"type":"object","minProperties":3,"propertyNames":{"maxLength":0},"additionalProperties":true}}`,
		"discriminator of no branch": `{"T":{"type":"object","discriminator":{"propertyName":"k","mapping":{"a":"#/components/schemas/T"}},"required":["k"]}}`,
		"huge exponents":             `{"T":{"type":"number","minimum":1e-450,"maximum":1e450,"multipleOf":1e-450}}`,
		"an example without end":     `{"T":{"type":"array","items":{"type":"integer"},"example":[` + strings.Repeat("1,", 20000) + `1]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := schemaOf(t, types)
			for seed := range uint64(2) {
				text, notes := value.New().Value(s, value.Options{Seed: seed})
				assert.Less(t, len(text), 64<<20)
				if len(notes) == 0 {
					assert.Empty(t, s.Validate(text))
				}
			}
		})
	}
}

func TestARecursiveValueIsSmall(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","properties":{"name":{"type":"string"},"parent":{"$ref":"#/components/schemas/T"},
		"children":{"type":"array","items":{"$ref":"#/components/schemas/T"}}}}}`)
	each(t, s, value.Options{}, func(text string, _ any) { assert.Less(t, len(text), 8000) })
}
