package contract_test

import (
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/contract"
)

// accessVariants differ in whom they let in and which ids they know.
func accessVariants() []variant {
	token := contract.Secret{Value: "llx-secret", Variable: "API_TOKEN"}
	guarded := func(h *honest) { h.token = token.Value }
	return []variant{
		{name: "wants a token", alter: guarded, tune: func(t *contract.Target) { t.Token = token }},
		{name: "wants a session", alter: func(h *honest) { h.session = "s-1" },
			tune: func(t *contract.Target) { t.Session = contract.Secret{Value: "s-1", Variable: "SESSION"} }},
		{name: "takes a token or a session",
			alter: func(h *honest) { h.token, h.session = token.Value, "s-1" },
			tune: func(t *contract.Target) {
				t.Token, t.Session = token, contract.Secret{Value: "s-1", Variable: "SESSION"}
			}},
		{name: "answers 403 without a token", tune: func(t *contract.Target) { t.Token = token },
			alter: func(h *honest) {
				guarded(h)
				h.spoil = func(a *answer) {
					if a.status == 401 {
						a.status = 403
					}
				}
			}},
		{name: "refuses in plain text", tune: func(t *contract.Target) { t.Token = token },
			alter: func(h *honest) {
				guarded(h)
				h.spoil = func(a *answer) {
					if a.status == 401 {
						a.header.Set("Content-Type", "text/plain")
						a.header.Set("Www-Authenticate", "Bearer")
						a.body = []byte("Unauthorized")
					}
				}
			}},
		{name: "takes only ids with hyphens", alter: func(h *honest) {
			h.refuses = func(id string) bool { return !strings.Contains(id, "-") || len(id) != 36 }
		}},
		{name: "takes only ids in lower case", alter: func(h *honest) {
			h.refuses = func(id string) bool { return strings.ToLower(id) != id }
		}},
		{name: "does not know other datasets", alter: unknownIs(func(a *answer) {
			*a = *withRequest(detail(a.operation, 404, "Eval dataset not found"), a)
		})},
		{name: "knows no other dataset, and says so in its own way", alter: unknownIs(func(a *answer) {
			*a = *withRequest(detail(a.operation, 404, "Pipeline not found"), a)
			a.header.Set("Content-Type", "application/problem+json")
		})},
		{name: "keeps other datasets to itself", alter: unknownIs(func(a *answer) {
			*a = *withRequest(detail(a.operation, 403, "Forbidden"), a)
		})},
		{name: "unknown executions are gone", alter: onAnswer("get", func(a *answer) {
			if a.status == 404 {
				a.status = 410
			}
		})},
		{name: "two datasets", alter: func(h *honest) {
			h.others = map[string][]record{otherDataset: otherRecords()}
		}, tune: func(t *contract.Target) {
			t.Datasets = []contract.Dataset{{PipelineID: pipeline, EvalDatasetID: dataset},
				{PipelineID: pipeline, EvalDatasetID: otherDataset}}
		}},
		{name: "asked for in capitals", tune: func(t *contract.Target) {
			t.Datasets = []contract.Dataset{{PipelineID: strings.ToUpper(pipeline), EvalDatasetID: dataset}}
		}},
	}
}

// unknownIs answers otherwise for what is not the dataset that is checked.
func unknownIs(spoil func(*answer)) func(*honest) {
	return func(h *honest) {
		h.spoil = func(a *answer) {
			parts := base.FindStringSubmatch(a.request.URL.Path)
			if parts == nil || a.status != http.StatusOK && a.status != http.StatusNotFound {
				return
			}
			if canonical(parts[1]) != pipeline || canonical(parts[2]) != dataset {
				spoil(a)
			}
		}
	}
}
