package lifecycle

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// timed is a place that contains the time of an event. The event is a name of the model's
// times, a state, or one of the others below.
type timed struct {
	*place
	event string
}

// Events that the names of times tell, apart from those of the model.
const (
	failedEvent     = "failed event"
	cancelledEvent  = "cancelled event"
	cancellingEvent = "cancelling event"
	expiredEvent    = "expired event"
	pausedEvent     = "paused event"
	neverEvent      = "never"
)

// addTimes collects the times of the model, and others whose names tell what they are
// times of: a record with two end times must show both or none.
func (r *Record) addTimes() {
	m := r.plan.Resource
	homes := []jobs.Pointer{""}
	home := func(at jobs.Pointer) {
		if i := strings.LastIndex(at, "/"); i > 0 && !slices.Contains(tokensOf(at), "-") && !slices.Contains(homes, at[:i]) {
			homes = append(homes, at[:i])
		}
	}
	home(m.Status)
	for _, name := range slices.Sorted(maps.Keys(m.Times)) {
		home(m.Times[name])
		if r.own[m.Times[name]] || !r.happens(name) {
			continue // an effect of a state, or nothing that happens
		}
		if p := placeOf(r.root, m.Times[name]); p == nil || !r.plan.Jobs() && r.requested(p) {
			continue // a client sets it
		}
		if p := r.take(m.Times[name]); p != nil {
			r.times = append(r.times, timed{p, name})
		}
	}
	for _, at := range homes {
		for _, f := range r.fields(at) {
			if event := otherEvent(f.name()); event != "" && r.happens(event) && !r.own[f.at] && isTime(f) && !r.requested(f) {
				r.times = append(r.times, timed{f, event})
				r.own[f.at] = true
			}
		}
	}
}

// happens reports whether an event belongs to the resource: one without states is created
// and updated, and any other time in it is somebody else's.
func (r *Record) happens(event string) bool {
	return len(r.plan.states) > 0 || slices.Contains([]string{"created", "updated", neverEvent}, event)
}

// isTime reports whether a place contains a time.
func isTime(p *place) bool {
	if p.is("object") || p.is("array") || p.is("boolean") {
		return false
	}
	format := p.said(schemas.Definition.Format)
	if strings.HasPrefix(format, "date") {
		return true
	}
	words := vocabulary.Parts(p.name())
	last := ""
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	return slices.Contains([]string{"at", "timestamp", "ts", "date", "time", "ms", "millis"}, last)
}

// otherEvent returns the event that the name of a time tells; empty if none.
func otherEvent(name string) string {
	words := vocabulary.Parts(name)
	is := func(list string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(strings.Fields(list), w) })
	}
	switch {
	case is("next scheduled estimated expected due deadline birth valid not before after until"):
		return ""
	case is("deleted archived removed"):
		return neverEvent
	case is("cancelling canceling"):
		return cancellingEvent
	case is("cancelled canceled aborted"):
		return cancelledEvent
	case is("failed errored"):
		return failedEvent
	case is("expired"):
		return expiredEvent
	case is("expires expire expiry expiration"):
		return "expires"
	case is("paused suspended"):
		return pausedEvent
	case is("updated modified changed"):
		return "updated"
	case is("completed finished ended succeeded done terminated closed completion finish end"):
		return "ended"
	case is("started begun start begin"):
		return "started"
	case is("created queued enqueued submitted creation inserted"):
		return "created"
	}
	return ""
}

// writeTimes writes the times that have come. Those that have not are absent. A required
// time that cannot be null is the time of the last change until its own comes: never
// before the start, and never in the future.
func (w *writer) writeTimes() {
	for _, t := range w.times {
		if t.event != "created" && t.event != "updated" && w.writeClient(t.place) {
			continue
		}
		at, come := w.time(t.event)
		if come || !w.absent(t.place) {
			w.put(t.place, w.moment(t.place, at))
		}
	}
}

// writeClient shows a time that a client has written of a resource that is not a job, such
// as when an invitation expires; false if it has not written any.
func (w *writer) writeClient(p *place) bool {
	if w.plan.Jobs() {
		return false
	}
	for _, body := range [][]byte{w.birth.Written, w.birth.Input} {
		v := (&tree{raw: body}).at(p.tokens)
		switch {
		case v == nil:
		case v.isNull():
			return w.absent(p)
		default:
			return w.put(p, v.text())
		}
	}
	return false
}

