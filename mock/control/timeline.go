package control

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/timeline"
)

// maxRows limits the jobs of one drawing.
const maxRows = 500

// svg is the content type of drawings.
const svg = "image/svg+xml"

func timelineRoutes(scope []param) []route {
	return []route{
		{id: "drawTimeline", method: http.MethodGet, path: "/sessions/{session}/timeline.svg", summary: "Draw the jobs on a time axis",
			more: fmt.Sprintf("With all states of each, past and to come, and the requests that looked at them; the first %d jobs of all collections. "+
				"Without from and to, the jobs that have not ended decide what is shown.", maxRows),
			query: append([]param{
				{"width", "in pixels, 200 to 8000; the default is 1000"},
				{"from", "where the axis begins, by the session's clock: 2024-10-01T12:00:00Z"},
				{"to", "where it ends"},
				{"job", "the id of a job to mark"},
			}, scope...),
			media: svg, out: "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", responds: (*call).drawTimeline},
	}
}

func (c *call) drawTimeline() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	chart := timeline.Chart{Now: s.Clock().Now(), Title: "jobs of session " + s.Name()}
	if chart.Width, err = c.width(); err != nil {
		return nil, err
	}
	which, err := c.which()
	if err != nil {
		return nil, err
	}
	if err := c.groups(s, which, &chart); err != nil {
		return nil, err
	}
	chart.From, chart.To = window(&chart)
	if err := c.readEnds(&chart); err != nil {
		return nil, err
	}
	c.sendSVG(chart.SVG())
	return sent{}, nil
}

func (c *call) width() (int, error) {
	text := cmp.Or(c.query.Get("width"), "1000")
	width, err := strconv.Atoi(text)
	if err != nil || width < 200 || width > 8000 {
		return 0, problem.BadInput("parameter", "width", fmt.Sprintf("width is %.100q", text), "want a whole number from 200 to 8000")
	}
	return width, nil
}

// readEnds reads the ends of the axis that the request names.
func (c *call) readEnds(chart *timeline.Chart) error {
	for name, end := range map[string]*time.Time{"from": &chart.From, "to": &chart.To} {
		if !c.query.Has(name) {
			continue
		}
		at, err := time.Parse(time.RFC3339Nano, c.query.Get(name))
		if err != nil {
			return problem.BadInput("parameter", name, fmt.Sprintf("%s is %.100q", name, c.query.Get(name)), "want a time such as 2024-10-01T12:00:00Z")
		}
		*end = at
	}
	if !chart.To.After(chart.From) {
		return problem.BadInput("parameter", "to", "to is not after from", "want a later time")
	}
	return nil
}

// groups adds the jobs of the collections that the request chooses.
func (c *call) groups(s *session.Session, which session.Which, chart *timeline.Chart) error {
	scopes, err := s.Covered(which)
	if err != nil {
		return err
	}
	rows := 0
	for _, of := range scopes {
		jobs, err := s.JobsIn(c.room, of)
		if err != nil {
			return err
		}
		resource, err := c.control.Resources.Resource("resource", of.Resource)
		if err != nil {
			return err
		}
		if len(resource.States) == 0 || len(jobs) == 0 || rows == maxRows {
			continue
		}
		jobs = jobs[:min(len(jobs), maxRows-rows)]
		rows += len(jobs)
		g := timeline.Group{Title: of.String()}
		for i := range jobs {
			g.Rows = append(g.Rows, rowOf(resource, &jobs[i], c.query.Get("job"), s.Name()))
		}
		if err := addPolls(s, of, &g); err != nil {
			return err
		}
		chart.Groups = append(chart.Groups, g)
	}
	return nil
}

