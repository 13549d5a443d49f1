package contract_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// mutant is an honest implementation that was broken in one place.
type mutant struct {
	name string // typeable after -run
	// rule is the rule that it breaks; the suite must name it, and no other.
	rule string
	// pointer, when set, is the place that the finding has to name.
	pointer string
	spoil   func(*honest)
	// tune changes the target; nil does not.
	tune func(*contract.Target)
	// brief says that the beginning of a run is enough to see it.
	brief bool
}

// mutants are all of them, made by the families.
func mutants() []mutant {
	all := slices.Concat(statusMutants(), recordMutants(), resultMutants(), lifecycleMutants(),
		datasetMutants(), authMutants(), intermittentMutants(), hugeMutants(), writeMutants())
	// All responses of these are invalid, so most get only a few requests.
	always := slices.Concat(schemaMutants(), wireMutants(), refusalMutants(), http2Mutants())
	for i := range always {
		always[i].brief = i%10 > 0
	}
	return append(all, always...)
}

// brief is a number of requests that includes valid and invalid ids.
const brief = 40

// awaiting names the mutants that the suite is known to miss, by how their
// names begin, and says why. One that it finds has to leave the table.
var awaiting = map[string]string{}

// awaited tells that m is not found yet: the table says so, or there is no such
// rule.
func (m mutant) awaited() bool {
	for start := range awaiting {
		if strings.HasPrefix(m.name, start) {
			return true
		}
	}
	return !slices.ContainsFunc(contract.Rules(), func(r contract.Rule) bool { return r.ID == m.rule })
}

// TestMutants is the test of the suite itself: it finds every implementation
// that is broken in one place, says which promise that breaks, and nothing else.
func TestMutants(t *testing.T) {
	t.Parallel()
	all := mutants()
	var found atomic.Int64
	t.Run("all", func(t *testing.T) {
		for i, m := range all {
			if i%oneIn > 0 || m.awaited() && i%10 > 0 {
				continue // of what is missed, a few are looked at
			}
			t.Run(m.name, func(t *testing.T) {
				t.Parallel()
				problem := m.missed(t)
				if m.awaited() {
					assert.NotEmpty(t, problem, "it is found: take it off the table of those awaited")
					return
				}
				if assert.Empty(t, problem) {
					found.Add(1)
				}
			})
		}
	})
	if filtered() {
		return
	}
	fmt.Printf("mutants: found %d, one in %d of %d\n", found.Load(), oneIn, len(all))
	if oneIn == 1 {
		readmeProves(t, int(found.Load()), len(all))
	}
}

// missed says in what the suite's judgement falls short; "" when in nothing.
func (m mutant) missed(t *testing.T) string {
	t.Helper()
	h := newWhole()
	m.spoil(h)
	target := timeless(t, h, nil, m.tune)
	if m.brief && !target.AllowWrites {
		target.MaxRequests = brief
	}
	report, err := contract.Check(t.Context(), target)
	require.NotNil(t, report, "%v", err)
	return m.falls(report, err)
}

func (m mutant) falls(report *contract.Report, err error) string {
	var grave []*contract.Finding
	said := ""
	for _, f := range report.Findings {
		if f.Severity >= contract.Warning || f.Rule == m.rule {
			grave = append(grave, f)
			said += fmt.Sprintf("\n  %s at %v: expected %s, got %s", f.Rule, f.Places, f.Expected, f.Got)
		}
	}
	switch {
	case len(grave) == 0:
		return fmt.Sprintf("nothing was found; %s should be (%v, %v)", m.rule, report.Verdict, err)
	case len(grave) > 1 || grave[0].Rule != m.rule:
		return "one finding of " + m.rule + " should be, but there are:" + said
	case m.pointer != "" && !names(grave[0], m.pointer):
		return "the finding should be at " + m.pointer + ", but there is:" + said
	case report.Verdict != contract.Broken && grave[0].Severity >= contract.Warning:
		return "the verdict is " + string(report.Verdict)
	}
	return ""
}

func names(f *contract.Finding, pointer string) bool {
	for _, p := range f.Places {
		if p.Pointer == pointer {
			return true
		}
	}
	return false
}

func TestAwaitedMutantsExist(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, m := range mutants() {
		assert.False(t, known[m.name], "two mutants are called %s", m.name)
		known[m.name] = true
	}
	for start := range awaiting {
		begins := func(name string) bool { return strings.HasPrefix(name, start) }
		assert.True(t, slices.ContainsFunc(slices.Collect(maps.Keys(known)), begins), "no mutant is called %s", start)
	}
}

// The whole service is what mutants are made of, so it has to be honest itself.
func TestWholeServicePasses(t *testing.T) {
	t.Parallel()
	target := timeless(t, newWhole(), nil, needs("execute"))
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
	assert.Equal(t, contract.Passed, report.Verdict)
	for _, rule := range report.Rules {
		if rule.Outcome == contract.RuleSkipped {
			assert.Contains(t, unseenHere, rule.ID)
		}
	}
}
