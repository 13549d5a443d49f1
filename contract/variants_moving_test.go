package contract_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract"
)

// movingVariants do honest work while the suite looks on. Steps of theirs are
// shorter than the run is long, whatever it asks.
func movingVariants() []variant {
	writing := func(t *contract.Target) { t.AllowWrites, t.Watch = true, 10*time.Second }
	return []variant{
		{name: "starts what it is asked to", tune: writing},
		{name: "starts what it is asked to with nothing before", tune: writing,
			alter: func(h *honest) { h.records = nil }},
		{name: "shows the newest first", tune: writing, alter: onAnswer("list", func(a *answer) {
			if list, ok := a.body.([]record); ok {
				slices.Reverse(list)
			}
		})},
		{name: "jobs end one after the other", alter: live(func(age time.Duration) []record {
			return []record{jobAt(1, age), jobAt(2, age-step), jobAt(3, age-2*step), jobAt(4, age-3*step)}
		})},
		{name: "a job fails in the end", alter: live(func(age time.Duration) []record {
			job := jobAt(1, age)
			if job["ended_at"] != nil {
				job = job.with("status", "ERROR", "error_code", "LLM_TIMEOUT", "error_message", "no response")
			}
			return []record{job, newRecord(2)}
		})},
		{name: "a job is tried again and again", alter: live(func(age time.Duration) []record {
			return []record{retriedAt(1, age), newRecord(2)}
		})},
		{name: "jobs keep coming", alter: live(func(age time.Duration) []record {
			return arrivals(age, 1000)
		})},
		{name: "jobs come and nothing else", alter: live(func(age time.Duration) []record {
			return arrivals(age, 1000)[1:]
		})},
		{name: "the order changes all the time", alter: live(func(age time.Duration) []record {
			list := []record{newRecord(1), newRecord(2), newRecord(3), newRecord(4)}
			turn := int(age/step) % len(list)
			return append(list[turn:], list[:turn]...)
		})},
		{name: "the same order backwards now and then", alter: func(h *honest) {
			h.spoil = func(a *answer) {
				if list, ok := a.body.([]record); ok && a.nth%2 == 0 {
					slices.Reverse(list)
				}
			}
		}},
		{name: "the list shows only the newest", alter: windowed},
		{name: "no results while nothing has ended", alter: func(h *honest) {
			everyRecord(pending)(h)
		}},
		{name: "results are not found while nothing has ended", alter: func(h *honest) {
			everyRecord(pending)(h)
			h.spoil = func(a *answer) {
				if a.operation == "results" && a.status == 200 {
					*a = *withRequest(detail("results", 404, "No execution has ended yet"), a)
				}
			}
		}},
		{name: "no results of a dataset without executions", alter: func(h *honest) {
			h.records = nil
			h.spoil = func(a *answer) {
				if a.operation == "results" && a.status == 200 {
					*a = *withRequest(detail("results", 404, "No execution yet"), a)
				}
			}
		}},
	}
}

// step is how long an execution is pending, and then how long it runs.
const step = 40 * time.Millisecond

// live shows records by the time that has passed since the first look.
func live(at func(age time.Duration) []record) func(*honest) {
	return func(h *honest) {
		began := newStopwatch().now()
		h.live = func(now time.Time) []record { return at(now.Sub(began)) }
	}
}

func stampAt(age time.Duration) string {
	return newStopwatch().now().Add(age).Format(time.RFC3339Nano)
}

// jobAt is an execution that is so old.
func jobAt(number int, age time.Duration) record {
	r := pending(newRecord(number)).with("created_at", stampAt(0), "updated_at", stampAt(0))
	if age >= step {
		r = r.with("attempts", 1, "started_at", stampAt(step), "updated_at", stampAt(step))
	}
	if age >= 2*step {
		r = r.with("status", "SUCCESS", "ended_at", stampAt(2*step), "updated_at", stampAt(2*step))
	}
	return r
}

func pending(r record) record {
	return r.with("status", "PENDING", "attempts", 0, "started_at", nil, "ended_at", nil,
		"updated_at", r["created_at"])
}

// retriedAt is an execution whose every attempt starts anew, three times.
func retriedAt(number int, age time.Duration) record {
	attempt := min(int(age/step), 3)
	r := pending(newRecord(number)).with("created_at", stampAt(0), "updated_at", stampAt(0))
	if attempt > 0 {
		at := stampAt(time.Duration(attempt) * step)
		r = r.with("attempts", attempt, "started_at", at, "updated_at", at)
	}
	if age >= 4*step {
		r = r.with("status", "SUCCESS", "ended_at", stampAt(4*step), "updated_at", stampAt(4*step))
	}
	return r
}

// arrivals are the newest of the executions that have come by then, one each
// step, the newest first.
func arrivals(age time.Duration, most int) []record {
	list := []record{newRecord(1)}
	for n := range int(age/step) + 1 {
		came := time.Duration(n) * step
		job := jobAt(0, age-came).with("id", fmt.Sprintf("%08d-beef-4bbb-8ccc-dddddddddddd", n))
		for _, name := range []string{"created_at", "started_at", "ended_at", "updated_at"} {
			if text, ok := job[name].(string); ok {
				at, err := time.Parse(time.RFC3339Nano, text)
				if err != nil {
					panic(err)
				}
				job[name] = at.Add(came).Format(time.RFC3339Nano)
			}
		}
		list = append(list, job)
	}
	slices.Reverse(list)
	return list[:min(most, len(list))]
}

// windowed lists the five newest executions; older ones are there by their ids.
func windowed(h *honest) {
	live(func(age time.Duration) []record { return arrivals(age, 1000) })(h)
	h.spoil = func(a *answer) {
		if list, ok := a.body.([]record); ok && len(list) > 5 {
			a.body = list[:5]
		}
	}
}

// withRequest makes a new response one to the same request.
func withRequest(fresh, old *answer) *answer {
	fresh.request, fresh.nth = old.request, old.nth
	return fresh
}
