package value

import (
	"encoding/json"

	"github.com/ringer-api/ringer/schemas"
)

// Of makes a value for a schema as it is written, like Value.
func (m *Maker) Of(x schemas.Definition, o Options) (json.RawMessage, []Note) {
	if !x.Exists() {
		return json.RawMessage("{}"), nil
	}
	return m.value(x, nil, o)
}
