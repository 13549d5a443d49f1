package services_test

import "net/http"

// below: jobs below projects, which they name.
func below() habit {
	show := func(s *service, j *job) record {
		r := record{"build_id": j.id, "project_id": j.parent, "branch": j.input,
			"status": word(j.phaseAt(s.now), "PENDING", "BUILDING", "SUCCESS", "FAILURE", "CANCELLED"), "createdAt": s.at(j.born), "endedAt": s.at(j.ended())}
		if j.phaseAt(s.now) == failed {
			r["error_message"] = "it does not compile"
		}
		return r
	}
	return habit{name: "below", jobs: []string{"build"}, routes: func(s *service) {
		has := func(r *http.Request) bool { p := r.PathValue("project_id"); return p == "north" || p == "south" }
		s.on("GET /projects", "listProjects", func(_ *http.Request, a *answer) {
			a.body = []any{record{"id": "north", "name": "North"}, record{"id": "south", "name": "South"}}
		})
		s.on("GET /projects/{project_id}/builds", "listBuilds", func(r *http.Request, a *answer) {
			if !has(r) {
				a.unknown()
				return
			}
			all := []any{}
			for _, j := range s.jobs {
				if j.parent == r.PathValue("project_id") {
					all = append(all, show(s, j))
				}
			}
			a.body = all
		})
		s.on("POST /projects/{project_id}/builds", "startBuild", func(r *http.Request, a *answer) {
			branch, ok := input(r, "branch")
			switch {
			case !has(r):
				a.unknown()
			case !ok:
				a.wrong()
			default:
				a.status, a.body = http.StatusCreated, show(s, s.add(r.PathValue("project_id"), branch))
			}
		})
		s.on("GET /projects/{project_id}/builds/{build_id}", "getBuild", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("build_id"), r.PathValue("project_id")); j != nil {
				a.body = show(s, j)
				return
			}
			a.unknown()
		})
	}, defects: []defect{
		{"another-project", "record.partitions-match", records("", 1, "", func(r record) {
			if r["build_id"] == "j0001" {
				r["project_id"] = "south"
			}
		})},
		{"no-error", "record.error-has-message", records("", 1, "", func(r record) {
			if r["build_id"] == "j0002" {
				delete(r, "error_message")
			}
		})},
	}}
}

// statusBelow: the status of a job is a resource of its own.
func statusBelow() habit {
	status := func(s *service, j *job) record {
		r := record{"status": word(j.phaseAt(s.now), "IN_QUEUE", "IN_PROGRESS", "COMPLETED", "FAILED", "CANCELLED"), "request_id": j.id}
		return r
	}
	return habit{name: "status-below", jobs: []string{"request"}, routes: func(s *service) {
		s.on("POST /requests", "submit", func(r *http.Request, a *answer) {
			prompt, ok := input(r, "prompt")
			if !ok {
				a.wrong()
				return
			}
			a.body = status(s, s.add("", prompt))
		})
		s.on("GET /requests/{request_id}/status", "getStatus", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("request_id"), ""); j != nil {
				a.body = status(s, j)
				return
			}
			a.unknown()
		})
		s.on("GET /requests/{request_id}/result", "getResult", func(r *http.Request, a *answer) {
			j := s.find(r.PathValue("request_id"), "")
			switch {
			case j == nil:
				a.unknown()
			case j.phaseAt(s.now) < done:
				a.wrong()
			default:
				a.body = record{"text": "done"}
			}
		})
	}, defects: []defect{
		{"goes-back", "lifecycle.final-stays-final", func() func(*answer) {
			ended := map[string]bool{}
			return func(a *answer) {
				if r, ok := a.body.(record); ok && r["status"] == "COMPLETED" {
					id := r["request_id"].(string)
					if ended[id] {
						r["status"] = "IN_PROGRESS"
					}
					ended[id] = true
				}
			}
		}()},
	}}
}

