package frameworks

import (
	"encoding/json"
	"strconv"
	"strings"
)

// huma writes the errors of Huma: its ErrorModel.
func huma(r Refusal) []any {
	type one struct {
		Message  string          `json:"message"`
		Location string          `json:"location,omitempty"`
		Value    json.RawMessage `json:"value,omitempty"`
	}
	body := func(detail string, errors any) any {
		return object{{"$schema", r.Base + "/schemas/ErrorModel.json"}, {"title", r.Title}, {"status", r.Status}, {"detail", detail}, {"errors", errors}}
	}
	switch {
	case r.Cause == Invalid:
		var errors []one
		for _, i := range r.Inputs {
			value := i.Value
			if value == nil && i.Keyword == "required" && i.In != "body" {
				value = json.RawMessage(`""`)
			}
			errors = append(errors, one{humaMessage(i), humaPlace(i), value})
		}
		return []any{body("validation failed", errors)}
	case r.Cause == NotFound, r.Cause == Other, r.Cause == Syntax:
		return []any{body(r.Message, nil)}
	}
	return []any{body(strings.ToLower(r.Title), nil)}
}

func humaPlace(i Input) string {
	steps := i.steps()
	if i.Missing != "" {
		steps = steps[:len(steps)-1]
	}
	place := i.In
	if path := dotted(steps, true); strings.HasPrefix(path, "[") {
		place += path
	} else if path != "" {
		place += "." + path
	}
	if len(i.Extra) > 0 {
		place += "." + i.Extra[0]
	}
	return place
}

func humaMessage(i Input) string {
	switch i.Keyword {
	case "required":
		switch {
		case i.In != "body":
			return "required " + i.In + " parameter is missing"
		case i.Missing == "":
			return "request body is required"
		}
		return "expected required property " + i.Missing + " to be present"
	case "type":
		if i.In == "body" {
			return "expected " + i.kind()
		}
		return "invalid " + map[string]string{"number": "float", "integer": "integer", "boolean": "boolean"}[i.kind()]
	case "enum", "const":
		return `expected value to be one of "` + i.listed() + `"`
	case "minimum":
		return "expected number >= " + i.Limit
	case "maximum":
		return "expected number <= " + i.Limit
	case "exclusiveMinimum":
		return "expected number > " + i.Limit
	case "exclusiveMaximum":
		return "expected number < " + i.Limit
	case "multipleOf":
		return "expected number to be a multiple of " + i.Limit
	case "minLength":
		return "expected length >= " + i.Limit
	case "maxLength":
		return "expected length <= " + i.Limit
	case "minItems":
		return "expected array length >= " + i.Limit
	case "maxItems":
		return "expected array length <= " + i.Limit
	case "uniqueItems":
		return "expected array items to be unique"
	case "pattern":
		return "expected string to match pattern " + i.Limit
	case "format":
		if said, ok := map[string]string{"email": "expected string to be RFC 5322 email: mail: missing '@' or angle-addr",
			"uuid": "expected string to be RFC 4122 uuid: invalid UUID length: " + strconv.Itoa(len(i.text())), "date-time": "expected string to be RFC 3339 date-time",
			"date": "expected string to be RFC 3339 date"}[i.Limit]; ok {
			return said
		}
		return "expected string to be " + i.Limit
	case "additionalProperties":
		return "unexpected property"
	}
	return i.Message
}
