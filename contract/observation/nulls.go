package observation

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// omitsNulls reports whether the framework cannot describe that a property may be null: the
// document that FastAPI makes with pydantic 1 has Optional[str] as a string that is not required.
// It is told by its version and by its refusals.
func omitsNulls(d *schemas.Description, r *Resources) bool {
	version := d.Extension("openapi")
	if r.Rest.Only || version == nil || !strings.Contains(string(version.AppendJSON(nil, nil)), `"3.0.`) {
		return false
	}
	return slices.ContainsFunc(d.Operations(), func(op *schemas.Operation) bool {
		response, ok := op.Response(http.StatusUnprocessableEntity)
		return ok && response.Schema != nil && namesInputs(response.Schema.Node())
	})
}

// forgiveNulls takes back the violations that are no more than a null in a property which may
// be absent.
func (r *Reading) forgiveNulls() {
	root := r.Response.Schema.Node()
	r.Schema = slices.DeleteFunc(r.Schema, func(v schemas.Violation) bool {
		return v.Missing == "" && isNull(r.Value, v.Pointer) && mayBeAbsent(root, v.Pointer)
	})
	for i, places := range r.broken {
		above, value := "", r.Value
		if list, ok := r.Value.([]any); ok && i < len(list) {
			above, value = "/"+strconv.Itoa(i), list[i]
		}
		r.broken[i] = slices.DeleteFunc(places, func(p schemas.BrokenPlace) bool {
			return p.Missing == "" && isNull(value, p.Pointer) && mayBeAbsent(root, above+p.Pointer)
		})
	}
}

func isNull(v any, at string) bool {
	found, there := valueAt(v, at)
	return there && found == nil
}

// mayBeAbsent reports whether a pointer into a body leads to a property that is not required.
func mayBeAbsent(n *schemas.Node, at string) bool {
	optional := false
	for _, token := range document.SplitPointer(at) {
		if p, ok := n.Property(token); ok {
			n, optional = p.Node, !p.Required
		} else if n.Items != nil {
			n, optional = n.Items, false
		} else {
			return false
		}
	}
	return optional
}
