package frameworks

import "strconv"

// rails writes the messages of Active Model by attribute, and the errors of Rails' own pages
// for what no controller answers.
func rails(r Refusal) []any {
	if len(r.Inputs) > 0 && r.Cause == Invalid {
		var all lists
		for _, i := range r.Inputs {
			if len(i.Extra) > 0 {
				for _, name := range i.Extra {
					all.add(name, "is not permitted")
				}
				continue
			}
			all.add(or(dotted(i.steps(), true), "base"), railsMessage(i))
		}
		return []any{object{{"errors", all.object()}}}
	}
	said := r.Title
	switch r.Cause {
	case Credential:
		said = "You need to sign in or sign up before continuing."
	case NotFound:
		said = r.Message
	case Other, Syntax, MediaType:
		said = r.Message
	}
	base := object{{"errors", object{{"base", []string{said}}}}}
	if r.Cause == NoRoute || r.Cause == NoMethod {
		return []any{object{{"status", r.Status}, {"error", said}}, object{{"error", said}}, base}
	}
	return []any{object{{"error", said}}, base}
}

func railsMessage(i Input) string {
	switch i.Keyword {
	case "required":
		return "can't be blank"
	case "type":
		switch i.kind() {
		case "integer":
			if n, err := strconv.ParseFloat(i.text(), 64); err == nil && n == n {
				return "must be an integer"
			}
			return "is not a number"
		case "number":
			return "is not a number"
		}
		return "is invalid"
	case "enum", "const":
		return "is not included in the list"
	case "minimum":
		return "must be greater than or equal to " + i.Limit
	case "maximum":
		return "must be less than or equal to " + i.Limit
	case "exclusiveMinimum":
		return "must be greater than " + i.Limit
	case "exclusiveMaximum":
		return "must be less than " + i.Limit
	case "minLength":
		return "is too short (minimum is " + i.Limit + " characters)"
	case "maxLength":
		return "is too long (maximum is " + i.Limit + " characters)"
	}
	return "is invalid"
}
