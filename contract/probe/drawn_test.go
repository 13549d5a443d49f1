package probe

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract/exchange"
)

// TestEverySeedDraws draws the ids of many seeds.
func TestEverySeedDraws(t *testing.T) {
	t.Parallel()
	config := Config{Datasets: []exchange.Dataset{{
		PipelineID: "7d1a0f5e-1111-4222-8333-444455556666", EvalDatasetID: "9c2b4e6a-7777-4888-9999-aaaabbbbcccc",
	}}}
	for config.Seed = range 20_000 {
		for _, p := range drawnProbes(config, &Learned{}) {
			require.NotEmpty(t, p.InvalidID(), "seed %d", config.Seed)
		}
	}
}
