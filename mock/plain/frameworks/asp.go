package frameworks

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// asp writes the problem details of ASP.NET Core: of its ApiController and, for invalid
// inputs, its ValidationProblemDetails.
func asp(r Refusal) []any {
	body := func(title, detail any, errors any) any {
		return object{{"type", aspType(r.Status)}, {"title", title}, {"status", r.Status}, {"detail", detail}, {"errors", errors}, {"traceId", traceID(r)}}
	}
	if r.Cause == Invalid || r.Cause == Syntax {
		return []any{body("One or more validation errors occurred.", nil, aspErrors(r))}
	}
	if r.Cause == Other && r.Message != r.Title {
		return []any{body(r.Title, r.Message, nil)}
	}
	return []any{body(r.Title, nil, nil)}
}

// aspErrors are the messages by input. A body of other types is not bound at all: then the
// argument itself, which most services call request, is missing.
func aspErrors(r Refusal) object {
	var all lists
	unread := r.Cause == Syntax
	for _, i := range r.inputs(true) {
		at := "$" + jsonPath(i.tokens())
		switch i.Keyword {
		case "type":
			all.add(at, "The JSON value could not be converted to "+clrType(i)+". Path: "+at+".")
		case "enum", "const": // an enum of the service has a type of its own
			all.add(at, "The JSON value could not be converted to "+capital(i.last())+". Path: "+at+".")
		case "additionalProperties":
			for _, name := range i.Extra {
				all.add(at+"."+name, "The JSON property '"+name+"' could not be mapped to any .NET member. Path: "+at+"."+name+".")
			}
		default:
			continue
		}
		unread = true
	}
	if r.Cause == Syntax {
		all.add("$", "The JSON value could not be parsed. Path: $.")
	}
	if unread {
		all.add("request", "The request field is required.")
	}
	for _, i := range r.Inputs {
		if i.In != "body" || !unread {
			all.add(aspName(i), aspMessage(i))
		}
	}
	return all.object()
}

// aspName is the key of an input: a parameter's name, or the property of the class, which
// begins with a capital letter.
func aspName(i Input) string {
	if i.In != "body" {
		return dotted(i.steps(), true)
	}
	steps := i.tokens()
	for n, step := range steps {
		steps[n] = capital(step)
	}
	return dotted(steps, true)
}

func capital(name string) string {
	if name == "" {
		return name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func jsonPath(steps []string) string {
	path := dotted(steps, true)
	if path != "" && path[0] != '[' {
		return "." + path
	}
	return path
}

// clrType is the class that a value is converted to.
func clrType(i Input) string {
	return map[string]string{"integer": "System.Int32", "number": "System.Double", "boolean": "System.Boolean", "string": "System.String",
		"array": "System.Collections.Generic.List`1[System.String]", "object": "System.Object"}[i.kind()]
}

func aspMessage(i Input) string {
	name := capital(i.last())
	if i.In != "body" {
		name = i.last()
	}
	switch i.Keyword {
	case "required":
		if i.In == "body" && i.Missing == "" {
			return "A non-empty request body is required."
		}
		return "The " + name + " field is required."
	case "type", "enum", "const":
		return "The value '" + i.text() + "' is not valid."
	case "minimum", "maximum":
		return "The field " + name + " must be between " + or(i.Least, "-2147483648") + " and " + or(i.Most, "2147483647") + "."
	case "maxLength", "minLength":
		switch {
		case i.Least != "" && i.Most != "":
			return "The field " + name + " must be a string with a minimum length of " + i.Least + " and a maximum length of " + i.Most + "."
		case i.Most != "":
			return "The field " + name + " must be a string with a maximum length of " + i.Most + "."
		}
		return "The field " + name + " must be a string or array type with a minimum length of '" + i.Limit + "'."
	case "minItems":
		return "The field " + name + " must be a string or array type with a minimum length of '" + i.Limit + "'."
	case "maxItems":
		return "The field " + name + " must be a string or array type with a maximum length of '" + i.Limit + "'."
	case "pattern":
		return "The field " + name + " must match the regular expression '" + i.Limit + "'."
	case "format":
		if i.Limit == "email" {
			return "The " + name + " field is not a valid e-mail address."
		}
		return "The value '" + i.text() + "' is not valid."
	}
	return i.Message
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// aspType is the section of RFC 9110 about a status code.
func aspType(status int) string {
	sections := map[int]int{400: 1, 401: 2, 402: 3, 403: 4, 404: 5, 405: 6, 406: 7, 408: 9, 409: 10, 410: 11, 411: 12, 412: 13, 413: 14, 414: 15, 415: 16, 416: 17, 417: 18, 421: 20, 422: 21, 426: 22}
	server := []int{http.StatusInternalServerError, http.StatusNotImplemented, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}
	if n := slices.Index(server, status); n >= 0 {
		return "https://tools.ietf.org/html/rfc9110#section-15.6." + strconv.Itoa(n+1)
	}
	if n := sections[status]; n > 0 {
		return "https://tools.ietf.org/html/rfc9110#section-15.5." + strconv.Itoa(n)
	}
	return "about:blank"
}

// traceID is in the form of W3C's traceparent, the same for the same refusal.
func traceID(r Refusal) string {
	sum := sha256.Sum256([]byte(r.Method + " " + r.Path + " " + r.Message))
	id := hex.EncodeToString(sum[:])
	return "00-" + id[:32] + "-" + id[32:48] + "-00"
}
