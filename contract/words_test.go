package contract_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// apiWords are the words of the built-in API.
var apiWords = regexp.MustCompile(`\b(PENDING|SUCCESS|ERROR|PARTIAL_SUCCESS)\b|\b[eE]val(s|_|[A-Z]|\b)|` +
	`(?i:pipeline|execution|\bexecute\b|question|partition|llama|dataset|session_id|job_name|(creat|end|start|updat)ed_at|error_(code|message))`)

// TestTheEngineHasNoWordsOfTheAPI: what is particular to the built-in API is in one package;
// the rest of the check speaks of jobs.
func TestTheEngineHasNoWordsOfTheAPI(t *testing.T) {
	t.Parallel()
	ruleID := regexp.MustCompile(`^"[a-z]+\.[a-z0-9-]+"$`) // stable names, which users have in their settings
	allowed := map[string]bool{"Dataset": true, "Datasets": true, "llamacloud": true, `"Datasets"`: true, "`json:\"datasets\"`": true,
		"ToolExecutionNotifications": true} // the Go API, a name in JSON, and one of SARIF
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if entry.IsDir() && entry.Name() == "llamacloud" {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
		require.NoError(t, err)
		check := func(at token.Pos, text string) {
			if !allowed[text] && !ruleID.MatchString(text) && !strings.HasSuffix(text, `/contract/llamacloud"`) {
				assert.NotRegexp(t, apiWords, text, files.Position(at))
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				check(n.Pos(), n.Name)
			case *ast.BasicLit:
				check(n.Pos(), n.Value)
			}
			return true
		})
		for _, group := range file.Comments {
			check(group.Pos(), regexp.MustCompile(`\b[dD]atasets?\b|llamacloud`).ReplaceAllString(group.Text(), ""))
		}
		return nil
	})
	require.NoError(t, err)
}
