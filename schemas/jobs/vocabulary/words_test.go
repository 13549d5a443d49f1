package vocabulary

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestEveryWordHasASource(t *testing.T) {
	t.Parallel()
	n := 0
	for _, l := range lines() {
		assert.NotEmpty(t, l.source, l.words)
		for _, w := range strings.Split(l.words, ", ") {
			assert.Equal(t, Phrase(w), w, "words are written in lower case, with single spaces")
			n++
		}
	}
	assert.Greater(t, n, 250)
}

func TestKindsOfSets(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		words string
		kinds string
	}{
		"case and joints":        {"IN_PROGRESS Succeeded timed-out NotStarted", "running succeeded expired waiting"},
		"a common beginning":     {"JOB_STATE_QUEUED JOB_STATE_DONE JOB_STATE_FAILED", "waiting succeeded failed"},
		"ready begins":           {"ready running succeeded", "waiting running succeeded"},
		"ready ends":             {"building ready", "running succeeded"},
		"accepted begins":        {"accepted running successful", "waiting running succeeded"},
		"accepted ends":          {"pending accepted declined", "waiting succeeded failed"},
		"accepted and delivered": {"placed accepted paid shipped delivered cancelled", "waiting running running running succeeded cancelled"},
		"confirmed and done":     {"pending confirmed completed cancelled", "waiting running succeeded cancelled"},
		"aborted by the system":  {"processing canceled aborted completed", "running cancelled failed succeeded"},
		"aborted by the user":    {"running aborted completed", "running cancelled succeeded"},
		"in pieces":              {"upstream_failed waiting_for_review up_for_retry validating_files completed_with_errors", "failed needs-action waiting running partly-succeeded"},
		"sent on its way":        {"queued sending sent delivered", "waiting running running succeeded"},
		"no word":                {"fnord done", "running succeeded"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var words []Word
			for _, w := range strings.Fields(c.words) {
				words = append(words, Word{Text: w})
			}
			var kinds []string
			for _, m := range NewDictionary().Read(words) {
				kinds = append(kinds, string(m.Kind))
			}
			assert.Equal(t, c.kinds, strings.Join(kinds, " "))
		})
	}
	unknown := NewDictionary().Read([]Word{{Text: "fnord"}})[0]
	assert.Equal(t, Running, unknown.Kind)
	assert.False(t, unknown.Known, "a word that fits none is running, and is named")
}

func TestParts(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"createdAt": "created at", "created_at": "created at", "HTTPStatus": "http status", "Created-At": "created at",
		"jobID": "job id", "v2": "v2", "": "", "_": "", "ÜberStatus": "über status",
	} {
		assert.Equal(t, want, Phrase(name), name)
	}
	assert.True(t, Same("job_id", "JobId"))
	for plural, one := range map[string]string{"batches": "batch", "queries": "query", "statuses": "status", "runs": "run", "status": "status", "analysis": "analysis", "classes": "class"} {
		assert.Equal(t, one, Singular(plural))
	}
}
