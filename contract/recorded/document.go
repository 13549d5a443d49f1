package recorded

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// readDocument reads a file that is the body of one response.
func (r *Reader) readDocument(text []byte) error {
	name, why := r.file.Type, ""
	if name == "" {
		name, why = r.options.guess(text)
	}
	r.Summary.form = r.bodyInWords(name, why)
	r.Summary.entries++
	x, ok := r.bodyExchange(name, text)
	if !ok {
		return &exchange.UsageError{Field: "Type", Value: "", Problem: "is unknown: cannot tell what " + r.file.Name + " is",
			Hint: "name it with Type (--type): " + strings.Join(Types(r.options.Description), ", ")}
	}
	x.From, x.Origin.Line = r.file.Name, 1
	r.see(x)
	return nil
}

// bodyExchange returns an exchange of which only the response's body is known; false when
// the type of the body is unknown. A body that is not JSON is never refused: it breaks
// any schema.
func (r *Reader) bodyExchange(name string, text []byte) (*exchange.Exchange, bool) {
	schema := r.options.fileSchema(name)
	if schema == nil && len(schemas.CheckJSON(text)) == 0 {
		return nil, false
	}
	if schema == nil {
		schema = r.options.fileSchema(FileList)
	}
	if schema == nil {
		schema = r.options.fileSchema(r.options.Resources.First().RecordType())
	}
	if schema == nil {
		return nil, false
	}
	x := &exchange.Exchange{
		Response: &exchange.Response{Content: text, Announced: -1},
		Origin:   exchange.Origin{Known: exchange.BodyOnly, As: &schemas.Response{Status: http.StatusOK, Schema: schema}},
	}
	x.Probe = exchange.Probe{ID: "kept", Operation: r.operationOf(name)}
	if name == "HTTPValidationError" {
		x.Origin.As.Status = http.StatusUnprocessableEntity
	}
	x.Response.Status = x.Origin.As.Status
	return x, true
}

// operationOf returns the operation that responds with such a body; empty when several do,
// or none.
func (r *Reader) operationOf(name string) string {
	if name == r.options.Resources.First().RecordType() {
		return r.options.Resources.First().Get
	}
	return r.options.responsesOf(name)
}

// bodyInWords returns what a body is checked as, for people.
func (r *Reader) bodyInWords(name, why string) string {
	words := map[string]string{
		"": "invalid JSON", FileList: "a list of " + exchange.Plural(r.options.Resources.First().Noun), FileResults: "a list of results",
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

// readLongList reads a list that is too long to be kept in memory, element by element.
// Rules that need all of it at once are skipped.
func (r *Reader) readLongList(head []byte, all io.Reader) error {
	name, why := r.file.Type, ""
	if name == "" {
		name, why = r.options.guess(head)
	}
	schema := r.options.fileSchema(name)
	if name != FileList && name != FileResults || schema == nil || !strings.HasSuffix(schema.Name(), "[]") {
		return &Error{fmt.Sprintf("it is longer than %d bytes, and not a list", r.options.MaxBody),
			"allow more with MaxBody (--max-body)"}
	}
	r.Summary.form = r.bodyInWords(name, why)
	r.Summary.note = fmt.Sprintf("the list is longer than %d bytes, so its records were checked one by one: "+
		"rules that need the whole list were skipped", r.options.MaxBody)
	r.Summary.entries++
	r.Summary.Judged++
	element, err := r.options.Description.Schema(strings.TrimSuffix(schema.Name(), "[]"))
	if err != nil {
		return err
	}
	x, _ := r.bodyExchange(name, nil)
	x.Number, x.From, x.Origin.Line = 1, r.file.Name, 1
	parts := r.to.InParts(x, schemas.Response{Status: http.StatusOK, Schema: element})
	whole, err := schema.ValidateStream(all, func(record schemas.StreamRecord) error {
		if r.ctx.Err() != nil {
			return context.Cause(r.ctx)
		}
		parts.See(record)
		return nil
	}, schemas.MaxValues(observation.Bounds.Values))
	parts.Whole(whole)
	return err
}
