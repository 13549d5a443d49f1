package frameworks

import (
	"cmp"
	"strings"
)

// express writes the errors of express-openapi-validator, as the handler of its documentation
// sends them. Its messages are those of ajv.
func express(r Refusal) []any {
	type one struct {
		Path    string `json:"path"`
		Message string `json:"message"`
		Code    string `json:"errorCode,omitempty"`
	}
	body := func(message string, errors []one) []any {
		return []any{object{{"message", message}, {"errors", errors}}}
	}
	said := r.Message
	switch r.Cause {
	case Invalid:
		var errors []one
		var texts []string
		for _, i := range r.Inputs {
			at := expressPlace(i)
			where := at
			if i.Keyword == "required" {
				where = at[:strings.LastIndex(at, "/")]
			}
			message := ajvMessage(i)
			texts = append(texts, "request"+where+" "+message)
			errors = append(errors, one{at, message, i.Keyword + ".openapi.validation"})
		}
		return body(strings.Join(texts, ", "), errors)
	case NoRoute:
		said = "not found"
	case NoMethod:
		said = r.Method + " method not allowed"
	case MediaType:
		said = "unsupported media type " + r.ContentType
	case Credential:
		said = "Authorization header required"
		switch {
		case r.Sent:
			said = "unauthorized"
		case r.Header != "" && r.Header != "Authorization":
			said = "'" + r.Header + "' header required"
		}
	}
	with := body(said, []one{{Path: r.Path, Message: said}})
	if r.Cause == Syntax { // refused by the parser of bodies, before the validator
		return append([]any{object{{"message", said}}}, with...)
	}
	return with
}

// expressPlace is the path to an input: /query/limit, /body/items/0/name.
func expressPlace(i Input) string {
	in := cmp.Or(map[string]string{"path": "params", "header": "headers", "cookie": "cookies"}[i.In], i.In)
	steps := i.steps()
	if in == "headers" {
		steps[0] = strings.ToLower(steps[0])
	}
	return "/" + strings.Join(append([]string{in}, steps...), "/")
}

func ajvMessage(i Input) string {
	switch i.Keyword {
	case "required":
		return "must have required property '" + i.last() + "'"
	case "type":
		return "must be " + strings.Join(i.Kinds, ",")
	case "enum":
		return "must be equal to one of the allowed values: " + i.listed()
	case "const":
		return "must be equal to constant"
	case "minimum":
		return "must be >= " + i.Limit
	case "maximum":
		return "must be <= " + i.Limit
	case "exclusiveMinimum":
		return "must be > " + i.Limit
	case "exclusiveMaximum":
		return "must be < " + i.Limit
	case "multipleOf":
		return "must be multiple of " + i.Limit
	case "minLength":
		return "must NOT have fewer than " + i.Limit + " characters"
	case "maxLength":
		return "must NOT have more than " + i.Limit + " characters"
	case "minItems":
		return "must NOT have fewer than " + i.Limit + " items"
	case "maxItems":
		return "must NOT have more than " + i.Limit + " items"
	case "minProperties":
		return "must NOT have fewer than " + i.Limit + " properties"
	case "maxProperties":
		return "must NOT have more than " + i.Limit + " properties"
	case "pattern":
		return `must match pattern "` + i.Limit + `"`
	case "format":
		return `must match format "` + i.Limit + `"`
	case "additionalProperties":
		return "must NOT have additional properties"
	case "oneOf":
		return "must match exactly one schema in oneOf"
	case "anyOf":
		return "must match a schema in anyOf"
	}
	return i.Message
}
