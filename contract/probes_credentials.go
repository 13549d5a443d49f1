package contract

import (
	"fmt"

	"github.com/ringer-api/ringer/schemas"
)

// credentialProbes ask without a credential, with an empty and with a wrong
// one, each once an operation, so that no account is locked for it. They ask
// only where the right one was let in.
func credentialProbes(t Target, h *harvest) []Probe {
	if !t.hasCredential() || !h.served {
		return nil
	}
	good := h.inputs(t.Datasets[0])
	var probes []Probe
	for _, operation := range []string{schemas.List, schemas.Results, schemas.Get} {
		for _, c := range t.wrongCredentials() {
			in := good
			if operation != schemas.Get {
				in.ExecutionID = ""
			}
			probes = append(probes, Probe{
				ID: operation + ".credential-" + c.name, Operation: operation, Inputs: in, Header: c.header,
				Anonymous: true, Expect: Expect{Kind: Unauthorized}, Why: c.why,
			})
		}
	}
	return probes
}

// wrongCredential is a way not to be let in.
type wrongCredential struct {
	name, why string
	header    []Field
}

func (t Target) wrongCredentials() []wrongCredential {
	wrong := fmt.Sprintf("ringer-wrong-%x", t.Seed^0x5eed5eed5eed)
	return []wrongCredential{
		{"missing", "no credential was sent", nil},
		{"empty", "an empty credential was sent", t.credential("")},
		{"wrong", "a wrong credential was sent", t.credential(wrong)},
	}
}

var jsonBody = []Field{{"Content-Type", "application/json"}}

func (t Target) hasCredential() bool { return len(t.credential("x")) > 0 }

// credential is the header that names us, with another value in it.
func (t Target) credential(value string) []Field {
	var fields []Field
	if t.Token.Value != "" {
		fields = append(fields, Field{"Authorization", "Bearer " + value})
	}
	if t.Session.Value != "" {
		fields = append(fields, Field{"Cookie", "session=" + value})
	}
	for _, h := range t.Headers {
		if _, secret := h.secret(); secret {
			fields = append(fields, Field{h.Name, value})
		}
	}
	return fields
}
