package setting

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// loadSections loads the whole table from a file of this text, and returns the file's
// name as well.
func loadSections(t *testing.T, text string) (*Values, []Effective, string, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), DefaultFile)
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	// One flag per setting; sections share names.
	c, all, err := loadFlags(nil, InSection("ctl"), []string{"--config", name})
	if err != nil {
		return nil, nil, name, err
	}
	for _, section := range []string{"mock", "contract"} {
		other, more, err := loadFlags(nil, InSection(section), []string{"--config", name})
		require.NoError(t, err)
		assert.Equal(t, c.Warnings, other.Warnings, "every verb warns of the whole file")
		all = append(all, more...)
	}
	return c, all, name, nil
}

// oldSections has each section by its old name, newSections by its present one.
const (
	oldSections = "# ours\nmock: {port: 5000}\ncontract:\n  rate: 7\nctl: {session: a}\n"
	newSections = "# ours\nserve: {port: 5000}\ncheck:\n  rate: 7\nctl: {session: a}\n"
)

func TestSectionsAreNamedLikeVerbs(t *testing.T) {
	t.Parallel()
	c, all, _, err := loadSections(t, newSections)
	require.NoError(t, err)
	assert.Empty(t, c.Warnings)
	wantPrinted(t, all)
}

func TestOldNamesOfSectionsAreReadWithAWarning(t *testing.T) {
	t.Parallel()
	c, all, name, err := loadSections(t, oldSections)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"warning: " + name + `:2:1: the section "mock" is called "serve" now; rename it`,
		"warning: " + name + `:3:1: the section "contract" is called "check" now; rename it`,
	}, c.Warnings)
	wantPrinted(t, all)
}

// wantPrinted checks the settings of the two files above, and that they are printed
// under the present names.
func wantPrinted(t *testing.T, all []Effective) {
	t.Helper()
	var printed bytes.Buffer
	Print(&printed, all, nil)
	sections := map[string]string{}
	last := ""
	for line := range strings.Lines(printed.String()) {
		if !strings.HasPrefix(line, " ") {
			last = strings.TrimSpace(line)
		}
		sections[last] += line
	}
	assert.Len(t, sections, 3)
	assert.Regexp(t, `(?m)^  port: 5000 .*ringer.yaml:2:`, sections["serve:"])
	assert.Regexp(t, `(?m)^  rate: 7 .*ringer.yaml:4:`, sections["check:"])
	assert.Regexp(t, `(?m)^  session: "a" .*ringer.yaml:5:`, sections["ctl:"])
}

func TestMistakesInSections(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct{ problem, hint string }{
		"contract: {}\ncheck: {}\n":     {`:2:1: "check" and "contract" (line 1) are the same section`, "move the settings of contract: to check:"},
		"serve: {}\nctl: {}\nmock: {}":  {`:3:1: "mock" and "serve" (line 1) are the same section`, "move the settings of mock: to serve:"},
		"check: {}\ncheck: {}\n":        {`:2:1: the key "check" appears twice`, "keep one of the two"},
		"chekc: {}\n":                   {`:1:1: "chekc" is not a section`, "did you mean check?"},
		"contrakt: {}\n":                {`:1:1: "contrakt" is not a section`, "did you mean contract? it is called check now"},
		"mok: {}\n":                     {`:1:1: "mok" is not a section`, "did you mean mock? it is called serve now"},
		"validate: {}\n":                {`:1:1: "validate" is not a section`, "ringer validate reads the section check"},
		"generate: {}\n":                {`:1:1: "generate" is not a section`, "ringer generate reads the section serve"},
		"something: {}\n":               {`:1:1: "something" is not a section`, "there are serve, check, ctl"},
		"\"\": {}\n":                    {`:1:1: "" is not a section`, "there are serve, check, ctl"},
		"port: 1\n":                     {`:1:1: "port" is not a section, but a setting of serve`, "indent it under serve:"},
		"rate: 1\n":                     {`:1:1: "rate" is not a section, but a setting of check`, "indent it under check:"},
		"contract:\n  raet: 7\n":        {`:2:3: "raet" is not a setting of check`, "did you mean rate?"},
		"mock:\n  port: many\n":         {`port "many" (`, "ringer help serve"},
		"contract: {rate: 7}\nserve: 1": {`:2:8: want settings, as key: value`, ""},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			name := filepath.Join(t.TempDir(), DefaultFile)
			require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
			_, _, err := loadFlags(nil, InSection("mock"), []string{"--config", name})
			var failure *output.Failure
			require.ErrorAs(t, err, &failure)
			assert.Equal(t, output.ExitUsage, failure.Code)
			assert.Contains(t, failure.Problem, want.problem)
			assert.Contains(t, strings.Join(failure.Hints, "\n"), want.hint)
		})
	}
}
