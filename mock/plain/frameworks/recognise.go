package frameworks

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// Framework is one whose errors a description documents.
type Framework struct {
	Name string
	// shows reports that only this framework has errors of a schema.
	shows func(shape) bool
	// names are all properties that its errors may have.
	names []string
	write func(Refusal) []any
}

// all are the frameworks; the first that a schema shows is meant.
var all = []*Framework{
	{"NestJS", isNest, []string{"message", "error", "statusCode"}, nest},
	{"Express", isExpress, []string{"message", "errors"}, express},
	{"Huma", isHuma, []string{"$schema", "type", "title", "status", "detail", "instance", "errors"}, huma},
	{"ASP.NET Core", isASP, []string{"type", "title", "status", "detail", "instance", "errors", "traceId", "extensions"}, asp},
	{"Spring", isSpring, []string{"type", "title", "status", "detail", "instance", "properties"}, spring},
	{"Spring Boot", isSpringBoot, []string{"timestamp", "status", "error", "message", "path"}, springBoot},
	{"Rails", isRails, []string{"errors", "error", "status"}, rails},
	{"Stripe", isStripe, []string{"error"}, stripe},
}

// Of returns the framework whose errors the schemas are, those of a description's refusals;
// nil if they show none.
func Of(refusals []schemas.Definition) *Framework {
	for _, x := range refusals {
		s := shapeOf(x)
		for _, f := range all {
			if f.shows(s) {
				return f
			}
		}
	}
	return nil
}

// Has reports whether an error of a schema may be the framework's: it has no other properties.
func (f *Framework) Has(x schemas.Definition) bool { return shapeOf(x).only(f.names...) }

// Bodies returns what the framework may send for a refusal, the best first.
func (f *Framework) Bodies(r Refusal) [][]byte {
	var bodies [][]byte
	for _, value := range f.write(r) {
		bodies = append(bodies, encode(value))
	}
	return bodies
}

// budget limits the steps that are spent on one schema.
const budget = 1000

// shape is the properties of an error.
type shape struct {
	name   string
	fields map[string]schemas.Definition
}

func shapeOf(x schemas.Definition) shape {
	s := shape{name: x.Name(), fields: map[string]schemas.Definition{}}
	if target := x.Target(); s.name == "" && target.Exists() {
		s.name = target.Name()
	}
	for _, f := range x.Fields(budget) {
		if _, known := s.fields[f.Name]; !known {
			s.fields[f.Name] = f.Definition()
		}
	}
	return s
}

func (s shape) has(names ...string) bool {
	for _, name := range names {
		if _, ok := s.fields[name]; !ok {
			return false
		}
	}
	return true
}

func (s shape) only(names ...string) bool {
	for name := range s.fields {
		if !slices.Contains(names, name) {
			return false
		}
	}
	return true
}

func (s shape) named(ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool {
		before, ok := strings.CutSuffix(s.name, end)
		return ok && (before == "" || strings.HasSuffix(before, "."))
	})
}

// items is the shape of the items of a list.
func (s shape) items(name string) shape {
	for _, part := range append(s.fields[name].Parts(budget), s.fields[name].Branches(budget)...) {
		if part.Items().Exists() {
			return shapeOf(part.Items())
		}
	}
	return shape{}
}

// lists reports whether a property may be a list.
func (s shape) lists(name string) bool {
	x := s.fields[name]
	if !x.Exists() {
		return false
	}
	return slices.Contains(x.Kinds(), "array") ||
		slices.ContainsFunc(x.Branches(budget), func(b schemas.Definition) bool { return slices.Contains(b.Kinds(), "array") })
}

// listsByField reports whether a property is an object with a list of texts for each input.
func (s shape) listsByField(name string) bool {
	x := s.fields[name]
	if !x.Exists() || len(x.Fields(budget)) > 0 {
		return false
	}
	return slices.ContainsFunc(x.Parts(budget), func(part schemas.Definition) bool {
		values := part.Values()
		return values.Exists() && slices.Contains(values.Kinds(), "array")
	})
}

func isNest(s shape) bool {
	return s.has("statusCode", "message") && s.only("statusCode", "message", "error") && s.lists("message")
}

func isExpress(s shape) bool {
	return s.has("message", "errors") && s.only("message", "errors") && s.items("errors").has("path", "message") &&
		s.items("errors").only("path", "message", "errorCode", "error_code")
}

func isHuma(s shape) bool {
	return s.has("title", "status", "detail", "errors") && (s.has("$schema") || s.named("ErrorModel")) && s.items("errors").has("message", "location", "value")
}

func isASP(s shape) bool {
	if !s.has("type", "title", "status") {
		return false
	}
	return s.named("ProblemDetails", "ValidationProblemDetails", "HttpValidationProblemDetails") || s.listsByField("errors") && s.has("traceId")
}

func isSpring(s shape) bool {
	return s.has("type", "title", "status", "detail", "instance") && (s.named("ProblemDetail") || s.has("properties"))
}

func isSpringBoot(s shape) bool { return s.has("timestamp", "status", "error", "path") }

func isRails(s shape) bool {
	return s.listsByField("errors") && s.only("errors", "error", "status")
}

// isStripe reports an error with the words that Stripe has for its types.
func isStripe(s shape) bool {
	inner := shapeOf(s.fields["error"])
	if !s.only("error") || !inner.has("type", "code", "message", "param") {
		return false
	}
	words, _ := inner.fields["type"].Words(budget)
	return inner.has("doc_url") || slices.ContainsFunc(words, func(w schemas.Word) bool { return w.Value.Text == "card_error" || w.Value.Text == "idempotency_error" })
}
