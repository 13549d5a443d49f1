package contract_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

func serveUnder(t *testing.T, prefix string, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(http.StripPrefix(prefix, h))
	t.Cleanup(server.Close)
	return server.URL
}

// A service that echoes what it is sent, in bodies and headers, wherever a
// report would show it.
func TestNoSecretInAnyReport(t *testing.T) {
	t.Parallel()
	const token, cookie, key = "t0ken/with+odd=chars", "c00kie-value", "k3y-value"
	h := newHonest()
	h.spoil = func(a *answer) {
		all := fmt.Sprint(a.request.Header)
		a.header.Set("X-Echo", all)
		a.header.Set("Set-Cookie", "session=fr3sh-one")
		if a.operation == "list" && a.status == 200 {
			a.body = []any{newRecord(1).with("status", all, "id", all)}
		}
		if a.operation == "results" {
			a.status = 500
		}
	}
	target := h.target(t)
	target.Token = contract.Secret{Value: token, Variable: "LLAMA_TOKEN"}
	target.Session = contract.Secret{Value: cookie}
	target.Headers = []contract.Header{{Name: "X-Api-Key", Value: key, Variable: "KEY"}, {Name: "X-Plain", Value: "a$b"}}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.Equal(t, []string{"status.no-server-error", "schema.body", "record.partitions-match", "auth.required"}, rulesOf(report))
	for _, r := range reporters {
		var b strings.Builder
		require.NoError(t, r.report(&b, report))
		for _, secret := range []string{token, cookie, key, "fr3sh-one"} {
			assert.NotContains(t, b.String(), secret, r.file)
		}
		assert.Contains(t, b.String(), "$LLAMA_TOKEN", r.file)
	}
	for _, f := range report.Findings {
		assert.NotContains(t, string(f.Exchange.Response.Body), token)
		assert.NotContains(t, fmt.Sprintf("%+v", f.Exchange.Response), "fr3sh-one")
	}
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v", target.Token, target, target.Token), token)
}
