package contract_test

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// TestAnotherAPIPasses checks a correct service that has another API than the built-in one.
func TestAnotherAPIPasses(t *testing.T) {
	t.Parallel()
	for _, writes := range []bool{false, true} {
		target := newFarm().target(t)
		target.AllowWrites = writes
		report := checkFarm(t, target)
		assert.Empty(t, serious(report))
		assert.Equal(t, contract.Passed, report.Verdict)
		examined := map[string]bool{}
		for _, r := range report.Rules {
			examined[r.ID] = r.Outcome == contract.RulePassed
		}
		for _, id := range []string{
			"status.documented", "status.invalid-refused", "status.unknown-path", "status.wrong-method", "schema.body",
			"record.times-in-order", "record.unique-ids", "record.id-asked-for", "record.final-has-end",
			"record.pending-has-no-end", "record.error-has-message", "record.attempts-counted", "record.partitions-match",
			"results.unique-questions", "results.belong", "lifecycle.final-stays-final", "lifecycle.keeps-identity",
			"lifecycle.keeps-id", "lifecycle.attempts-grow", "lifecycle.updates-grow", "lifecycle.started-stays",
			"lifecycle.listed-stays-listed", "exchange.list-and-single-agree", "exchange.one-dataset",
		} {
			assert.True(t, examined[id], id)
		}
		for _, id := range []string{"write.parameters-echoed", "write.answer-agrees", "write.shown"} {
			assert.Equal(t, writes, examined[id], id)
		}
		assert.False(t, examined["error.loc"], "no refusal is documented to name inputs")
	}
}

// TestIntegersAreIDs checks the same service with integers for keys.
func TestIntegersAreIDs(t *testing.T) {
	t.Parallel()
	check := func(spoil func(*farmAnswer)) *contract.Report {
		f := newFarm()
		f.numbered, f.spoil = true, spoil
		target := f.target(t)
		target.API, target.AllowWrites = numberedFarm(), true
		plan, err := contract.Plan(target)
		require.NoError(t, err)
		var paths []string
		for _, kind := range plan.Probes {
			for _, r := range kind.Requests {
				paths = append(paths, r.Method+" "+r.Path)
			}
		}
		assert.Contains(t, paths, "GET /v2/farms/7/renders/{render}")
		assert.Contains(t, paths, "POST /v2/farms/7/renders/{created_id}/stop")
		return checkFarm(t, target)
	}
	report := check(nil)
	assert.Empty(t, serious(report))
	for _, r := range report.Rules {
		if r.ID == "record.unique-ids" || r.ID == "lifecycle.keeps-identity" || r.ID == "write.shown" {
			assert.Equal(t, contract.RulePassed, r.Outcome, r.ID)
		}
	}
	done := 100*int('a') + int('1')
	report = check(spoiled("", 1, func(r map[string]any) {
		if r["key"] == done {
			r["over"] = nil
		}
	}))
	assert.Equal(t, []string{"record.final-has-end"}, serious(report))
	assert.Equal(t, strconv.Itoa(done), report.Findings[0].Places[0].Record)
	report = check(func(a *farmAnswer) {
		if a.operation == "showRender" && a.status == 404 && strings.HasSuffix(a.path, "/abc") {
			a.status, a.body = 200, map[string]any{"key": 1, "farm": 7, "scene": "x", "phase": phase("lined-up"), "made": farmEpoch}
		}
	})
	assert.Equal(t, []string{"status.invalid-refused"}, serious(report))
}

func TestABrokenServiceOfAnotherAPIBreaksItsRule(t *testing.T) {
	t.Parallel()
	farms, orders := brokenFarms(), brokenOrders()
	for _, id := range sampled(farms, 5) {
		spoil := farms[id]
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			f := newFarm()
			f.spoil = spoil
			assertBreaks(t, id, checkFarm(t, f.target(t)))
		})
	}
	for _, id := range sampled(orders, 2) {
		spoil := orders[id]
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			f := newFarm()
			f.spoil = spoil
			target := f.target(t)
			target.AllowWrites = true
			assertBreaks(t, id, checkFarm(t, target))
		})
	}
}

func assertBreaks(t *testing.T, id string, r *contract.Report) {
	t.Helper()
	rules := serious(r)
	if id == "results.belong" { // it is information
		rules = append(rules, rulesOf(r)...)
	}
	assert.Equal(t, []string{id}, slices.Compact(rules))
	for _, f := range r.Findings {
		text := f.Expected + f.Got + f.Sentence
		assert.NotContains(t, text, "execution")
		assert.NotContains(t, text, "dataset")
	}
}

// TestCollectionsOfAnotherAPIAreFound: the service lists them in an operation of the
// description.
func TestCollectionsOfAnotherAPIAreFound(t *testing.T) {
	t.Parallel()
	target := newFarm().target(t)
	target.Collections = nil
	report := checkFarm(t, target)
	assert.Empty(t, serious(report))
	require.Len(t, report.Jobs, 1)
	assert.Equal(t, "render", report.Jobs[0].Name)
	assert.Greater(t, report.Jobs[0].Rules, 10)
	for _, op := range report.Coverage.Operations {
		if op.ID == "listRenders" || op.ID == "showRender" || op.ID == "listFrames" {
			assert.Greater(t, op.Requests, 3, op.ID)
		}
	}
}

func TestWhatWasStartedInAnotherAPIIsStopped(t *testing.T) {
	t.Parallel()
	f := newFarm()
	f.spoil = spoiled("", 1, func(r map[string]any) { // nothing that was started ends
		if strings.HasPrefix(r["key"].(string), "rnd_ccccc") {
			r["phase"], r["over"] = phase("drawing"), nil
		}
	})
	target := f.target(t)
	target.AllowWrites = true
	report := checkFarm(t, target)
	assert.Empty(t, serious(report))
	assert.Contains(t, report.Notes, "cancelled: rnd_ccccc5, rnd_ccccc6")
	assert.Contains(t, report.Notes, "render rnd_ccccc5 has not ended while it was watched: a longer watch may see its results")
	assert.Equal(t, "stopped", f.renders[5].end)
}

