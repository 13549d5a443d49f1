package frameworks

import (
	"cmp"
	"strings"
)

// nest writes the errors of NestJS: those of its exceptions and, for invalid inputs, of its
// ValidationPipe with the messages of class-validator.
func nest(r Refusal) []any {
	body := func(message any, title string) any {
		return object{{"message", message}, {"error", unless(title)}, {"statusCode", r.Status}}
	}
	var messages []string
	for _, i := range r.Inputs {
		messages = append(messages, nestMessages(i)...)
	}
	switch {
	case r.Cause == Invalid && len(messages) > 0:
		return []any{body(messages, r.Title), body(strings.Join(messages, ", "), r.Title)}
	case r.Cause == NoRoute, r.Cause == NoMethod:
		return []any{body("Cannot "+r.Method+" "+r.Path, r.Title)}
	case r.Cause == Credential: // an exception without a message of its own has no error
		return []any{body(r.Title, ""), body(r.Title, r.Title)}
	}
	return []any{body(r.Message, r.Title), body([]string{r.Message}, r.Title)}
}

func nestMessages(i Input) []string {
	if i.Keyword == "additionalProperties" || i.Keyword == "unevaluatedProperties" {
		before := dotted(i.tokens(), false)
		if before != "" {
			before += "."
		}
		var all []string
		for _, name := range i.Extra {
			all = append(all, before+"property "+name+" should not exist")
		}
		return all
	}
	return []string{cmp.Or(dotted(i.steps(), false), i.In) + " " + nestMessage(i)}
}

func nestMessage(i Input) string {
	switch i.Keyword {
	case "required":
		return "should not be empty"
	case "type":
		return map[string]string{"integer": "must be an integer number", "number": "must be a number conforming to the specified constraints",
			"string": "must be a string", "boolean": "must be a boolean value", "array": "must be an array", "object": "must be an object"}[i.kind()]
	case "enum", "const":
		return "must be one of the following values: " + i.listed()
	case "minimum":
		return "must not be less than " + i.Limit
	case "maximum":
		return "must not be greater than " + i.Limit
	case "multipleOf":
		return "must be divisible by " + i.Limit
	case "minLength":
		return "must be longer than or equal to " + i.Limit + " characters"
	case "maxLength":
		return "must be shorter than or equal to " + i.Limit + " characters"
	case "pattern":
		return "must match /" + i.Limit + "/ regular expression"
	case "minItems":
		return "must contain at least " + i.Limit + " elements"
	case "maxItems":
		return "must contain no more than " + i.Limit + " elements"
	case "uniqueItems":
		return "All " + i.last() + "'s elements must be unique"
	case "format":
		if said, ok := map[string]string{"email": "must be an email", "uuid": "must be a UUID", "uri": "must be a URL address",
			"date-time": "must be a valid ISO 8601 date string", "date": "must be a valid ISO 8601 date string", "ipv4": "must be an ip address"}[i.Limit]; ok {
			return said
		}
	}
	return i.Message
}
