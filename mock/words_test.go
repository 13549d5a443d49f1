package mock_test

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
var apiWords = regexp.MustCompile(`\b(PENDING|SUCCESS|PARTIAL_SUCCESS)\b|\b[eE]val(s|_|[A-Z]|\b)|` +
	`(?i:pipeline_|pipelines|executions?\b|question_?ids?|questions|llama|dataset|job_name)`)

// TestTheEngineHasNoWordsOfTheAPI: what is particular to the built-in API is in package
// llamacloud; all else speaks of jobs, scopes and states.
func TestTheEngineHasNoWordsOfTheAPI(t *testing.T) {
	t.Parallel()
	read := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		switch {
		case strings.HasPrefix(path, "llamacloud"):
			return nil
		case path == filepath.Join("control", "executions.go"), path == "resources.go", path == filepath.Join("value", "names.go"):
			return nil // version 1 of the control interface; which API has Go code; names of properties in any API
		}
		read++
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
		require.NoError(t, err)
		check := func(at token.Pos, text string) {
			if !strings.Contains(strings.ToLower(text), "executionid") && !strings.Contains(text, "execution_id") && text != "executionsRoutes" {
				assert.NotRegexp(t, apiWords, text, files.Position(at)) // the name of jobId in version 1 is an exception
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "schemas" {
					assert.NotContains(t, []string{"Execute", "List", "Results", "Get", "Default"}, n.Sel.Name, files.Position(n.Pos()))
				}
			case *ast.Ident:
				check(n.Pos(), n.Name)
			case *ast.BasicLit:
				check(n.Pos(), n.Value)
			}
			return true
		})
		for _, group := range file.Comments {
			check(group.Pos(), strings.ReplaceAll(group.Text(), "llamacloud", ""))
		}
		return nil
	})
	require.NoError(t, err)
	assert.Greater(t, read, 200)
}
