package explore

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Odd is a request like one that creates, with texts that services often change: it is refused,
// or the job has them as they were sent. The marker is in each, so that no other request has the
// same. It has no operation when the job repeats no text of the request.
func (k *Known) Odd(c Create, marker string) exchange.Probe {
	o := k.m.byID[c.Start.Operation]
	if o.Body == nil || o.place.Resource == nil {
		return exchange.Probe{}
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(c.Start.Body, &members) != nil || members == nil {
		return exchange.Probe{}
	}
	texts := []string{
		fmt.Sprintf(" \t%s \"quoted\" 'single' <b>&amp;</b> \\ %%20 é ß 日本 🙂 one\r\ntwo  ", marker),
		marker + strings.Repeat(" and so on", 98) + " to the end",
	}
	changed := 0
	for _, p := range o.Body.Node().Properties {
		at := "/" + document.EscapeToken(p.Name)
		if !plainText(p.Node) || !slices.Contains(o.place.Resource.FromRequest, at) {
			continue
		}
		text, err := json.Marshal(texts[changed%len(texts)])
		if err != nil {
			continue
		}
		before := members[p.Name]
		members[p.Name] = text
		body, err := json.Marshal(members)
		if err != nil || len(o.Body.Validate(body)) > 0 {
			if members[p.Name] = before; before == nil {
				delete(members, p.Name)
			}
			continue
		}
		changed++
	}
	body, err := json.Marshal(members)
	if changed == 0 || err != nil {
		return exchange.Probe{}
	}
	odd := c.Start
	odd.Marked, odd.ID, odd.Body, odd.Expect = true, o.ID+".odd-texts", body, exchange.Expect{Kind: exchange.WellFormed}
	odd.Why = "what is sent is kept as it is, or refused"
	return odd
}

// plainText reports whether any text is a valid value.
func plainText(n *schemas.Node) bool {
	return n != nil && n.Type == "string" && n.Format == "" && len(n.Enum) == 0
}
