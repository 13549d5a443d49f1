package contract_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/contract"
)

// tester records what a test would do.
type tester struct {
	name    string
	ctx     context.Context
	subs    []*tester
	errors  []string
	skipped string
}

func (t *tester) Helper()                       {}
func (t *tester) Context() context.Context      { return t.ctx }
func (t *tester) Logf(string, ...any)           {}
func (t *tester) Skipf(format string, a ...any) { t.skipped = fmt.Sprintf(format, a...) }
func (t *tester) Errorf(format string, a ...any) {
	t.errors = append(t.errors, fmt.Sprintf(format, a...))
}
func (t *tester) Fatalf(format string, a ...any) { t.Errorf(format, a...) }
func (t *tester) Run(name string, f func(*tester)) bool {
	sub := &tester{name: name, ctx: t.ctx}
	t.subs = append(t.subs, sub)
	f(sub)
	return len(sub.errors) == 0
}

// failed names the subtests that failed.
func (t *tester) failed() []string {
	var names []string
	for _, sub := range t.subs {
		if len(sub.errors) > 0 {
			names = append(names, sub.name)
		}
	}
	return names
}

func TestRun(t *testing.T) {
	t.Parallel()
	contract.Run(t, newHonest().target(t))
}

func TestRunFailsTheBrokenRule(t *testing.T) {
	t.Parallel()
	h := newHonest()
	withRecord(0, "status", "RUNNING")(h)
	rec := &tester{ctx: t.Context()}
	contract.Run(rec, h.target(t))
	assert.Len(t, rec.subs, len(contract.Rules()), "a subtest a rule")
	assert.Equal(t, []string{"schema.body"}, rec.failed())
	assert.Empty(t, rec.errors)
}

func TestRunSkipsWhatWasNotExamined(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.records = []record{}
	rec := &tester{ctx: t.Context()}
	contract.Run(rec, h.target(t))
	assert.Empty(t, rec.failed())
	for _, sub := range rec.subs {
		if sub.name == "record.times-in-order" {
			assert.Equal(t, "skipped: needs an execution with two times", sub.skipped)
		}
	}
}

func TestRunFailsWhenNobodyAnswers(t *testing.T) {
	t.Parallel()
	rec := &tester{ctx: t.Context()}
	contract.Run(rec, targetOf("http://127.0.0.1:1"))
	assert.Len(t, rec.errors, 1)
	assert.Contains(t, rec.errors[0], "hint: is the service running")

	rec = &tester{ctx: t.Context()}
	contract.Run(rec, contract.Target{})
	assert.Contains(t, rec.errors[0], "URL: is empty")
	assert.Empty(t, rec.subs)
}
