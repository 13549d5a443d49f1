package probe

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/fixtures"
)

// TestEverySeedDraws draws the ids of many seeds.
func TestEverySeedDraws(t *testing.T) {
	t.Parallel()
	api := fixtures.Default()
	j := observation.New(api.Description, api.Jobs.Jobs[0], true, observation.Extras{})
	config := Config{Jobs: j, Collections: []exchange.Inputs{j.Inputs(exchange.Inputs{
		{Name: "pipeline_id", Value: "7d1a0f5e-1111-4222-8333-444455556666"},
		{Name: "eval_dataset_id", Value: "9c2b4e6a-7777-4888-9999-aaaabbbbcccc"},
	})}}
	for config.Seed = range 20_000 {
		for _, p := range drawnProbes(config, NewLearned(j)) {
			require.NotEmpty(t, p.InvalidID(), "seed %d", config.Seed)
		}
	}
}
