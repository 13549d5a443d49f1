//go:build node && unix

package examples_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// folders are the examples, with a text that the commands of their READMEs
// print. Vite does not end, and has its own test; Cypress is not run, since it
// would download a browser. A folder with a description has a mock of that.
var folders = map[string]string{
	"azure-core-lro":     "list       ",
	"fetch":              "503 code=503",
	"llamaindex-cloud":   "refused  422 Input should be a valid UUID",
	"llamaindex-cloud-1": `generic  200 respond-async;reason="unknown preference"`,
	"openai":             "refused        as errors of the client",
	"playwright":         "15 passed",
	"react":              "10 passed",
	"several":            "one clock   true and a journal with 3 requests to billing",
}

// The program of OpenAI's client runs unchanged on the description of the whole API, which is
// not part of this repository: RINGER_TEST_OPENAI names the file, if there is one.
func TestExamples(t *testing.T) {
	t.Parallel()
	install(t)
	if file := os.Getenv("RINGER_TEST_OPENAI"); file != "" {
		t.Run("openai-whole", func(t *testing.T) {
			t.Parallel()
			require.FileExists(t, file)
			assert.Contains(t, runs(t, serve(t, file), commands(t, "openai")...), folders["openai"])
		})
	}
	for folder, want := range folders {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			at := serve(t, filepath.Join(folder, "openapi.yaml"))
			if folder == "several" {
				at = serveSeveral(t)
			}
			said := runs(t, at, commands(t, folder)...)
			assert.Contains(t, said, want)
		})
	}
}

func TestExampleFailsWithoutAMock(t *testing.T) {
	t.Parallel()
	install(t)
	closed := mock.NewServer(mock.Config{})
	closed.Close()
	for _, folder := range []string{"azure-core-lro", "fetch", "llamaindex-cloud", "llamaindex-cloud-1", "openai", "several"} {
		_, err := try(t, closed.URL, commands(t, folder)...)
		assert.Error(t, err, folder)
	}
}

// The types of the page, of the tests and of the published client agree; the
// files of Cypress, which do not run here, are checked, too.
func TestExamplesAreTyped(t *testing.T) {
	t.Parallel()
	install(t)
	runs(t, "", "npm run check")
}

// Cypress compiles its specs through the API of the project's TypeScript, which
// TypeScript 7 does not have: https://github.com/cypress-io/cypress/issues/34258.
func TestCypressCanCompileItsSpecs(t *testing.T) {
	t.Parallel()
	install(t)
	for _, file := range []string{"cypress.config.ts", "ringer.ts", "e2e/page.cy.ts"} {
		script := `const ts = require("typescript"); const fs = require("fs");` +
			`const made = ts.transpileModule(fs.readFileSync("cypress/` + file + `", "utf8"),` +
			`{ reportDiagnostics: true }); console.log("wrong:", made.diagnostics.length)`
		assert.Contains(t, runs(t, "", "node -e '"+script+"'"), "wrong: 0", file)
	}
}

// The lock file identifies packages by digest; the registry is npm's setting.
func TestLockFileNamesNoRegistry(t *testing.T) {
	t.Parallel()
	lock, err := os.ReadFile("package-lock.json")
	require.NoError(t, err)
	assert.Contains(t, string(lock), `"integrity": "sha512-`)
	assert.NotContains(t, string(lock), `"resolved": "http`)
}

func TestEveryFolderIsInTheReadme(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	found, err := filepath.Glob("*/README.md")
	require.NoError(t, err)
	require.Len(t, found, len(folders)+2, "vite and cypress besides")
	for _, file := range found {
		assert.Contains(t, string(readme), "("+filepath.Dir(file)+"/)")
	}
}

// serveSeveral starts a mock of the two services of the folder several.
func serveSeveral(t *testing.T) string {
	t.Helper()
	config := mock.Config{SelfCheck: true}
	for _, file := range []string{"several/shop", "several/billing.yaml"} {
		api, err := fixtures.LoadAPIFile(file)
		require.NoError(t, err)
		config.APIs = append(config.APIs, mock.APIConfig{API: api})
	}
	s := mock.NewServer(config)
	t.Cleanup(func() {
		s.Close()
		assert.Empty(t, s.Mock.Broken(), "undeclared responses that violate the contract")
	})
	return s.URL
}

// serve starts a mock that validates its own responses against the schemas. If there is a
// file of that name, it is the description, and the clock runs sixty times as fast.
func serve(t *testing.T, description string) string {
	t.Helper()
	config := mock.Config{SelfCheck: true}
	if _, err := os.Stat(description); err == nil {
		api, err := fixtures.LoadAPIFile(description)
		require.NoError(t, err)
		config.API, config.Speed = api, 60
	}
	s := mock.NewServer(config)
	t.Cleanup(func() {
		s.Close()
		assert.Empty(t, s.Mock.Broken(), "undeclared responses that violate the contract")
	})
	return s.URL
}

// commands returns the commands of a folder's README, without the steps before:
// installing, and starting the mock.
func commands(t *testing.T, folder string) []string {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(folder, "README.md"))
	require.NoError(t, err)
	found := regexp.MustCompile(`(?m)^npm run .*$`).FindAllString(string(readme), -1)
	require.NotEmpty(t, found, folder)
	return found
}
