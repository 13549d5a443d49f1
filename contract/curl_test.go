package contract_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// The shell itself shows how it parses the line.
func TestCurlLineIsWhatTheShellUnderstands(t *testing.T) {
	t.Parallel()
	h := newHonest()
	withRecord(0, "status", "RUNNING")(h)
	target := h.target(t)
	target.Token = contract.Secret{Value: `odd "token" $HOME`, Variable: "LLAMA_TOKEN"}
	target.Headers = []contract.Header{
		{Name: "X-Quote", Value: "it's `odd` $HOME"},
		{Name: "X-Api-Key", Value: "k3y-value", Variable: "KEY"},
	}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.NotEmpty(t, report.Findings)

	line := strings.Replace(report.Findings[0].Curl, "curl", "printf '%s\\n'", 1)
	shell := exec.Command("sh", "-c", line)
	shell.Env = []string{"LLAMA_TOKEN=" + target.Token.Value, "KEY=k3y-value", "HOME=/home"}
	out, err := shell.Output()
	require.NoError(t, err)
	assert.Equal(t, []string{
		"-sS", "-i", "-g", "--path-as-is",
		"-H", `Authorization: Bearer odd "token" $HOME`,
		"-H", "X-Api-Key: k3y-value",
		"-H", "X-Quote: it's `odd` $HOME",
		"-H", "Accept: application/json",
		target.URL + "/api/v1/pipelines/" + pipeline + "/eval-datasets/" + dataset + "/execute",
	}, strings.Split(strings.TrimSpace(string(out)), "\n"))
}
