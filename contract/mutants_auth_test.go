package contract_test

import (
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/contract"
)

// authMutants let somebody in whom they should not, on one operation, or tell
// too much when they refuse.
func authMutants() []mutant {
	token := contract.Secret{Value: "llx-secret", Variable: "API_TOKEN"}
	var all []mutant
	for _, operation := range []string{"list", "get", "results", "execute"} {
		tune := func(t *contract.Target) { needs(operation)(t); t.Token = token }
		for _, l := range []struct {
			name string
			lets func(*http.Request) bool
		}{
			{"everybody", func(*http.Request) bool { return true }},
			{"nobody-in-particular", func(r *http.Request) bool { return r.Header.Get("Authorization") == "" }},
			{"any-token", func(r *http.Request) bool {
				return len(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")) > 1
			}},
		} {
			all = append(all, mutant{
				name: "auth." + operation + ".lets-in-" + l.name, rule: "auth.required", tune: tune,
				spoil: func(h *honest) {
					h.token = token.Value
					h.spoil = func(a *answer) {
						if a.operation == operation && a.status == 401 && l.lets(a.request) {
							*a = *withRequest(h.open(a.request), a)
						}
					}
				},
			})
		}
		if operation == "execute" {
			continue // what it would tell is nothing that was there before
		}
		all = append(all, mutant{
			name: "auth." + operation + ".refusal-leaks", rule: "auth.no-leak", tune: tune,
			spoil: func(h *honest) {
				h.token = token.Value
				h.spoil = func(a *answer) {
					if a.operation == operation && a.status == 401 {
						*a = *withRequest(h.open(a.request), a)
						a.status = 401
					}
				}
			},
		})
	}
	return all
}

// open is the response to a request with a valid credential.
func (h *honest) open(r *http.Request) *answer {
	open := &honest{records: h.records, others: h.others, now: h.now}
	return open.answer(r)
}
