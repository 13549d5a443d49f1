package frameworks

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// Cause is why a request is refused.
type Cause int

// The causes.
const (
	Other      Cause = iota // what the message says
	Invalid                 // inputs break the description
	Syntax                  // the body cannot be parsed
	NoRoute                 // no operation has the path
	NoMethod                // the path has another method
	Credential              // there is none, or it is not valid
	MediaType               // the body's is not accepted
	NotFound                // no resource has the id
)

// Refusal is what a framework says about one request.
type Refusal struct {
	Status int
	Title  string // the status code's
	Cause  Cause
	// Message says in plain words what is wrong, for what frameworks leave to their users.
	Message string
	// Method, Path, Host and ContentType are the request's. Base is the URL of its server.
	Method, Path, Base, ContentType string
	// Inputs are those that are wrong; of NotFound the id.
	Inputs []Input
	// Sent reports that the request has a credential, which is not valid.
	Sent bool
	// Header is the one in which a credential belongs.
	Header string
	// Resource and ID are what was not found.
	Resource, ID string
}

// Input is one that is wrong, and what its schema requires.
type Input struct {
	In      string // path, query, header, cookie or body
	Name    string // of a parameter
	Pointer string // of the value in the body or parameter; without a missing property
	// Keyword is the violated one of JSON Schema; required for a missing input.
	Keyword string
	Missing string          // the missing property
	Extra   []string        // the properties that may not be there
	Value   json.RawMessage // nil if it is secret, or missing
	Kinds   []string        // the types that its schema allows
	Limit   string          // the value of the keyword: a number, a pattern, a format
	Words   []string        // of an enum
	Least   string          // the minimum of a number or of a length, whichever is violated
	Most    string          // and the maximum
	Message string          // in plain words, for keywords that a framework has no words for
}

// kind is the type that is wanted; string if several are.
func (i Input) kind() string {
	for _, kind := range i.Kinds {
		if kind != "null" {
			return kind
		}
	}
	return "string"
}

// tokens are the steps to the value, with the missing property, without the parameter's name.
func (i Input) tokens() []string {
	tokens := document.SplitPointer(i.Pointer)
	if i.Missing != "" {
		tokens = append(tokens, i.Missing)
	}
	return tokens
}

// steps are the tokens after the name of a parameter.
func (i Input) steps() []string {
	if i.Name == "" {
		return i.tokens()
	}
	return append([]string{i.Name}, i.tokens()...)
}

// dotted joins steps: items[0].name with brackets, else items.0.name.
func dotted(steps []string, brackets bool) string {
	var out strings.Builder
	for i, step := range steps {
		_, err := strconv.ParseUint(step, 10, 31)
		switch {
		case err == nil && brackets:
			out.WriteString("[" + step + "]")
			continue
		case i > 0:
			out.WriteString(".")
		}
		out.WriteString(step)
	}
	return out.String()
}

// text is the value as a text: that of a string, else its JSON.
func (i Input) text() string {
	var text string
	if json.Unmarshal(i.Value, &text) == nil {
		return text
	}
	return string(i.Value)
}

// last is the name of the property or parameter itself.
func (i Input) last() string {
	steps := i.steps()
	if len(steps) == 0 {
		return i.In
	}
	return steps[len(steps)-1]
}

// listed joins words as in "a, b".
func (i Input) listed() string { return strings.Join(i.Words, ", ") }

// inputs returns those of the body, or the others.
func (r Refusal) inputs(inBody bool) []Input {
	var some []Input
	for _, i := range r.Inputs {
		if (i.In == "body") == inBody {
			some = append(some, i)
		}
	}
	return some
}
