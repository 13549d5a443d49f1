package frameworks

import (
	"cmp"
	"strings"
)

// stripe writes errors like Stripe's, which name one input.
func stripe(r Refusal) []any {
	body := func(code, message, param string) []any {
		return []any{object{{"error", object{{"code", unless(code)}, {"message", message}, {"param", unless(param)}, {"type", stripeType(r.Status)}}}}}
	}
	switch {
	case r.Cause == Invalid && len(r.Inputs) > 0 && stripeName(r.Inputs[0]) != "":
		code, message := stripeMessage(r.Inputs[0])
		return body(code, message, stripeName(r.Inputs[0]))
	case r.Cause == NotFound:
		param := ""
		if len(r.Inputs) > 0 {
			param = r.Inputs[0].Name
		}
		return body("resource_missing", "No such "+cmp.Or(r.Resource, "object")+": '"+r.ID+"'", param)
	case r.Cause == NoRoute, r.Cause == NoMethod:
		return body("", "Unrecognized request URL ("+r.Method+": "+r.Path+").", "")
	case r.Cause == Credential && !r.Sent:
		return body("", "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').", "")
	case r.Cause == Credential:
		return body("", "Invalid API Key provided", "")
	case r.Status == 429:
		return body("rate_limit", r.Message, "")
	}
	return body("", r.Message, "")
}

func stripeType(status int) string {
	switch {
	case status >= 500:
		return "api_error"
	case status == 402:
		return "card_error"
	}
	return "invalid_request_error"
}

// stripeName is an input as forms have it: items[0][price].
func stripeName(i Input) string {
	steps := i.steps()
	if len(i.Extra) > 0 {
		steps = append(steps, i.Extra[0])
	}
	if len(steps) == 0 {
		return ""
	}
	name := steps[0]
	for _, step := range steps[1:] {
		name += "[" + step + "]"
	}
	return name
}

func stripeMessage(i Input) (code, message string) {
	name := stripeName(i)
	switch i.Keyword {
	case "required":
		return "parameter_missing", "Missing required param: " + name + "."
	case "type":
		if kind := i.kind(); kind != "string" {
			code = map[string]string{"integer": "parameter_invalid_integer"}[kind]
			return code, "Invalid " + kind + ": " + i.text()
		}
		return "", "Invalid string: " + i.text()
	case "enum", "const":
		last := len(i.Words) - 1
		said := i.listed()
		if last > 0 {
			said = strings.Join(i.Words[:last], ", ") + ", or " + i.Words[last]
		}
		return "", "Invalid " + name + ": must be one of " + said
	case "minimum", "exclusiveMinimum":
		return "parameter_invalid_integer", "This value must be greater than or equal to " + i.Limit + "."
	case "maximum", "exclusiveMaximum":
		return "parameter_invalid_integer", "This value must be less than or equal to " + i.Limit + "."
	case "maxLength":
		return "", "Invalid string: " + i.text() + "; must be at most " + i.Limit + " characters"
	case "additionalProperties":
		return "parameter_unknown", "Received unknown parameter: " + name
	case "minLength":
		if i.text() == "" {
			return "parameter_invalid_empty", "You passed an empty string for '" + name + "'. We assume empty values are an attempt to unset a parameter; however '" + name + "' cannot be unset."
		}
	}
	return "", "Invalid " + name + ": " + i.Message
}
