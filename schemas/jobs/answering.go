package jobs

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// This file reads what an operation responds with before and after the end of a job: another
// status code, another body, or the address of the result.

// notYet matches descriptions of a 404 that is no unknown id, but a job that has not ended.
var notYet = regexp.MustCompile(`(?i)\bnot (yet )?(ready|finished|complete|completed|done|available)( yet)?\b|\bnot yet\b|\bstill (running|processing|pending|being)\b|\bin progress\b`)

// saysNotYet reports whether the description of a refusal says that the job has not ended.
func (e *endpoint) saysNotYet(status string) bool { return notYet.MatchString(e.refusals[status]) }

// answer sets the status codes of get in the states of a job, where the document has several:
// 202 while it runs, 303 to the result.
func (rd *reader) answer(d *draft, r *Resource) {
	if len(d.roles[gets]) == 0 {
		return
	}
	get := d.roles[gets][0]
	if accepted, done, both := rd.meanwhile(d, r.Status); both {
		failed := get.failure()
		for _, s := range r.States {
			switch {
			case !s.Final():
				s.Respond = 202
			case done || s.Kind == Succeeded || s.Kind == PartlySucceeded:
			case failed != 0:
				s.Respond = failed
			case accepted:
				s.Respond = 202
			}
		}
	}
	if _, redirects := get.refusals["303"]; redirects && slices.ContainsFunc(d.roles[results], func(e *endpoint) bool { return d.under(e) > 0 }) {
		for _, s := range r.States {
			if s.Kind == Succeeded || s.Kind == PartlySucceeded {
				s.Respond = 303
			}
		}
	}
}

// meanwhile reports whether get documents a 202 whose body shows the status beside another
// success, and whether that shows it, too.
func (rd *reader) meanwhile(d *draft, status Pointer) (accepted, done, both bool) {
	if len(d.roles[gets]) == 0 || status == "" {
		return false, false, false
	}
	get := d.roles[gets][0]
	shows := func(a response) bool {
		if len(a.bodies) == 0 {
			return false
		}
		return rd.Shape(a.bodies[0]).At(d.at[get.name]+status) != nil
	}
	others := 0
	for _, a := range get.responses {
		if a.status == "202" {
			accepted = shows(a)
			continue
		}
		others++
		done = done || shows(a)
	}
	return accepted, done, accepted && others > 0
}

// failure is the documented refusal of a job that has failed; 0 if there is none.
func (e *endpoint) failure() int {
	for _, code := range []int{422, 424, 410, 409, 500, 502} {
		if strings.Contains(strings.ToLower(e.refusals[strconv.Itoa(code)]), "fail") {
			return code
		}
	}
	return 0
}

// waits returns the create operations that wait for the end if the request prefers it: those that
// document the header Prefer, or the one that says which preferences were applied.
func (d *draft) waits() []Operation {
	var out []Operation
	for _, e := range d.roles[creates] {
		asks := slices.ContainsFunc(e.params, func(p param) bool { return p.in == "header" && strings.EqualFold(p.name, "Prefer") })
		tells := slices.ContainsFunc(e.responses, func(a response) bool { return slices.Contains(a.headers, "preference-applied") })
		if asks || tells {
			out = append(out, e.name)
		}
	}
	return out
}
