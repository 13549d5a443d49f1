package contract_test

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/ringer-api/ringer/contract"
)

// FuzzCheck: whatever a service answers, a run ends in time, without an internal
// error, with a report that is one.
func FuzzCheck(f *testing.F) {
	for seed := range uint64(4) {
		f.Add(seed, byte(seed))
	}
	f.Fuzz(func(t *testing.T, seed uint64, options byte) { runChaos(t, seed, options) })
}

// longestRun bounds a run against chaos; it stands in for the user's patience.
const longestRun = 30 * time.Second

// runChaos checks a service of which nothing can be relied on, and tells which
// phases the run has reached.
func runChaos(t *testing.T, seed uint64, options byte) map[string]bool {
	t.Helper()
	before := goleak.IgnoreCurrent()
	w := newStopwatch()
	h := newWhole()
	h.now = w.now
	c := newChaos(t, seed, h)
	target := targetOf(c.url())
	target.Seed = seed
	target.Now, target.Sleep = w.now, w.sleep
	target.RequestTimeout, target.Timeout, target.Watch = 50*time.Millisecond, 5*time.Second, time.Minute
	target.MaxBody = 1 << 20
	if options&1 > 0 {
		h.token = "s3cret-t0ken"
		target.Token = contract.Secret{Value: h.token, Variable: "TOKEN"}
	}
	discovering := options&6 == 2
	if discovering {
		target.Datasets = nil
	}
	target.AllowWrites = options&4 > 0
	var mu sync.Mutex
	reached := map[string]bool{}
	target.Progress = func(p contract.Progress) { mu.Lock(); reached[p.Phase] = true; mu.Unlock() }

	ctx, cancel := context.WithTimeout(t.Context(), longestRun)
	defer cancel()
	report, err := contract.Check(ctx, target)
	require.NoError(t, ctx.Err(), "seed %d, options %d: it does not end", seed, options)
	c.close()
	goleak.VerifyNone(t, before)

	var usage *contract.UsageError
	if errors.As(err, &usage) {
		require.True(t, discovering && usage.Field == "Datasets", "%v", err)
		return reached
	}
	require.NotNil(t, report)
	require.Empty(t, report.Internal, "seed %d, options %d", seed, options)
	require.Contains(t, []int{contract.ExitClean, contract.ExitBroken, contract.ExitNotChecked}, contract.ExitCode(report, err))
	wellFormed(t, report)
	return reached
}

// wellFormed holds every form of a report against what reads it.
func wellFormed(t *testing.T, report *contract.Report) {
	t.Helper()
	require.NoError(t, reportSchema(t).Validate(decoded(t, written(t, contract.JSON, report))))
	decoded(t, written(t, contract.SARIF, report))
	require.NoError(t, xml.Unmarshal([]byte(written(t, contract.JUnit, report)), new(struct{})))
	for _, line := range strings.Split(strings.TrimSpace(written(t, contract.GitHub, report)), "\n") {
		require.True(t, strings.HasPrefix(line, "::"), line)
	}
	for _, form := range []contract.Reporter{contract.Text, contract.Markdown} {
		require.NotContains(t, written(t, form, report), "s3cret")
	}
}

// allPhases are those that a run can reach, by the names that it tells.
var allPhases = []string{
	"looking for datasets", "datasets found", "valid ids", "executions of the list", "invalid ids", "unusual ids",
	"hostile ids", "methods and paths", "random invalid ids", "credentials", "the list again",
	"requests that must be refused", "starting an execution", "watching the execution", "results of the execution",
	"smaller requests",
}

// TestEveryPhaseMeetsChaos runs a check against many bad services and counts how
// many runs reached each phase: one that none reaches is not tried at all. It looks
// at goroutines, so it runs alone.
func TestEveryPhaseMeetsChaos(t *testing.T) {
	runs := max(3, 30/oneIn)
	counts := map[string]int{}
	for seed := range runs {
		for phase := range runChaos(t, uint64(seed), byte(seed)) {
			counts[phase]++
		}
	}
	if oneIn > 1 {
		return // too few to reach everything
	}
	for _, phase := range allPhases {
		fmt.Printf("chaos: %3d of %d runs reached %s\n", counts[phase], runs, phase)
		assert.NotZero(t, counts[phase], phase)
	}
	assert.Subset(t, allPhases, slices.Collect(maps.Keys(counts)), "a phase that is not counted")
}
