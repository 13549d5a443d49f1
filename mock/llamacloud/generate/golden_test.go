package generate_test

import (
	"flag"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
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

// lines returns the records of a dataset at that time, one per line.
func lines(list []execution.Birth, now time.Time) []byte {
	var text []byte
	for _, b := range list {
		text = append(b.Timeline().At(now).AppendJSON(text), '\n')
	}
	return text
}

// TestBytesStay checks the bytes of a small dataset. When they change, all users'
// snapshots do: that belongs in the CHANGELOG.
func TestBytesStay(t *testing.T) {
	t.Parallel()
	now := epoch.Add(20 * time.Second)
	golden(t, "default.jsonl", lines(generate.Births(1, pipeline, dataset, epoch, count(8)), now))
	golden(t, "one-of-each.jsonl", lines(generate.Births(1, pipeline, dataset, epoch,
		scenarios["one-of-each"]), now))
	golden(t, "unicode.jsonl", lines(generate.Births(1, pipeline, dataset, epoch,
		fixtures.Generate{Count: p(3), Text: "unicode"}), now))

	questions := []string{pipeline, dataset}
	b := generate.StartRequest(1, pipeline, dataset, 1, epoch, questions, nil, nil, fixtures.Generate{})
	golden(t, "asked.jsonl", lines([]execution.Birth{b}, now.Add(time.Hour)))
	var text []byte
	for _, r := range resultsOf(b, time.Hour) {
		text = append(r.AppendJSON(text), '\n')
	}
	golden(t, "results.jsonl", text)
}

func TestBytesDoNotDependOnOrderOrCompany(t *testing.T) {
	t.Parallel()
	want := make([][]byte, 40)
	for n := range want {
		want[n] = lines(births(n, fixtures.Generate{}), epoch)
	}
	var group sync.WaitGroup
	for n := range want {
		n = len(want) - 1 - n
		group.Go(func() { assert.Equal(t, want[n], lines(births(n, fixtures.Generate{}), epoch)) })
	}
	group.Wait()
}

func BenchmarkBirths2000(b *testing.B) {
	for b.Loop() {
		generate.Births(1, pipeline, dataset, epoch, count(2000))
	}
}

func BenchmarkList2000(b *testing.B) {
	list := generate.Births(1, pipeline, dataset, epoch, count(2000))
	var text []byte
	for b.Loop() {
		text = text[:0]
		for _, birth := range list {
			text = birth.Timeline().At(epoch).AppendJSON(text)
		}
	}
	b.SetBytes(int64(len(text)))
}

func BenchmarkResults(b *testing.B) {
	list := births(1, fixtures.Generate{Count: p(100), States: map[string]int{"SUCCESS": 1}})
	for b.Loop() {
		for _, birth := range list {
			resultsOf(birth, 0)
		}
	}
}
