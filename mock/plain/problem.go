package plain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
	"github.com/ringer-api/ringer/schemas/document"
)

// The places of an input, as Problem.In names them.
const (
	InPath   = "path"
	InQuery  = "query"
	InHeader = "header"
	InCookie = "cookie"
	InBody   = "body"
)

// The kinds of problems.
const (
	KindMissing = "missing" // a required input is absent
	KindInvalid = "invalid" // an input violates its schema
	KindSyntax  = "syntax"  // a text cannot be parsed
	KindUnknown = "unknown" // an id or a path that nothing has
)

// Problem is one thing that is wrong with a request.
type Problem struct {
	In string // path, query, header, cookie or body; empty when no input is wrong
	// Name is the parameter's name; empty for the body.
	Name string
	// Pointer is the JSON pointer of the value in the body, or in a parameter of several
	// parts; empty for all of it. For a missing property it names that property.
	Pointer string
	Kind    string
	// Message describes what is wrong in plain words, without the name of the input; for
	// KindUnknown it is a whole sentence.
	Message string

	found *violated // of an input that violates its schema
}

// String is the problem in one sentence that names the input.
func (p Problem) String() string {
	if input := p.Input(); input != "" && p.Kind != KindUnknown {
		return input + ": " + p.Message
	}
	return p.Message
}

// Input names the input in words; "" when no input is wrong.
func (p Problem) Input() string {
	switch {
	case p.In == InBody && p.Pointer == "":
		return "the request body"
	case p.In == InBody:
		return "the request body's " + p.Pointer
	case p.Name == "":
		return ""
	case p.Pointer != "":
		return "the " + p.In + " parameter " + quoted(p.Name) + " at " + p.Pointer
	case p.In == InHeader:
		return "the header " + quoted(p.Name)
	case p.In == InCookie:
		return "the cookie " + quoted(p.Name)
	}
	return "the " + p.In + " parameter " + quoted(p.Name)
}

// Field is the input by name, as an error's "param" names it: limit, items[0].name.
func (p Problem) Field() string {
	field := p.Name
	for _, token := range document.SplitPointer(p.Pointer) {
		if _, err := strconv.Atoi(token); err == nil {
			field += "[" + token + "]"
			continue
		}
		if field != "" {
			field += "."
		}
		field += token
	}
	return field
}

// maxProblems limits the problems of one request.
const maxProblems = 100

// problems collects what is wrong with a request.
type problems struct {
	list    []Problem
	omitted int
}

func (c *problems) add(p Problem) {
	if len(c.list) == maxProblems {
		c.omitted++
		return
	}
	c.list = append(c.list, p)
}

// violations adds the violations of an input's schema by its value. Their messages are without
// values that may be secrets.
func (c *problems) violations(in, name string, x schemas.Definition, value []byte, found []schemas.Violation) {
	for _, v := range found {
		p := Problem{In: in, Name: name, Pointer: v.Pointer, Kind: KindInvalid, Message: message(in, name, v), found: violatedAt(x, value, in, name, v)}
		switch v.Keyword {
		case "required":
			p.Kind, p.Message = KindMissing, "is required"
			p.Pointer += "/" + document.EscapeToken(v.Missing)
		case schemas.Syntax:
			p.Kind, p.Message = KindSyntax, syntaxMessage(v)
		case schemas.More:
			var more int
			_, _ = fmt.Sscanf(v.Found, "%d more", &more) // as the schemas count them
			c.omitted += max(more, 1)
			continue
		}
		c.add(p)
	}
}

// maxMessage limits a message, in bytes.
const maxMessage = 300

// syntaxMessage is what is wrong with a text that is not JSON, without a part of the text,
// which may be a secret.
func syntaxMessage(v schemas.Violation) string {
	if v.At == nil {
		return "is not valid JSON"
	}
	place := "line " + strconv.Itoa(v.At.Line) + ", column " + strconv.Itoa(v.At.Column)
	if v.Expected == "" || v.Expected == "JSON" {
		return "is not valid JSON at " + place
	}
	return "is not valid JSON: " + place + " should be " + clip(v.Expected)
}

// message is a violation's sentence. What was found is left out if the name of the input, or
// of one that contains it, says that it is a secret.
func message(in, name string, v schemas.Violation) string {
	secret := recording.SecretName(name)
	if in == InPath { // ids such as {Sid} are in the URL anyway
		secret = recording.SecretField(name)
	}
	if secret || isSecret(v.Pointer) {
		switch v.Keyword {
		case "type", "enum", "const", "format":
			return clip("should be " + v.Expected)
		}
		return "is not valid (" + v.Keyword + ")"
	}
	sentence := v.Sentence
	if outer, nearest, ok := strings.Cut(sentence, "; nearest: "); ok {
		if pointer, _, _ := strings.Cut(nearest, ": "); isSecret(pointer) {
			sentence = outer
		}
	}
	sentence = strings.Replace(sentence, "nearest: : ", "nearest: ", 1) // of the value itself
	return clip(recording.Redaction{}.Text(sentence))
}

func isSecret(pointer string) bool {
	return slices.ContainsFunc(document.SplitPointer(pointer), recording.SecretField)
}

func clip(text string) string { return display.Clip(text, maxMessage, "…") }

func quoted(text string) string { return strconv.QuoteToGraphic(display.Clip(text, maxName, "…")) }

// maxName limits a name in a message, in bytes.
const maxName = 100

// summary is the first problems in one text.
func summary(list []Problem, omitted int) string {
	const shown = 5
	var texts []string
	for _, p := range list[:min(len(list), shown)] {
		texts = append(texts, p.String())
	}
	if more := len(list) - len(texts) + omitted; more > 0 {
		texts = append(texts, "and "+strconv.Itoa(more)+" more")
	}
	return strings.Join(texts, "; ")
}
