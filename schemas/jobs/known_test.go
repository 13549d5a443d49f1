package jobs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// known are paths, titles, operationIds and types of published APIs. Inference must not
// contain them: what it knows about one API is useless for the next.
var known = []string{
	"openai", "llamacloud", "llama", "assemblyai", "replicate", "databricks", "airflow", "prefect", "apify", "box.com",
	"chroma", "figma", "hetzner", "hcloud", "intercom", "kubernetes", "meilisearch", "netbox", "twilio", "stripe", "github",
	"vercel", "mistral", "cohere", "airbyte", "azure", "vector_store", "vectorstore", "fine_tuning", "finetuning",
	"dagrun", "dag_run", "taskinstance", "task_instance", "backfill", "zip_download", "zipdownload", "sign_request", "signrequest",
	"legal_hold", "barrier", "skills_card", "flow_run", "flowrun", "task_run", "actor-run", "actor_run", "actorrun",
	"webhook-dispatch", "webhookdispatch", "data_export", "reporting_data", "job_identifier", "load_balancer", "floating_ip",
	"storage_box", "rrset", "transcripts/", "pipeline", "extraction", "parsing", "eval_dataset", "evaldataset", "execution_id",
	"life_cycle_state", "result_state", "taskuid", "batchuid", "indexuid", "callsid", "conference", "siprec", "recordings",
	"completion_window", "submit_tool_outputs", "/batches", "createbatch", "retrievebatch", "batch_{", "runs/submit", "run-now", "cronjob",
	"data-source", "datasource", "provisioningstate", "readystate", "submitjob", "describejobs",
}

func TestNoKnownAPIStandsInTheCode(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	more, err := filepath.Glob("vocabulary/*.go")
	require.NoError(t, err)
	files = append(files, more...)
	looked := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, text := range textsOf(t, file) {
			looked++
			for _, name := range known {
				if strings.Contains(strings.ToLower(text), name) {
					t.Errorf("%s knows %q of an API: %s", file, name, text)
				}
			}
		}
	}
	assert.Greater(t, looked, 500)
}

// textsOf returns the strings and comments of a file, except its imports.
func textsOf(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	require.NoError(t, err)
	var out []string
	for _, c := range parsed.Comments {
		out = append(out, c.Text())
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BasicLit:
			out = append(out, n.Value)
		}
		return true
	})
	return out
}