// time returns when an event happened; false, with the time of the last change, if it has
// not.
func (w *writer) time(event string) (time.Time, bool) {
	kinds := func(of ...jobs.Kind) (time.Time, bool) {
		return w.when(func(s *jobs.State) bool { return slices.Contains(of, s.Kind) })
	}
	switch event {
	case "created":
		return w.birth.CreatedAt, true
	case "updated":
		at := w.stage.At
		if written := w.birth.WrittenAt; written.After(at) && !written.After(w.now) {
			at = written
		}
		return at, true
	case "started":
		return w.started()
	case "ended":
		return w.when((*jobs.State).Final)
	case "expires":
		return w.expires(), true
	case failedEvent:
		return kinds(jobs.Failed)
	case cancelledEvent:
		return kinds(jobs.Cancelled)
	case cancellingEvent:
		return kinds(jobs.Cancelling)
	case expiredEvent:
		return kinds(jobs.Expired)
	case pausedEvent:
		if w.state == nil || w.state.Kind != jobs.Paused {
			return w.stage.At, false
		}
		return w.stage.At, true
	case neverEvent:
		return w.stage.At, false
	}
	return w.when(func(s *jobs.State) bool { return s.Name == event })
}

func (w *writer) when(is func(*jobs.State) bool) (time.Time, bool) {
	if at, come := w.timeline.entered(w.stage, is); come {
		return at, true
	}
	return w.stage.At, false
}

// started is when the work began first: retries do not change it. A job that ended well
// has begun, even if its model has no state for the work.
func (w *writer) started() (time.Time, bool) {
	for _, s := range w.timeline.stages[:w.stage.Number+1] {
		switch w.plan.kind(s.State) {
		case jobs.Running:
			return s.At, true
		case jobs.Succeeded, jobs.PartlySucceeded:
			return w.timeline.stages[max(s.Number-1, 0)].At, true
		}
	}
	return w.stage.At, false
}

// expires is whole days after the creation, and not before the end; or the moment when the
// resource expires in its own timeline.
func (w *writer) expires() time.Time {
	created, end := w.birth.CreatedAt, w.timeline.stages[len(w.timeline.stages)-1]
	if w.plan.kind(end.State) == jobs.Expired {
		return end.At
	}
	days := int(end.At.Sub(created)/(24*time.Hour)) + 1
	return created.AddDate(0, 0, days)
}

// moment writes a time in the form that a place has.
func (w *writer) moment(p *place, at time.Time) []byte {
	at = at.UTC()
	base := w.at(p)
	if !p.is("string") && (p.is("integer") || p.is("number")) {
		if inMilliseconds(p, base) {
			return integer(at.UnixMilli())
		}
		return integer(at.Unix())
	}
	text := at.Truncate(time.Millisecond).Format(time.RFC3339Nano)
	format := p.said(schemas.Definition.Format)
	switch {
	case !p.known() && base != nil && base.kind() != '"' && !base.isNull():
		return integer(at.Unix())
	case format == "date":
		text = at.Format(time.DateOnly)
	case strings.Contains(format, "2822"), strings.Contains(format, "1123"):
		text = at.Format(time.RFC1123Z)
	case strings.HasSuffix(p.said(schemas.Definition.Pattern), "d+$"), isDigits(base.string()):
		text = strconv.FormatInt(at.Unix(), 10)
	case !p.takes(&tree{raw: []byte(strconv.Quote(text))}):
		// A pattern may want other fractions than ours.
		for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05.000Z07:00", "2006-01-02T15:04:05.000000Z07:00", "2006-01-02 15:04:05", "2006-01-02T15:04:05"} {
			if other := at.Format(layout); p.takes(&tree{raw: []byte(strconv.Quote(other))}) {
				text = other
				break
			}
		}
	}
	return []byte(strconv.Quote(text))
}

func isDigits(text string) bool {
	return len(text) >= 9 && strings.Trim(text, "0123456789") == ""
}

// inMilliseconds reports whether a number that is a time counts milliseconds: its name or
// its description says so, or an example or the generated value is too large for seconds.
func inMilliseconds(p *place, base *tree) bool {
	words := vocabulary.Parts(p.name())
	if slices.ContainsFunc(words, func(w string) bool { return w == "ms" || strings.HasPrefix(w, "milli") }) {
		return true
	}
	said := strings.ToLower(p.said(schemas.Definition.Description))
	if strings.Contains(said, "millisecond") || strings.Contains(said, "(ms)") {
		return true
	}
	if strings.Contains(said, "second") {
		return false
	}
	const tooLate = 1e11 // seconds: the year 5138
	if n, ok := base.number(); ok && n > tooLate {
		return true
	}
	shown := p.said(func(d schemas.Definition) string {
		for _, e := range d.Examples() {
			return e.Text
		}
		return ""
	})
	n, err := strconv.ParseFloat(shown, 64)
	return err == nil && n > tooLate
}
