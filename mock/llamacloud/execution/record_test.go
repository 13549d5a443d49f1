package execution_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/pydantic"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares the text with testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, got, 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

// whole returns an execution with a value in every field.
func whole() execution.Birth {
	life := retried
	life.Final = execution.PartialSuccess
	life.Code, life.Message = "TIMEOUT", "no answer \"in time\"\nété"
	b := born(life)
	b.CreatedAt = noon.Add(123456 * time.Microsecond)
	b.Prompt = "Context:\n{context_str}\n<Q> {query_str}\nAnswer: "
	session, correlation := "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"
	parent, user := "aaaaaaaa-0000-4000-8000-000000000003", "user-1"
	b.SessionID, b.CorrelationID, b.ParentID, b.UserID = &session, &correlation, &parent, &user
	b.Data = true
	return b
}

func TestRecordBytes(t *testing.T) {
	t.Parallel()
	late := noon.Add(time.Hour)
	old := whole().Timeline().At(late)
	old.Times = pydantic.Offset
	null := whole()
	null.Optional = execution.AllNull
	for name, record := range map[string]execution.Record{
		"record-whole.json":   whole().Timeline().At(late),
		"record-offset.json":  old,
		"record-null.json":    null.Timeline().At(late),
		"record-waiting.json": born(retried).Timeline().At(noon),
	} {
		golden(t, name, record.AppendJSON(nil))
	}
}

func TestAppendJSONKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	record := born(retried).Timeline().At(noon)
	assert.Equal(t, "[", string(record.AppendJSON([]byte("["))[:1]))
}

func TestAppendJSONAllocatesNothing(t *testing.T) {
	record := whole().Timeline().At(noon.Add(time.Hour))
	buffer := make([]byte, 0, 4096)
	assert.Zero(t, testing.AllocsPerRun(100, func() { buffer = record.AppendJSON(buffer[:0]) }))
}

func BenchmarkList10000(b *testing.B) {
	birth := whole()
	var list []byte
	for b.Loop() {
		list = list[:0]
		for i := range 10_000 {
			list = birth.Timeline().At(noon.Add(time.Duration(i) * time.Millisecond)).AppendJSON(list)
		}
	}
	b.SetBytes(int64(len(list)))
}
