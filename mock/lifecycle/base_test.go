package lifecycle_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// base makes a value of a schema by chance, in the order of the schema: what somebody else
// generates.
func base(chance *rand.Rand, d schemas.Definition) json.RawMessage {
	var b strings.Builder
	crude(&b, chance, d, 0)
	return json.RawMessage(b.String())
}

func crude(b *strings.Builder, chance *rand.Rand, d schemas.Definition, depth int) {
	if words, _ := d.Words(100); len(words) > 0 {
		b.Write(words[chance.IntN(len(words))].Value.AppendJSON(nil, nil))
		return
	}
	if d.Nullable() && chance.IntN(4) == 0 {
		b.WriteString("null")
		return
	}
	kind := "string"
	if kinds := d.Kinds(); len(kinds) > 0 {
		kind = kinds[chance.IntN(len(kinds))]
	}
	switch kind {
	case "object":
		b.WriteByte('{')
		n := 0
		for _, f := range d.Fields(100) {
			if !f.Required && chance.IntN(4) == 0 {
				continue
			}
			if n++; n > 1 {
				b.WriteByte(',')
			}
			fmt.Fprintf(b, "%q:", f.Name)
			crude(b, chance, f.Definition(), depth+1)
		}
		b.WriteByte('}')
	case "array":
		b.WriteByte('[')
		crude(b, chance, d.Items(), depth+1)
		b.WriteByte(']')
	case "integer":
		fmt.Fprint(b, chance.IntN(50))
	case "number":
		fmt.Fprint(b, chance.Float64())
	case "boolean":
		fmt.Fprint(b, chance.IntN(2) == 0)
	default:
		switch d.Format() {
		case "date-time":
			b.WriteString(`"1972-01-01T00:00:00Z"`)
		case "uuid":
			b.WriteString(`"00000000-0000-4000-8000-000000000000"`)
		case "uri":
			b.WriteString(`"https://files.example/1"`)
		default:
			fmt.Fprintf(b, "%q", fmt.Sprintf("text %d", chance.IntN(100)))
		}
	}
}
