package services_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/contract"
)

// later is a time of the day on which the services run.
func later(clock string) string { return "2026-03-01T" + clock + "Z" }

// brokenRecords show one job that cannot be: j0001 has succeeded, j0002 has failed, j0003 runs.
var brokenRecords = []defect{
	{"success-with-error", "record.success-has-no-error", records("", 1, "exports", of("j0001", set("error", "the source is empty")))},
	{"success-without-start", "record.ended-has-start", records("", 1, "exports", of("j0001", set("started_at", nil)))},
	{"year-one", "record.times-possible", records("", 1, "exports", of("j0002", set("finished_at", "0001-01-01T00:00:00Z")))},
	{"epoch", "record.times-possible", records("", 1, "exports", of("j0001", set("started_at", "1970-01-01T00:00:00Z")))},
	{"year-9999", "record.times-possible", records("", 1, "exports", of("j0002", set("finished_at", "9999-12-31T23:59:59Z")))},
	{"two-hours-ahead", "record.times-possible", records("", 1, "exports", of("j0003", set("created_at", later("14:10:00"), "started_at", later("14:10:10"))))},
	{"worker-in-another-zone", "record.times-possible", records("", 1, "exports", func(r record) { r["finished_at"] = ahead(r["finished_at"]) })},
	{"ended-before-start", "record.times-in-order", records("", 1, "exports", of("j0001", func(r record) {
		r["finished_at"] = shifted(r["started_at"], -2*time.Second)
	}))},
	{"own-parent", "record.parents-end", records("", 1, "exports", of("j0001", set("parent_id", "j0001")))},
	{"parents-in-a-circle", "record.parents-end", records("", 1, "exports", func(r record) {
		r["parent_id"] = map[any]any{"j0001": "j0002", "j0002": "j0003", "j0003": "j0001"}[r["id"]]
	})},
	{"large-integer", "record.exact-integers", records("", 1, "exports", of("j0001", set("bytes", json.Number("9007199254740993"))))},
}

// ahead is an hour and a half later, as by a clock in another zone.
func ahead(at any) any { return shifted(at, 90*time.Minute) }

func shifted(at any, by time.Duration) any {
	t, err := time.Parse(time.RFC3339, fmt.Sprint(at))
	if err != nil {
		return at
	}
	return t.Add(by).Format(time.RFC3339)
}

// correctRecords differ in taste.
var correctRecords = []defect{
	{name: "error-of-an-earlier-attempt", spoil: records("", 1, "exports", func(r record) {
		if r["status"] == "running" {
			r["error"] = "timeout"
		}
	})},
	{name: "error-says-none", spoil: records("", 1, "exports", of("j0001", set("error", "none")))},
	{name: "failed-before-its-start", spoil: records("", 1, "exports", of("j0002", set("started_at", nil)))},
	{name: "starts-never-shown", spoil: records("", 1, "exports", set("started_at", nil))},
	{name: "created-half-an-hour-ahead", spoil: records("", 1, "exports", func(r record) {
		if r["id"] == "j0004" { // it is planned, and does not begin
			set("created_at", later("12:25:00"), "status", "queued", "started_at", nil, "finished_at", nil)(r)
		}
	})},
	{name: "a-second-off", spoil: records("", 1, "exports", of("j0001", func(r record) { r["finished_at"] = shifted(r["started_at"], -time.Second) }))},
	{name: "another-parent", spoil: records("", 1, "exports", func(r record) {
		if r["id"] != "j0001" {
			r["parent_id"] = "j0001"
		}
	})},
	{name: "largest-integer", spoil: records("", 1, "exports", set("bytes", json.Number("9007199254740991")))},
}

func TestBrokenRecordsOfAnotherAPI(t *testing.T) {
	t.Parallel()
	for _, d := range brokenRecords {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			assertRules(t, d, []string{d.rule})
		})
	}
	t.Run("units", func(t *testing.T) {
		t.Parallel()
		h := numbered()
		s := newService()
		h.routes(s)
		s.spoil = records("", 1, "", func(r record) {
			if r["id"] == "j0002" {
				r["finished_at"] = r["finished_at"].(int64) * 1000
			}
		})
		assert.Equal(t, []string{"record.time-units"}, rulesOf(s.judge(t, h)))
	})
}

func TestCorrectRecordsOfAnotherAPI(t *testing.T) {
	t.Parallel()
	for _, d := range correctRecords {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			assertRules(t, d, nil)
		})
	}
	t.Run("zero is no time", func(t *testing.T) {
		t.Parallel()
		h := numbered()
		s := newService()
		h.routes(s)
		assert.Empty(t, rulesOf(s.judge(t, h)))
	})
}

func assertRules(t *testing.T, d defect, want []string) {
	t.Helper()
	h := polled()
	s := newService()
	h.routes(s)
	s.spoil = d.spoil
	report := s.judge(t, h)
	said := ""
	for _, f := range report.Findings {
		said += fmt.Sprintf("\n%s at %v: expected %s, got %s (%s)", f.Rule, f.Places, f.Expected, f.Got, f.Exchange.Request.Path)
	}
	assert.Equal(t, want, rulesOf(report), said)
}

// rulesOf are the rules of a report's findings, but for properties that the description lacks.
func rulesOf(r *contract.Report) (all []string) {
	for _, f := range r.Findings {
		if f.Rule != "drift.property" {
			all = append(all, f.Rule)
		}
	}
	return all
}

// numbered: times are numbers of seconds, and 0 while they have not come.
func numbered() habit {
	return habit{name: "numbered", routes: func(s *service) {
		show := func(j *job) record {
			at := func(second int) int64 {
				if second > s.now {
					return 0
				}
				return epoch.Unix() + int64(second)
			}
			return record{"id": j.id, "state": word(j.phaseAt(s.now), "queued", "running", "done", "failed", "cancelled"),
				"created_at": at(j.born), "started_at": at(j.started()), "finished_at": at(j.ended())}
		}
		s.on("GET /tasks", "listTasks", func(_ *http.Request, a *answer) {
			all := []any{}
			for _, j := range s.jobs {
				all = append(all, show(j))
			}
			a.body = all
		})
		s.on("GET /tasks/{id}", "getTask", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("id"), ""); j != nil {
				a.body = show(j)
				return
			}
			a.unknown()
		})
	}}
}
