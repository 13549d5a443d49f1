package recorded

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// readDocument judges a file that is one answer's body.
func (r *Reader) readDocument(text []byte) error {
	name, why := r.file.Type, ""
	if name == "" {
		name, why = guess(text)
	}
	r.Summary.form = bodyInWords(name, why)
	r.Summary.entries++
	x, ok := r.bodyExchange(name, text)
	if !ok {
		return &exchange.UsageError{Field: "Type", Value: "", Problem: "cannot be told from what " + r.file.Name + " holds",
			Hint: "name it: " + strings.Join(Types(r.options.Description), ", ")}
	}
	x.From, x.Origin.Line = r.file.Name, 1
	r.see(x)
	return nil
}

// bodyExchange is an exchange of which only the answer's body was kept; false
// when nobody says what the body is, unless it is no JSON: then it breaks
// whatever schema it should have.
func (r *Reader) bodyExchange(name string, text []byte) (*exchange.Exchange, bool) {
	schema := fileSchema(r.options.Description, name)
	if schema == nil && len(schemas.CheckJSON(text)) == 0 {
		return nil, false
	}
	if schema == nil {
		schema = fileSchema(r.options.Description, FileList)
	}
	x := &exchange.Exchange{
		Response: &exchange.Response{Content: text, Announced: -1},
		Origin:   exchange.Origin{Known: exchange.BodyOnly, As: &schemas.Response{Status: http.StatusOK, Schema: schema}},
	}
	x.Probe = exchange.Probe{ID: "kept", Operation: operationOf(name)}
	if name == "HTTPValidationError" {
		x.Origin.As.Status = http.StatusUnprocessableEntity
	}
	x.Response.Status = x.Origin.As.Status
	return x, true
}

// operationOf is the operation that answers with such a body; empty when
// several do, or none.
func operationOf(name string) string {
	if name == observation.ExecutionType {
		return schemas.Get
	}
	return responsesOf[name]
}

// bodyInWords says what a body is taken as.
func bodyInWords(name, why string) string {
	words := map[string]string{
		"": "what should be JSON", FileList: "a list of executions", FileResults: "a list of results",
	}[name]
	if words == "" {
		words = "a " + name
		if strings.ContainsRune("AEIOUH", rune(name[0])) {
			words = "an " + name
		}
	}
	if why != "" {
		words += ": " + why
	}
	return words
}

// readLongList judges a list that is too long to be held, execution by
// execution. What needs all of it at once is not examined.
func (r *Reader) readLongList(head []byte, all io.Reader) error {
	name, why := r.file.Type, ""
	if name == "" {
		name, why = guess(head)
	}
	if name != FileList && name != FileResults {
		return &Error{fmt.Sprintf("it is longer than %d bytes, and no list", r.options.MaxBody),
			"allow more with MaxBody (--max-body)"}
	}
	r.Summary.form = bodyInWords(name, why)
	r.Summary.note = fmt.Sprintf("the list is longer than %d bytes, so it was read one by one: "+
		"what needs all of it at once was not examined", r.options.MaxBody)
	r.Summary.entries++
	r.Summary.Judged++
	schema := fileSchema(r.options.Description, name)
	element, err := r.options.Description.Schema(strings.TrimSuffix(schema.Name(), "[]"))
	if err != nil {
		return err
	}
	x, _ := r.bodyExchange(name, nil)
	x.Number, x.From, x.Origin.Line = 1, r.file.Name, 1
	parts := r.to.InParts(x, schemas.Response{Status: http.StatusOK, Schema: element})
	whole, err := schema.ValidateStream(all, func(i int, text []byte, v []schemas.Violation) error {
		if r.ctx.Err() != nil {
			return context.Cause(r.ctx)
		}
		parts.See(i, bytes.Clone(text), v)
		return nil
	}, schemas.MaxValues(observation.Bounds.Values))
	parts.Whole(whole)
	return err
}
