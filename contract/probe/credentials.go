package probe

import (
	"fmt"

	"github.com/ringer-api/ringer/contract/exchange"
)

// credentialProbes send requests without a credential, with an empty and with a wrong
// one, each once per operation, so that no account is locked for it. There are none
// unless the right credential was accepted.
func credentialProbes(c Config, h *Learned) []exchange.Probe {
	if !c.Credentials.Any() || !h.ServedIDs {
		return nil
	}
	good := h.inputs(c.Collections[0])
	var probes []exchange.Probe
	for _, operation := range []string{c.Jobs.List, c.Jobs.Result, c.Jobs.Get} {
		for _, wrong := range c.WrongCredentials() {
			in := good
			if operation != c.Jobs.Get {
				in = c.Jobs.Inputs(good)
			}
			probes = append(probes, exchange.Probe{
				ID: operation + ".credential-" + wrong.Name, Operation: operation, Inputs: in, Header: wrong.Header,
				Anonymous: true, Expect: exchange.Expect{Kind: exchange.Unauthorized}, Why: wrong.Why,
			})
		}
	}
	return possible(probes)
}

// WrongCredential is a header without a valid credential.
type WrongCredential struct {
	Name, Why string
	Header    []exchange.Field
}

// WrongCredentials are headers without the right credential.
func (c Config) WrongCredentials() []WrongCredential {
	wrong := fmt.Sprintf("ringer-wrong-%x", c.Seed^0x5eed5eed5eed)
	return []WrongCredential{
		{"missing", "no credential was sent", nil},
		{"empty", "an empty credential was sent", c.Credentials.With("")},
		{"wrong", "a wrong credential was sent", c.Credentials.With(wrong)},
	}
}

var jsonBody = []exchange.Field{{Name: "Content-Type", Value: "application/json"}}
