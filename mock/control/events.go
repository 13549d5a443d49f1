package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/event"
	"github.com/ringer-api/ringer/mock/problem"
)

// lastEventID is the header in which a client that reconnects sends the last event's id.
const lastEventID = "Last-Event-ID"

// heartbeat is how often a stream without events sends a comment.
const heartbeat = 15 * time.Second

// writeTimeout limits how long a client may take to receive a piece of its stream.
const writeTimeout = 10 * time.Second

func eventsRoutes() []route {
	params := []param{
		{"kind", "only these kinds: " + strings.Join(event.Kinds, ", ") + "; several are separated by commas"},
		{"heartbeat", "how often a stream without events sends a comment, 100ms to 1m; the default is 15s"},
		{"last-event-id", "as the header " + lastEventID + ", for clients that cannot set it: begin after this event"},
	}
	more := "Server-sent events: id is the event's number, event its kind, data the event as JSON. With " + lastEventID +
		" the stream begins with the stored events after that one, preceded by an event named missed if some are no " +
		"longer stored. A client that receives its events too slowly gets a last event named dropped."
	header := []param{{lastEventID, "begin after this event; browsers send it when they reconnect"}}
	example := event.Event{ID: 1, Kind: event.KindChange, Session: "cart-7", At: exampleTime,
		Change: &event.Change{What: "clock", Detail: "advanced by 1m30s"}}
	return []route{
		{id: "streamAllEvents", method: http.MethodGet, path: "/events", summary: "The events of all sessions, as a stream", more: more, out: example,
			media: eventStream, query: append(params, param{"session", "only events of this session"}), header: header,
			responds: (*call).streamEvents},
		{id: "streamEvents", method: http.MethodGet, path: "/sessions/{session}/events", summary: "The events of a session, as a stream",
			more: more, out: example, media: eventStream, query: params, header: header, responds: (*call).streamEvents},
	}
}

const eventStream = "text/event-stream"

// streamEvents sends events until the client disconnects or the subscription ends.
func (c *call) streamEvents() (any, error) {
	f, pulse, err := c.eventFilter()
	if err != nil {
		return nil, err
	}
	h := c.w.Header()
	h.Set("Content-Type", eventStream)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would hold events back
	if c.r.Method == http.MethodHead {
		return sent{}, nil
	}
	sub, err := c.control.Sessions.Subscribe(f)
	if err != nil {
		h.Del("X-Accel-Buffering")
		return nil, &problem.Problem{Status: http.StatusServiceUnavailable, Type: "urn:ringer:events",
			Title: "no event stream available", Detail: err.Error()}
	}
	defer sub.Close()
	stream := &eventWriter{w: c.w, control: http.NewResponseController(c.w)}
	stream.comment("events of this mock")
	if sub.Missed() > 0 {
		stream.event(0, "missed", map[string]int{"missed": sub.Missed()})
	}
	stream.follow(c.r, sub, pulse)
	return sent{}, nil
}

// eventFilter reads from the query which events are wanted, and how often a stream
// without events sends a comment.
func (c *call) eventFilter() (f event.Filter, pulse time.Duration, err error) {
	if f.Kinds, err = kindsOf(c.query["kind"]); err != nil {
		return f, 0, err
	}
	if f.After, err = c.lastEvent(); err != nil {
		return f, 0, err
	}
	if f.Session, err = c.about(); err != nil {
		return f, 0, err
	}
	pulse, err = pulseOf(c.query.Get("heartbeat"))
	return f, pulse, err
}

// kindsOf reads the optional parameter kind.
func kindsOf(given []string) ([]string, error) {
	if len(given) == 0 {
		return nil, nil
	}
	kinds := strings.Split(given[0], ",")
	for _, kind := range kinds {
		if !slices.Contains(event.Kinds, kind) {
			return nil, problem.BadInput("parameter", "kind", fmt.Sprintf("no kind of event is called %.100q", kind),
				"known are "+strings.Join(event.Kinds, ", "))
		}
	}
	return kinds, nil
}

// lastEvent returns the id of the last event that the client received; nil when it sends
// none. The header wins, because a client that reconnects by itself repeats its first URL.
func (c *call) lastEvent() (*uint64, error) {
	field, text := lastEventID, c.r.Header.Get(lastEventID)
	if text == "" {
		field, text = "last-event-id", c.query.Get("last-event-id")
	}
	if text == "" {
		return nil, nil
	}
	id, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return nil, problem.BadInput("parameter", field, fmt.Sprintf("%.100q is not an event's id", text), "want a whole number, as a stream sends it")
	}
	return &id, nil
}

func pulseOf(text string) (time.Duration, error) {
	if text == "" {
		return heartbeat, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 100*time.Millisecond || d > time.Minute {
		return 0, problem.BadInput("parameter", "heartbeat", fmt.Sprintf("heartbeat is %.100q", text), "want a duration from 100ms to 1m")
	}
	return d, nil
}

// eventWriter writes server-sent events, and stops at the first error.
type eventWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
	err     error
}

// follow sends the subscription's events until it ends or the client disconnects.
func (e *eventWriter) follow(r *http.Request, sub *event.Subscription, pulse time.Duration) {
	beat := time.NewTicker(pulse)
	defer beat.Stop()
	for e.err == nil {
		select {
		case happened, ok := <-sub.Events():
			if !ok {
				if why := sub.Err(); errors.Is(why, event.ErrSlow) {
					e.event(0, "dropped", map[string]string{"why": why.Error()})
				}
				return
			}
			e.event(happened.ID, happened.Kind, happened)
		case <-beat.C:
			e.comment("heartbeat")
		case <-r.Context().Done():
			return
		}
	}
}

// event writes one event. After an event without an id (0), a client that reconnects
// continues after the last event that had an id.
func (e *eventWriter) event(id uint64, kind string, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		e.err = err
		return
	}
	head := ""
	if id > 0 {
		head = fmt.Sprintf("id: %d\n", id)
	}
	e.send(fmt.Sprintf("%sevent: %s\ndata: %s\n\n", head, kind, text))
}

func (e *eventWriter) comment(text string) { e.send(": " + text + "\n\n") }

func (e *eventWriter) send(text string) {
	if e.err != nil {
		return
	}
	// Network deadlines are in real time, not in the mock's. The error is ignored: the
	// recorder of a test does not support deadlines.
	_ = e.control.SetWriteDeadline(time.Now().Add(writeTimeout))
	if _, e.err = e.w.Write([]byte(text)); e.err == nil {
		e.err = e.control.Flush()
	}
}
