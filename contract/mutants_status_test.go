package contract_test

import (
	"fmt"
	"net/http"
)

// statusMutants respond to valid and invalid requests with wrong status codes.
func statusMutants() []mutant {
	var all []mutant
	add := func(operation string, from int, rule string, to ...int) {
		for _, status := range to {
			all = append(all, mutant{
				name: fmt.Sprintf("%s.%d-becomes-%d", operationName(operation), from, status), rule: rule,
				tune: needs(operation), spoil: becomes(operation, from, status),
			})
		}
	}
	for _, operation := range []string{"list", "get", "results", "execute"} {
		add(operation, 200, "status.documented", 201, 202, 203, 206, 402, 404, 405, 406, 409, 410, 418)
		add(operation, 200, "status.valid-accepted", 400, 422)
		add(operation, 200, "status.no-server-error", 500, 501, 502, 503, 504, 599)
		add(operation, 422, "status.invalid-refused", 200, 201, 204)
		add(operation, 422, "status.validation-is-422", 400, 404, 409, 410)
		add(operation, 422, "status.no-server-error", 500, 502, 503)
	}
	for _, operation := range []string{"list", "get", "results"} {
		add(operation, 405, "status.wrong-method", 200, 201, 204)
		add(operation, 405, "status.no-server-error", 500, 502, 503)
	}
	add("", 404, "status.unknown-path", 200, 202, 204)
	add("", 404, "status.no-server-error", 500, 502, 503)
	return append(all, redirectMutants()...)
}

func operationName(operation string) string {
	if operation == "" {
		return "elsewhere"
	}
	return operation
}

// becomes responds with another status code, and a body that fits it.
func becomes(operation string, from, to int) func(*honest) {
	return onAnswer(operation, func(a *answer) {
		if a.status != from {
			return
		}
		a.status = to
		switch {
		case to == http.StatusNoContent:
			a.body = []byte{}
		case to == http.StatusUnprocessableEntity:
			a.body = map[string]any{"detail": []any{}}
		case to >= 400:
			a.body = map[string]any{"detail": http.StatusText(to)}
		case from >= 400 && operation == "get":
			a.body = wholeRecord(42)
		case from >= 400:
			a.body = []any{}
		}
	})
}

func redirectMutants() []mutant {
	var all []mutant
	for _, operation := range []string{"list", "get", "results"} {
		for _, status := range []int{301, 302, 307, 308} {
			all = append(all, mutant{
				name: fmt.Sprintf("%s.redirect-loop-%d", operation, status), rule: "status.documented",
				spoil: onAnswer(operation, func(a *answer) {
					if a.status == 200 {
						a.status, a.body = status, []byte{}
						a.header.Set("Location", a.request.URL.String())
					}
				}),
			})
		}
	}
	return all
}