// byOthers: what people move has states, but is not a job; the exports beside it are.
func byOthers() habit {
	h := polled()
	exports := h.routes
	h.name = "by-others"
	h.routes = func(s *service) {
		exports(s)
		states := map[string]string{"o1": "placed", "o2": "paid", "o3": "shipped"}
		show := func(id string) record {
			return record{"order_id": id, "status": states[id], "placed_at": s.at(0), "amount": 12}
		}
		s.on("GET /orders", "listOrders", func(_ *http.Request, a *answer) {
			a.body = []any{show("o1"), show("o2"), show("o3")}
		})
		s.on("GET /orders/{order_id}", "getOrder", func(r *http.Request, a *answer) {
			if states[r.PathValue("order_id")] == "" {
				a.unknown()
				return
			}
			if a.nth > 3 { // a customer sends it back: no state of an order is final
				states["o3"] = "returned"
			}
			a.body = show(r.PathValue("order_id"))
		})
	}
	h.defects = []defect{
		{"order-without-amount", "schema.body", func(a *answer) {
			if r, ok := a.body.(record); ok && a.operation == "getOrder" && a.status == 200 {
				delete(r, "amount")
			}
		}},
		h.defects[1],
	}
	return h
}

// cancelled: a job can be cancelled; one that has ended is refused with a 409.
func cancelled() habit {
	show := func(s *service, j *job) record {
		return record{"id": j.id, "state": word(j.phaseAt(s.now), "queued", "running", "succeeded", "failed", "cancelled"), "script": j.input,
			"created_at": s.at(j.born), "started_at": s.start(j), "ended_at": s.at(j.ended())}
	}
	return habit{name: "cancelled", jobs: []string{"run"}, routes: func(s *service) {
		s.on("GET /runs", "listRuns", func(_ *http.Request, a *answer) {
			all := []any{}
			for _, j := range s.jobs {
				all = append(all, show(s, j))
			}
			a.body = record{"runs": all}
		})
		s.on("POST /runs", "startRun", func(r *http.Request, a *answer) {
			script, ok := input(r, "script")
			if !ok {
				a.wrong()
				return
			}
			a.status, a.body = http.StatusCreated, show(s, s.add("", script))
		})
		s.on("GET /runs/{run_id}", "getRun", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("run_id"), ""); j != nil {
				a.body = show(s, j)
				return
			}
			a.unknown()
		})
		s.on("POST /runs/{run_id}/cancel", "cancelRun", func(r *http.Request, a *answer) {
			j := s.find(r.PathValue("run_id"), "")
			switch {
			case j == nil:
				a.unknown()
			case j.phaseAt(s.now) >= done:
				a.status, a.body = http.StatusConflict, record{"message": "it has ended"}
			default:
				j.stopped = s.now
				a.body = show(s, j)
			}
		})
	}, defects: []defect{
		{"cancel-fails", "status.no-server-error", func(a *answer) {
			if a.operation == "cancelRun" && a.status == 200 {
				a.status, a.body = 500, record{"message": "?"}
			}
		}},
		{"cancelled-has-no-end", "record.final-has-end", records("", 1, "runs", func(r record) {
			if r["state"] == "cancelled" {
				r["started_at"], r["ended_at"] = r["created_at"], nil
			}
		})},
		{"comes-back", "lifecycle.final-stays-final", func() func(*answer) {
			seen := map[any]int{}
			return records("getRun", 1, "runs", func(r record) {
				if r["state"] != "cancelled" {
					return
				}
				if seen[r["id"]]++; seen[r["id"]] > 1 {
					r["state"] = "succeeded"
				}
			})
		}()},
	}}
}

// start is when a job was started; nil when it was not.
func (s *service) start(j *job) any {
	if j.stopped >= 0 && j.stopped < j.started() {
		return nil
	}
	return s.at(j.started())
}

