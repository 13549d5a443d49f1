package contract_test

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// goTest runs the test in testdata/run against a service, as a person would.
func goTest(t *testing.T, service string, args ...string) (output string, passed bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"test", "-count=1", "-v"}, append(args, "./testdata/run")...)...)
	cmd.Env = append(cmd.Environ(), "SERVICE="+service)
	out, err := cmd.CombinedOutput()
	if err != nil {
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit, "%s", out)
	}
	return string(out), err == nil
}

var ended = regexp.MustCompile(`(?m)^    --- (PASS|FAIL|SKIP): TestContract/(\S+) `)

// howOften depends on how many polls a check makes, which is not the matter here.
var howOften = regexp.MustCompile(`\d+ times|\d+ of \d+`)

// subtests gives what became of each rule.
func subtests(output string) map[string]string {
	outcomes := map[string]string{}
	for _, m := range ended.FindAllStringSubmatch(output, -1) {
		outcomes[m[2]] = m[1]
	}
	return outcomes
}

func TestRunUnderGoTest(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.records[1] = newRecord(2).with("status", "RUNNING")
	url := h.target(t).URL

	t.Run("all", func(t *testing.T) {
		t.Parallel()
		out, passed := goTest(t, url)
		assert.False(t, passed)
		outcomes := subtests(out)
		assert.Len(t, outcomes, len(contract.Rules()), "a subtest a rule, under its id")
		for id, outcome := range outcomes {
			assert.Equal(t, id == "schema.body", outcome == "FAIL", "%s: %s\n%s", id, outcome, out)
		}
		_, failure, _ := strings.Cut(out, "=== RUN   TestContract/schema.body\n")
		failure, _, _ = strings.Cut(failure, "=== RUN")
		failure = strings.ReplaceAll(failure, url, "http://service.example")
		golden(t, "run.txt", howOften.ReplaceAllString(failure, "N"))
	})
	t.Run("run", func(t *testing.T) {
		t.Parallel()
		out, passed := goTest(t, url, "-run", `TestContract/^schema\.body$`)
		assert.False(t, passed)
		assert.Equal(t, map[string]string{"schema.body": "FAIL"}, subtests(out))
		out, passed = goTest(t, url, "-run", `TestContract/^wire\.`)
		assert.True(t, passed, "%s", out)
		assert.NotEmpty(t, subtests(out))
		assert.NotContains(t, subtests(out), "schema.body")
	})
	t.Run("skip", func(t *testing.T) {
		t.Parallel()
		out, passed := goTest(t, url, "-skip", `TestContract/schema.body`)
		assert.True(t, passed, "%s", out)
		assert.Len(t, subtests(out), len(contract.Rules())-1)
	})
}

func TestRunUnderGoTestWhenNobodyAnswers(t *testing.T) {
	t.Parallel()
	out, passed := goTest(t, "http://127.0.0.1:1")
	assert.False(t, passed)
	assert.Contains(t, out, "hint: is the service running, and is this its address?")
}
