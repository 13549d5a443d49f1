package reporting

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// round is the report of a round that has found these rules, with the error that it ends with.
type round struct {
	found       []string
	notExamined string
	err         error
}

var errFails = errors.New("a rule failed")

func (r round) report(n int) *contract.Report {
	report := &contract.Report{
		Version: 1, Target: "http://a.example", FailOn: contract.Warning, Verdict: contract.Passed,
		Started: time.Date(2024, 10, 1, 12, 0, 30*n, 0, time.UTC),
		Rules:   []contract.RuleResult{{ID: r.notExamined, Outcome: contract.RuleSkipped}},
	}
	for _, id := range r.found {
		report.Verdict = contract.Broken
		report.Findings = append(report.Findings, &contract.Finding{
			Rule: id, Severity: contract.Error, Sentence: "A thing is so.", Expected: "a", Got: "b\x1b[31m", Key: id + " key",
			Count: 1, Responses: 1, Of: 1, Operations: []string{"list"}, Places: []contract.Place{{Pointer: "/0/status"}},
			Exchange: &contract.Exchange{Response: &contract.Response{Status: 200}},
		})
	}
	return report
}

// repeated plays rounds, with waits that cost no time, and returns what was shown.
func repeated(t *testing.T, terminal bool, rounds ...round) (log, line string, err error) {
	t.Helper()
	var out, rewritten strings.Builder
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	p := Repeat{
		Every: 30 * time.Second, Out: &out,
		Round: func(_ context.Context, first bool) (*contract.Report, error) {
			assert.Equal(t, n == 0, first)
			n++
			return rounds[n-1].report(n - 1), rounds[n-1].err
		},
		Sleep: func(_ context.Context, d time.Duration) error {
			assert.Equal(t, 30*time.Second, d)
			if n == len(rounds) {
				cancel()
				return context.Canceled
			}
			return nil
		},
	}
	if terminal {
		p.Terminal = &rewritten
	}
	err = p.Run(ctx)
	return out.String(), rewritten.String(), err
}

func TestRepeatShowsOnlyWhatChanged(t *testing.T) {
	t.Parallel()
	log, _, err := repeated(t, false,
		round{found: []string{"a.one", "b.two"}, err: errFails},
		round{found: []string{"a.one", "b.two"}, err: errFails},
		round{found: []string{"b.two", "c.three"}, err: errFails},
		round{notExamined: "c.three"},
		round{},
	)
	require.NoError(t, err, "the last round passes")
	assert.Equal(t, `2024-10-01T12:01:00Z broken http://a.example: 1 new, 1 gone, 1 still there
new    2. error c.three at status in list: A thing is so.
   expected  a
   got       b\u001b[31m
   at        /0/status
   seen      in 1 of 1 response of list
gone   error a.one at status in list
still  1. error b.two at status in list
2024-10-01T12:01:30Z passed http://a.example: 0 new, 1 gone, 0 still there, 1 not examined
gone   error b.two at status in list
?      error c.three at status in list: its rule was not examined
`, log)
}

func TestRepeatRewritesOneLineOnATerminal(t *testing.T) {
	t.Parallel()
	log, line, err := repeated(t, true, round{found: []string{"a.one"}, err: errFails}, round{found: []string{"a.one"}, err: errFails})
	assert.Equal(t, errFails, err)
	assert.Empty(t, log)
	assert.Equal(t, "next check in 30s\r\x1b[Kround 2: broken, nothing has changed; next check in 30s\r\x1b[K", line)
}

// An interrupted round says nothing; the exit code is that of the round before.
func TestRepeatEndsWithTheLastCompleteRound(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := Repeat{
		Out: &strings.Builder{}, Sleep: func(context.Context, time.Duration) error { return nil },
		Round: func(context.Context, bool) (*contract.Report, error) {
			if n++; n == 2 {
				cancel()
				return round{}.report(n), errors.New("interrupted")
			}
			return round{}.report(n), errFails
		},
	}.Run(ctx)
	assert.Equal(t, errFails, err)
	assert.Equal(t, 2, n)

	usage := errors.New("wrong usage")
	err = Repeat{Round: func(context.Context, bool) (*contract.Report, error) { return nil, usage }}.Run(t.Context())
	assert.Equal(t, usage, err, "it would be as wrong in the next round")
}

func TestTheTimeBetweenRoundsIsBounded(t *testing.T) {
	t.Parallel()
	d, err := ParseEvery("1m30s")
	require.NoError(t, err)
	assert.Equal(t, 90*time.Second, d)
	for _, text := range []string{"", "30", "0s", "-1s", "999ms", "25h", "NaNs", "1e3s", " 30s"} {
		_, err := ParseEvery(text)
		assert.ErrorContains(t, err, "want a time from 1s to 24h", text)
	}
}
