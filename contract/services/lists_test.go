package services_test

import (
	"net/http"
	"slices"
	"strconv"
)

func showRun(s *service, j *job) record {
	return record{"id": j.id, "state": word(j.phaseAt(s.now), "queued", "running", "succeeded", "failed", "cancelled"), "script": j.input,
		"created_at": s.at(j.born), "ended_at": s.at(j.ended())}
}

// runs routes what lists of every kind have in common.
func runs(s *service) {
	s.on("POST /runs", "startRun", func(r *http.Request, a *answer) {
		script, ok := input(r, "script")
		if !ok {
			a.wrong()
			return
		}
		a.status, a.body = http.StatusCreated, showRun(s, s.add("", script))
	})
	s.on("GET /runs/{run_id}", "getRun", func(r *http.Request, a *answer) {
		if j := s.find(r.PathValue("run_id"), ""); j != nil {
			a.body = showRun(s, j)
			return
		}
		a.unknown()
	})
}

// number reads a parameter of the query; false when it is none.
func number(r *http.Request, name string, otherwise int) (int, bool) {
	text := r.FormValue(name)
	if text == "" {
		return otherwise, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 0
}

// page is a part of the list, newest first.
func page(s *service, from, size int) []any {
	all := []any{}
	for _, j := range slices.Backward(s.jobs) {
		all = append(all, showRun(s, j))
	}
	from = min(from, len(all))
	return all[from:min(len(all), from+size)]
}

// cursored: a list with a cursor, which is the id of the last job.
func cursored() habit {
	return habit{name: "cursor", jobs: []string{"run"}, routes: func(s *service) {
		runs(s)
		s.on("GET /runs", "listRuns", func(r *http.Request, a *answer) {
			from := 0
			if after := r.FormValue("after"); after != "" {
				at := slices.IndexFunc(s.jobs, func(j *job) bool { return j.id == after })
				if at < 0 {
					a.wrong()
					return
				}
				from = len(s.jobs) - at
			}
			size, ok := number(r, "limit", 3)
			if !ok || size < 1 || size > 100 {
				a.wrong()
				return
			}
			data := page(s, from, size)
			body := record{"data": data, "has_more": from+len(data) < len(s.jobs), "next_cursor": nil}
			if len(data) > 0 && body["has_more"] == true {
				body["next_cursor"] = data[len(data)-1].(record)["id"]
			}
			a.body = body
		})
	}, defects: []defect{
		{"next-page-fails", "status.no-server-error", func(a *answer) {
			if a.operation == "listRuns" && a.request.FormValue("after") != "" {
				a.status, a.body = 500, record{"message": "?"}
			}
		}},
		{"next-page-is-older", "exchange.list-and-single-agree", func(a *answer) {
			if a.operation == "listRuns" && a.request.FormValue("after") != "" {
				records("", 1, "data", of("j0001", set("ended_at", nil)))(a)
			}
		}},
	}}
}

// paged: a list by the number of the page.
func paged() habit {
	return habit{name: "page", jobs: []string{"run"}, routes: func(s *service) {
		runs(s)
		s.on("GET /runs", "listRuns", func(r *http.Request, a *answer) {
			at, ok := number(r, "page", 1)
			size, also := number(r, "page_size", 20)
			if !ok || !also || at < 1 || size < 1 {
				a.wrong()
				return
			}
			a.body = record{"items": page(s, (at-1)*size, size), "total": len(s.jobs), "page": at, "pages": (len(s.jobs) + size - 1) / size}
		})
	}, defects: []defect{
		{"twice", "record.unique-ids", func(a *answer) {
			if body, ok := a.body.(record); ok && a.operation == "listRuns" && a.status == 200 {
				items := body["items"].([]any)
				body["items"] = append(slices.Clone(items), items[0])
			}
		}},
	}}
}

// offsets: a list by an offset and a limit, in a bare array.
func offsets() habit {
	return habit{name: "offset", jobs: []string{"run"}, routes: func(s *service) {
		runs(s)
		s.on("GET /runs", "listRuns", func(r *http.Request, a *answer) {
			from, ok := number(r, "offset", 0)
			size, also := number(r, "limit", 20)
			if !ok || !also || size < 1 {
				a.wrong()
				return
			}
			a.body = page(s, from, size)
		})
	}, defects: []defect{
		{"negative-served", "status.invalid-refused", func(a *answer) {
			if a.operation == "listRuns" && a.status == 400 {
				a.status, a.body = 200, []any{}
			}
		}},
	}}
}

// records changes each record that an operation shows, from its nth response on: the body
// itself, its elements, or those of its member list.
func records(operation string, from int, list string, change func(record)) func(*answer) {
	return func(a *answer) {
		if operation != "" && a.operation != operation || a.nth < from || a.status >= 300 {
			return
		}
		elements, _ := a.body.([]any)
		if body, ok := a.body.(record); ok {
			if all, has := body[list].([]any); has {
				elements = all
			} else {
				change(body)
			}
		}
		for _, e := range elements {
			change(e.(record))
		}
	}
}

// of limits a change to one job.
func of(id string, change func(record)) func(record) {
	return func(r record) {
		if r["id"] == id {
			change(r)
		}
	}
}

// set is a change that sets members: names and values in turn.
func set(pairs ...any) func(record) {
	return func(r record) {
		for i := 0; i < len(pairs); i += 2 {
			r[pairs[i].(string)] = pairs[i+1]
		}
	}
}
