package services_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// habit is one way in which services serve jobs. Its description is testdata/NAME.yaml.
type habit struct {
	name   string
	routes func(*service)
	// jobs are the kinds of jobs that the check must find in the description.
	jobs []string
	// defects are what breaks one rule each.
	defects []defect
}

type defect struct {
	name, rule string
	spoil      func(*answer)
}

func habits() []habit {
	return []habit{
		polled(), operation(), accepted(), seeOther(), cursored(), paged(), offsets(), below(), statusBelow(), byOthers(),
		cancelled(), resultful(), twoFields(), unlisted(),
	}
}

func TestACorrectServiceOfEachHabitPasses(t *testing.T) {
	t.Parallel()
	for _, h := range habits() {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			s := newService()
			h.routes(s)
			report := s.judge(t, h)
			for _, f := range report.Findings {
				assert.Fail(t, "a false alarm", "%s at %v: expected %s, got %s (%s)", f.Rule, f.Places, f.Expected, f.Got, f.Exchange.Request.Path)
			}
			assert.Equal(t, contract.Passed, report.Verdict)
			var names []string
			for _, j := range report.Jobs {
				names = append(names, j.Name)
				assert.Greater(t, j.Records, 5, j.Name)
				assert.Greater(t, j.Rules, 5, j.Name)
			}
			assert.Equal(t, h.jobs, names)
			assert.Less(t, report.Counts.Requests, 300)
			assert.Len(t, s.nth, len(report.Coverage.Operations), "every operation is requested: %v", s.nth)
		})
	}
}

func TestADefectOfEachHabitIsFound(t *testing.T) {
	t.Parallel()
	for _, h := range habits() {
		require.NotEmpty(t, h.defects, h.name)
		for _, d := range h.defects {
			t.Run(h.name+"/"+d.name, func(t *testing.T) {
				t.Parallel()
				s := newService()
				h.routes(s)
				s.spoil = d.spoil
				report := s.judge(t, h)
				said := ""
				rules := map[string]bool{}
				for _, f := range report.Findings {
					rules[f.Rule] = true
					said += fmt.Sprintf("\n%s at %v: expected %s, got %s (%s)", f.Rule, f.Places, f.Expected, f.Got, f.Exchange.Request.Path)
				}
				assert.Equal(t, map[string]bool{d.rule: true}, rules, said)
				assert.Equal(t, contract.Broken, report.Verdict)
			})
		}
	}
}

// word is the state of a job in the words of a service.
func word(p phase, words ...string) string { return words[p] }

// polled: a job that is polled until it has ended, in a list with an envelope.
func polled() habit {
	show := func(s *service, j *job) record {
		p := j.phaseAt(s.now)
		r := record{"id": j.id, "source": j.input, "status": word(p, "queued", "running", "completed", "failed", "cancelled"),
			"created_at": s.at(j.born), "started_at": s.at(j.started()), "finished_at": s.at(j.ended()), "error": nil}
		if p == failed {
			r["error"] = "the source is empty"
		}
		return r
	}
	return habit{name: "polled", jobs: []string{"export"}, routes: func(s *service) {
		s.on("GET /exports", "listExports", func(_ *http.Request, a *answer) {
			all := []any{}
			for _, j := range s.jobs {
				all = append(all, show(s, j))
			}
			a.body = record{"exports": all}
		})
		s.on("POST /exports", "startExport", func(r *http.Request, a *answer) {
			source, ok := input(r, "source")
			if !ok {
				a.wrong()
				return
			}
			a.status, a.body = http.StatusCreated, show(s, s.add("", source))
		})
		s.on("GET /exports/{id}", "getExport", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("id"), ""); j != nil {
				a.body = show(s, j)
				return
			}
			a.unknown()
		})
	}, defects: []defect{
		{"no-end", "record.final-has-end", records("", 1, "exports", of("j0001", set("finished_at", nil)))},
		{"goes-back", "lifecycle.final-stays-final", records("", 4, "exports", of("j0001", set("status", "failed", "error", "late")))},
		{"single-differs", "exchange.list-and-single-agree", records("getExport", 1, "exports", of("j0001", set("source", "another")))},
		{"not-kept", "write.parameters-echoed", records("", 1, "exports", func(r record) {
			if r["id"] == "j0006" {
				r["source"] = "another"
			}
		})},
	}}
}

