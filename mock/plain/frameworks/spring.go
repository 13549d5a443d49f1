package frameworks

import "net/http"

// spring writes the problem details of Spring (ResponseEntityExceptionHandler).
func spring(r Refusal) []any {
	body := func(instance string) any {
		return object{{"type", "about:blank"}, {"title", r.Title}, {"status", r.Status}, {"detail", springDetail(r)}, {"instance", instance}}
	}
	return []any{body(r.Path), body(r.Base + r.Path)} // many descriptions say that it is a complete URI
}

// springBoot writes the error attributes of Spring Boot. Its message is empty unless the
// service includes it, which its description shows; the best body has it.
func springBoot(r Refusal) []any {
	body := func(message any) any {
		return object{{"timestamp", "2026-01-01T00:00:00.000+00:00"}, {"status", r.Status}, {"error", r.Title}, {"message", message}, {"path", r.Path}}
	}
	return []any{body(springDetail(r)), body(nil)}
}

func springDetail(r Refusal) string {
	switch r.Cause {
	case Invalid:
		if first := r.inputs(false); len(first) > 0 { // the arguments are resolved one after the other
			i := first[0]
			switch i.Keyword {
			case "required":
				if i.In == "header" || i.In == "cookie" {
					return "Required " + i.In + " '" + i.Name + "' is not present."
				}
				return "Required parameter '" + i.Name + "' is not present."
			case "type", "enum", "const", "format":
				return "Failed to convert '" + i.Name + "' with value: '" + i.text() + "'"
			}
			return "Validation failure"
		}
		for _, i := range r.Inputs {
			if i.Keyword == "type" || i.Keyword == "required" && i.Missing == "" {
				return "Failed to read request" // the body's converter fails before any validation
			}
		}
		return "Invalid request content."
	case Syntax:
		return "Failed to read request"
	case NoRoute:
		return "No static resource " + r.Path[min(1, len(r.Path)):] + "."
	case NoMethod:
		return "Method '" + r.Method + "' is not supported."
	case MediaType:
		return "Content-Type '" + r.ContentType + "' is not supported."
	case Credential:
		if r.Status == http.StatusUnauthorized && !r.Sent {
			return "Full authentication is required to access this resource"
		}
		return "Bad credentials"
	}
	return r.Message
}