// resultful: each job has results of its own, with keys.
func resultful() habit {
	show := func(s *service, j *job) record {
		return record{"id": j.id, "status": word(j.phaseAt(s.now), "queued", "running", "completed", "failed", "cancelled"), "sheet": j.input,
			"created_at": s.at(j.born), "completed_at": s.at(j.ended())}
	}
	return habit{name: "results", jobs: []string{"scan"}, routes: func(s *service) {
		s.on("GET /scans", "listScans", func(_ *http.Request, a *answer) {
			all := []any{}
			for _, j := range s.jobs {
				all = append(all, show(s, j))
			}
			a.body = record{"scans": all}
		})
		s.on("POST /scans", "startScan", func(r *http.Request, a *answer) {
			sheet, ok := input(r, "sheet")
			if !ok {
				a.wrong()
				return
			}
			a.status, a.body = http.StatusCreated, show(s, s.add("", sheet))
		})
		s.on("GET /scans/{scan_id}", "getScan", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("scan_id"), ""); j != nil {
				a.body = show(s, j)
				return
			}
			a.unknown()
		})
		s.on("GET /scans/{scan_id}/results", "listResults", func(r *http.Request, a *answer) {
			j := s.find(r.PathValue("scan_id"), "")
			if j == nil {
				a.unknown()
				return
			}
			all := []any{}
			for n := 1; n <= 3 && j.phaseAt(s.now) == done; n++ {
				all = append(all, record{"id": n, "scan_id": j.id, "text": "line"})
			}
			a.body = record{"results": all}
		})
	}, defects: []defect{
		{"a-result-twice", "results.unique-questions", records("listResults", 1, "results", set("id", 1))},
	}}
}

// twoFields: whether a job ended well is in a second field.
func twoFields() habit {
	show := func(s *service, j *job) record {
		p := j.phaseAt(s.now)
		r := record{"id": j.id, "status": word(p, "queued", "in_progress", "completed", "completed", "completed"), "conclusion": nil,
			"branch": j.input, "created_at": s.at(j.born), "completed_at": s.at(j.ended())}
		if p >= done {
			r["conclusion"] = word(p, "", "", "success", "failure", "cancelled")
		}
		return r
	}
	return habit{name: "two-fields", jobs: []string{"build"}, routes: func(s *service) {
		s.on("GET /builds", "listBuilds", func(_ *http.Request, a *answer) {
			all := []any{}
			for _, j := range s.jobs {
				all = append(all, show(s, j))
			}
			a.body = record{"builds": all}
		})
		s.on("POST /builds", "startBuild", func(r *http.Request, a *answer) {
			branch, ok := input(r, "branch")
			if !ok {
				a.wrong()
				return
			}
			a.status, a.body = http.StatusCreated, show(s, s.add("", branch))
		})
		s.on("GET /builds/{id}", "getBuild", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("id"), ""); j != nil {
				a.body = show(s, j)
				return
			}
			a.unknown()
		})
	}, defects: []defect{
		{"goes-back", "lifecycle.final-stays-final", records("", 4, "builds", of("j0001", set("status", "in_progress", "conclusion", nil, "completed_at", nil)))},
	}}
}

// unlisted: jobs that no list shows.
func unlisted() habit {
	show := func(s *service, j *job) record {
		return record{"id": j.id, "status": word(j.phaseAt(s.now), "starting", "processing", "succeeded", "failed", "canceled"), "prompt": j.input,
			"created_at": s.at(j.born), "completed_at": s.at(j.ended())}
	}
	return habit{name: "unlisted", jobs: []string{"prediction"}, routes: func(s *service) {
		s.on("POST /predictions", "predict", func(r *http.Request, a *answer) {
			prompt, ok := input(r, "prompt")
			if !ok {
				a.wrong()
				return
			}
			a.status, a.body = http.StatusCreated, show(s, s.add("", prompt))
		})
		s.on("GET /predictions/{id}", "getPrediction", func(r *http.Request, a *answer) {
			if j := s.find(r.PathValue("id"), ""); j != nil {
				a.body = show(s, j)
				return
			}
			a.unknown()
		})
	}, defects: []defect{
		{"changes", "write.answer-agrees", records("getPrediction", 2, "", set("created_at", "2026-03-01T11:00:00Z"))},
		{"lost", "write.shown", func(a *answer) {
			if a.operation == "getPrediction" {
				a.unknown()
			}
		}},
	}}
}