// operation: a create returns a long-running operation that has the result in the end.
func operation() habit {
	show := func(s *service, j *job) record {
		p := j.phaseAt(s.now)
		r := record{"name": "operations/" + j.id, "metadata": record{"createTime": s.at(j.born), "document": j.input}, "done": p >= done}
		switch p {
		case done:
			r["response"] = record{"pages": 3}
		case failed, stopped:
			r["error"] = record{"code": 13, "message": "the document cannot be read"}
		}
		return r
	}
	return habit{name: "operation", jobs: []string{"operation"}, routes: func(s *service) {
		s.on("POST /v1/documents/convert", "convert", func(r *http.Request, a *answer) {
			document, ok := input(r, "document")
			if !ok {
				a.wrong()
				return
			}
			a.body = show(s, s.add("", document))
		})
		s.on("GET /v1/operations", "listOperations", func(_ *http.Request, a *answer) {
			all := []any{}
			for _, j := range s.jobs {
				all = append(all, show(s, j))
			}
			a.body = record{"operations": all}
		})
		s.on("GET /v1/operations/{operation}", "getOperation", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("operation"), ""); j != nil {
				a.body = show(s, j)
				return
			}
			a.unknown()
		})
	}, defects: []defect{
		{"not-done-again", "lifecycle.final-stays-final", records("", 4, "operations", func(r record) {
			if r["name"] == "operations/j0001" {
				r["done"] = false
				delete(r, "response")
			}
		})},
		{"another-operation", "record.id-asked-for", func(a *answer) {
			if r, ok := a.body.(record); ok && a.operation == "getOperation" && a.request.PathValue("operation") == "j0002" && a.status == 200 {
				r["name"] = "operations/j9999"
			}
		}},
	}}
}

// accepted: a create responds 202 without a body; its Location is the job.
func accepted() habit {
	show := func(s *service, j *job) record {
		r := record{"id": j.id, "state": word(j.phaseAt(s.now), "accepted", "importing", "imported", "failed", "aborted"),
			"file": j.input, "submitted": s.at(j.born), "ended": s.at(j.ended())}
		if j.phaseAt(s.now) == failed {
			r["failure_reason"] = "the file is empty"
		}
		return r
	}
	return habit{name: "accepted", jobs: []string{"import"}, routes: func(s *service) {
		s.on("POST /imports", "startImport", func(r *http.Request, a *answer) {
			file, ok := input(r, "file")
			if !ok {
				a.wrong()
				return
			}
			a.status, a.header["Location"] = http.StatusAccepted, "/imports/"+s.add("", file).id
		})
		s.on("GET /imports", "listImports", func(_ *http.Request, a *answer) {
			all := []any{}
			for _, j := range s.jobs {
				all = append(all, show(s, j))
			}
			a.body = all
		})
		s.on("GET /imports/{id}", "getImport", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("id"), ""); j != nil {
				a.body = show(s, j)
				return
			}
			a.unknown()
		})
	}, defects: []defect{
		{"location-leads-nowhere", "write.shown", func(a *answer) {
			if a.operation == "startImport" && a.status == 202 {
				a.header["Location"] = "/imports/j9999"
			}
		}},
		{"ends-before-it-was-made", "record.times-in-order", records("", 1, "", of("j0001", set("ended", "2026-03-01T11:00:00Z")))},
	}}
}

// seeOther: the single job leads to its result by a 303 once it has ended.
func seeOther() habit {
	show := func(s *service, j *job) record {
		return record{"id": j.id, "status": word(j.phaseAt(s.now), "pending", "rendering", "ready", "failed", "cancelled"), "created_at": s.at(j.born), "topic": j.input}
	}
	return habit{name: "see-other", jobs: []string{"report"}, routes: func(s *service) {
		s.on("GET /reports", "listReports", func(_ *http.Request, a *answer) {
			all := []any{}
			for _, j := range s.jobs {
				all = append(all, show(s, j))
			}
			a.body = all
		})
		s.on("POST /reports", "startReport", func(r *http.Request, a *answer) {
			topic, ok := input(r, "topic")
			if !ok {
				a.wrong()
				return
			}
			a.status, a.body = http.StatusAccepted, show(s, s.add("", topic))
		})
		s.on("GET /reports/{id}", "getReport", func(r *http.Request, a *answer) {
			j := s.find(r.PathValue("id"), "")
			switch {
			case j == nil:
				a.unknown()
			case j.phaseAt(s.now) == done:
				a.status, a.header["Location"] = http.StatusSeeOther, "/reports/"+j.id+"/result"
			default:
				a.body = show(s, j)
			}
		})
		s.on("GET /reports/{id}/result", "getReportResult", func(r *http.Request, a *answer) {
			j := s.find(r.PathValue("id"), "")
			if j == nil || j.phaseAt(s.now) != done {
				a.unknown()
				return
			}
			a.body = record{"lines": []any{"one", "two"}}
		})
	}, defects: []defect{
		{"result-fails", "status.no-server-error", func(a *answer) {
			if a.operation == "getReportResult" && a.status == 200 {
				a.status, a.body = 500, record{"message": "?"}
			}
		}},
		{"list-goes-back", "lifecycle.final-stays-final", records("listReports", 4, "", of("j0001", set("status", "pending")))},
	}}
}