func TestPlanOfAnotherAPI(t *testing.T) {
	t.Parallel()
	f := newFarm()
	target := f.target(t)
	target.AllowWrites = true
	plan, err := contract.Plan(target)
	require.NoError(t, err)
	var paths, names []string
	for _, kind := range plan.Probes {
		names = append(names, kind.Name)
		for _, r := range kind.Requests {
			paths = append(paths, r.Method+" "+r.Path)
		}
	}
	assert.Contains(t, names, "starting a render")
	assert.Contains(t, paths, "GET /v2/farms/7/renders/{render}")
	assert.Contains(t, paths, "POST /v2/farms/7/renders/{created_id}/stop")
	assert.NotContains(t, strings.Join(paths, "\n"), "5ce0f0ad")
	report := checkFarm(t, target)
	assert.LessOrEqual(t, report.Counts.Requests, plan.Most)
}

func TestFilesOfAnotherAPI(t *testing.T) {
	t.Parallel()
	one := `{"key":"rnd_000001","farm":7,"scene":"x","phase":{"name":"drawn"},"made":1700000000,"begun":1700000001,"over":null}`
	for name, text := range map[string]string{"one": one, "lines": one + "\n" + one, "list": `{"renders":[` + one + `]}`} {
		report, err := contract.JudgeFile(t.Context(), contract.File{Name: name, From: strings.NewReader(text)},
			contract.Target{API: farmAPI()})
		require.NoError(t, err, name)
		assert.Equal(t, []string{"record.final-has-end"}, rulesOf(report), name)
	}
}

func TestTargetOfAnotherAPIIsValidated(t *testing.T) {
	t.Parallel()
	for want, spoil := range map[string]func(*contract.Target){
		`Collections[0].farm "x": is not an integer`: func(c *contract.Target) { c.Collections = []contract.Inputs{{{Name: "farm", Value: "x"}}} },
		`Collections[0].pen "5": is no parameter of an operation`: func(c *contract.Target) {
			c.Collections = []contract.Inputs{{{Name: "farm", Value: "5"}, {Name: "pen", Value: "5"}}}
		},
		"Datasets: are those of the built-in API":           func(c *contract.Target) { c.Datasets = []contract.Dataset{{}} },
		"API \"empty\": has no description or no job model": func(c *contract.Target) { c.API = &fixtures.API{Name: "empty"} },
	} {
		target := contract.Target{URL: "http://127.0.0.1:1", API: farmAPI(), Collections: []contract.Inputs{{{Name: "farm", Value: "7"}}}}
		spoil(&target)
		_, err := contract.Check(t.Context(), target)
		var usage *contract.UsageError
		require.ErrorAs(t, err, &usage)
		assert.Contains(t, err.Error(), want)
		assert.NotEmpty(t, usage.Hint)
	}
}

// TestTwoAPIsAtOnce checks services of two APIs in one process.
func TestTwoAPIsAtOnce(t *testing.T) {
	t.Parallel()
	own := (&honest{records: []record{newRecord(1)}}).target(t)
	own.API = fixtures.Default()
	other := newFarm().target(t)
	var wait sync.WaitGroup
	for range 2 {
		for _, target := range []contract.Target{own, other} {
			wait.Go(func() {
				report, err := contract.Check(t.Context(), target)
				assert.NoError(t, err)
				assert.Empty(t, serious(report))
			})
		}
	}
	wait.Wait()
}

// TestReportsOnAnotherAPISpeakOfItsJobs reads every format of a report on a broken service.
func TestReportsOnAnotherAPISpeakOfItsJobs(t *testing.T) {
	t.Parallel()
	f := newFarm()
	f.spoil = brokenFarms()["record.final-has-end"]
	report := checkFarm(t, f.target(t))
	for name, form := range map[string]contract.Reporter{
		"text": contract.Text, "json": contract.JSON, "junit": contract.JUnit, "sarif": contract.SARIF,
		"markdown": contract.Markdown, "github": contract.GitHub,
	} {
		text := written(t, form, report)
		assert.NotRegexp(t, `execution\b|dataset\b|pipeline|question of|docs line`, strings.ReplaceAll(text, "exchange.one-dataset", ""), name)
		assert.Contains(t, text, "over, as the render is drawn", name)
	}
	require.NoError(t, reportSchema(t).Validate(decoded(t, written(t, contract.JSON, report))))
	assert.Contains(t, written(t, contract.Text, report), "(render rnd_aaaaa1)")
}

// TestAPageIsNotAWholeList: a job that is not on this page may be on another.
func TestAPageIsNotAWholeList(t *testing.T) {
	t.Parallel()
	api, model := *farmAPI(), *farmAPI().Jobs.Jobs[0]
	model.Pagination = &jobs.Pagination{Next: "/next"}
	api.Jobs = &jobs.Model{Jobs: []*jobs.Resource{&model}}
	for next, want := range map[string][]string{"rnd_aaaaa2": nil, "": {"lifecycle.listed-stays-listed"}} {
		f := newFarm()
		f.spoil = func(a *farmAnswer) {
			brokenFarms()["lifecycle.listed-stays-listed"](a)
			if body, ok := a.body.(map[string]any); ok && a.operation == "listRenders" {
				body["next"] = next
			}
		}
		target := f.target(t)
		target.API = &api
		assert.Equal(t, want, serious(checkFarm(t, target)))
	}
}
