package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// contradicts explains what in a record contradicts its state or itself; "" for nothing.
func contradicts(r *jobs.Resource, state *jobs.State, job *mock.Job) string {
	if state == nil {
		return "unknown state " + job.State
	}
	times := map[string]time.Time{}
	for name, at := range r.Times {
		moment, there := timeAt(job.Record, at)
		if !there {
			continue
		}
		times[name] = moment
		if moment.Year() < 2000 && name != "expires" {
			return fmt.Sprintf("%s is %s", at, moment)
		}
	}
	created, started, ended := times["created"], times["started"], times["ended"]
	switch {
	case !ended.IsZero() && !state.Final():
		return "it has an end"
	case !started.IsZero() && started.Before(created.Truncate(time.Second)):
		return "it starts before it is created"
	case !ended.IsZero() && ended.Before(started.Truncate(time.Second)):
		return "it ends before it starts"
	case !ended.IsZero() && ended.Before(created.Truncate(time.Second)):
		return "it ends before it is created"
	}
	ends := 0
	for name := range times {
		if s := r.State(name); s != nil && s.Final() {
			ends++
			if s != state {
				return "it is " + state.Name + " and has a time of " + name
			}
		}
	}
	if r.Error != nil && state.Kind == jobs.Succeeded && !slices.Contains(r.Error.When, state.Name) {
		if raw, err := edit.Get(job.Record, r.Error.At); err == nil && string(raw) != "null" && string(raw) != `""` && string(raw) != "[]" && string(raw) != "{}" {
			return "it succeeded with an error"
		}
	}
	return ""
}

func timeAt(record []byte, at string) (time.Time, bool) {
	raw, err := edit.Get(record, at)
	if err != nil || string(raw) == "null" {
		return time.Time{}, false
	}
	var text string
	if json.Unmarshal(raw, &text) == nil {
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02", "2006-01-02T15:04:05.999999"} {
			if moment, err := time.Parse(layout, text); err == nil {
				return moment, true
			}
		}
		return time.Time{}, false
	}
	var number float64
	if json.Unmarshal(raw, &number) != nil {
		return time.Time{}, false
	}
	if number > 1e11 {
		number /= 1e3
	}
	return time.Unix(int64(number), 0), true
}