// rowOf is the row of a job.
func rowOf(r *world.Resource, j *session.Job, chosen, of string) timeline.Row {
	query := url.Values{"view": {"jobs"}, "session": {of}, "job": {j.ID}, "resource": {j.Resource}}
	for name, value := range j.Scope.All {
		query.Set("scope."+name, value)
	}
	row := timeline.Row{ID: j.ID, Label: j.ID, Selected: j.ID == chosen, Link: "?" + query.Encode()}
	for _, s := range j.Timeline {
		stage := timeline.Stage{State: s.State, Kind: kindOf(r, s.State)}
		if s.At != nil {
			stage.At = *s.At
		} else if s.AfterPolls != nil && !s.Past {
			continue // nobody knows when
		}
		if s.Attempt != nil && !stage.Kind.Final() {
			if stage.Kind = timeline.Waiting; *s.Attempt > 0 {
				stage.Kind = timeline.Running
				stage.State += " attempt " + strconv.Itoa(*s.Attempt)
			}
		}
		if s.AfterPolls != nil {
			row.Stages = row.Stages[:0] // only the state now has a meaning on a time axis
		}
		row.Stages = append(row.Stages, stage)
		if s.Past {
			row.Kind = stage.Kind
		}
	}
	row.State = j.State
	return row
}

// kindOf is what a state means, by the job model.
func kindOf(r *world.Resource, state string) timeline.Kind {
	i := slices.IndexFunc(r.States, func(s *jobs.State) bool { return s.Name == state })
	if i < 0 {
		return timeline.Unknown
	}
	return timeline.Kind(r.States[i].Kind)
}

// addPolls adds the requests that looked at a collection, and when a client first saw the end of
// each job.
func addPolls(s *session.Session, of world.Scope, g *timeline.Group) error {
	looks, err := s.Look(of)
	if err != nil {
		return err
	}
	rows := make(map[string]*timeline.Row, len(g.Rows))
	for i := range g.Rows {
		rows[g.Rows[i].ID] = &g.Rows[i]
	}
	for _, e := range s.Journal() {
		list, id := looks.Of(&e)
		p := timeline.Poll{At: e.At, Failed: e.Status == 0 || e.Status >= 400}
		if list {
			g.Polls = append(g.Polls, p)
		} else if row := rows[id]; row != nil && id != "" {
			row.Polls = append(row.Polls, p)
		}
	}
	for i := range g.Rows {
		notice(&g.Rows[i], g.Polls)
	}
	return nil
}

// notice finds the first request with a success after the end of a job.
func notice(r *timeline.Row, lists []timeline.Poll) {
	if len(r.Stages) < 2 || !r.Stages[len(r.Stages)-1].Kind.Final() {
		return
	}
	end := r.Stages[len(r.Stages)-1].At
	for _, polls := range [][]timeline.Poll{lists, r.Polls} {
		for _, p := range polls {
			if !p.Failed && !p.At.Before(end) {
				if r.Noticed.IsZero() || p.At.Before(r.Noticed) {
					r.Noticed = p.At
				}
				break
			}
		}
	}
}

// window chooses what the axis shows: the jobs that have not ended, or else the newest ones, with
// now and some room.
func window(chart *timeline.Chart) (from, to time.Time) {
	from, to = chart.Now, chart.Now
	add := func(r *timeline.Row) {
		for _, s := range r.Stages {
			if s.At.IsZero() {
				continue
			}
			if s.At.Before(from) {
				from = s.At
			}
			if s.At.After(to) {
				to = s.At
			}
		}
	}
	active := 0
	for _, g := range chart.Groups {
		for i := range g.Rows {
			if r := &g.Rows[i]; len(r.Stages) > 1 && r.Stages[len(r.Stages)-1].At.After(chart.Now) {
				active++
				add(r)
			}
		}
	}
	const newest = 8
	for _, g := range chart.Groups {
		for i := range g.Rows {
			if active == 0 && i < newest {
				add(&g.Rows[i])
			}
		}
	}
	room := max(to.Sub(from)/12, 5*time.Second)
	return from.Add(-room), to.Add(2 * room)
}
