package mock

import (
	"strings"

	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/schemas"
)

// promised tells faults what the description promises of each value of the
// answer, so that what they break is a promise.
func (c *call) promised() func(pointer string) (fault.Promise, bool) {
	if c.operation == "" {
		return nil
	}
	documented := c.described().Responses[c.answer.Status]
	if documented.Schema == nil {
		return nil
	}
	root := documented.Schema.Node()
	return func(pointer string) (fault.Promise, bool) { return promiseAt(root, pointer) }
}

// promiseAt walks a schema along a JSON pointer.
func promiseAt(n *schemas.Node, pointer string) (fault.Promise, bool) {
	required := false
	if pointer != "" {
		for _, token := range strings.Split(pointer[1:], "/") {
			name := strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
			p, named := n.Property(name)
			switch {
			case named:
				n, required = p.Node, p.Required
			case n.Type == "array" && n.Items != nil:
				n, required = n.Items, false
			case n.Values != nil:
				n, required = n.Values, false
			default:
				return fault.Promise{}, false
			}
		}
	}
	return fault.Promise{Required: required, Nullable: n.Nullable, Format: n.Format, Enum: n.Enum}, true
}
