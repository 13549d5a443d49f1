package services_test

import "testing"

// brokenHistories are about what becomes of jobs: j0001 has succeeded, j0003 runs and ends.
var brokenHistories = []defect{
	{"start-moves", "lifecycle.ended-stays", records("", 4, "exports", of("j0001", func(r record) { r["started_at"] = shifted(r["started_at"], 3e9) }))},
	{"end-moves", "lifecycle.ended-stays", records("", 4, "exports", of("j0001", func(r record) { r["finished_at"] = shifted(r["finished_at"], 60e9) }))},
	{"update-not-told", "lifecycle.updates-told", func(a *answer) {
		updated(a)
		records("", 1, "exports", of("j0004", func(r record) {
			if r["finished_at"] == nil {
				r["updated_at"] = r["created_at"]
			}
		}))(a)
	}},
	{"kept-for-an-hour", "exchange.not-cached", func(a *answer) { a.header["Cache-Control"] = "public, max-age=3600" }},
	{"an-hour-old", "exchange.not-cached", func(a *answer) { a.header["Age"] = "3600" }},
}

// correctHistories differ in taste.
var correctHistories = []defect{
	{name: "updates-told", spoil: updated},
	{name: "updates-of-people-only", spoil: records("", 1, "exports", func(r record) { r["updated_at"] = r["created_at"] })},
	{name: "rounded-in-the-list", spoil: records("listExports", 1, "exports", of("j0001", func(r record) { r["finished_at"] = shifted(r["finished_at"], 5e8) }))},
	{name: "kept-for-two-seconds", spoil: func(a *answer) { a.header["Cache-Control"], a.header["Age"] = "private, max-age=2", "1" }},
	{name: "never-stored", spoil: func(a *answer) { a.header["Cache-Control"] = "no-store, max-age=3600" }},
	{name: "ended-ones-kept", spoil: func(a *answer) {
		if r, ok := a.body.(record); ok && r["status"] == "completed" {
			a.header["Cache-Control"], a.header["Age"] = "max-age=86400, immutable", "600"
		}
	}},
}

// updated adds the time of the last change.
func updated(a *answer) {
	records("", 1, "exports", func(r record) {
		r["updated_at"] = r["created_at"]
		for _, name := range []string{"started_at", "finished_at"} {
			if r[name] != nil {
				r["updated_at"] = r[name]
			}
		}
	})(a)
}

func TestBrokenHistoriesOfAnotherAPI(t *testing.T) {
	t.Parallel()
	for _, d := range brokenHistories {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			assertRules(t, d, []string{d.rule})
		})
	}
}

func TestCorrectHistoriesOfAnotherAPI(t *testing.T) {
	t.Parallel()
	for _, d := range correctHistories {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			assertRules(t, d, nil)
		})
	}
}
