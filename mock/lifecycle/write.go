package lifecycle

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/ringer-api/ringer/schemas/jobs"
)

// Update returns the birth after an update operation. PATCH merges the body (RFC 7396);
// PUT replaces what a client has written. If others move the resource and the body changes
// its status to another state, that is a move.
func (p *Plan) Update(b Birth, body json.RawMessage, now time.Time, polls int, replace bool) (Birth, error) {
	if !isObject(body) {
		return b, fmt.Errorf("the body of an update must be a JSON object, it is %.40s", body)
	}
	b = b.Clone()
	written := []byte(body)
	if replace {
		b.Input, b.Replaced = body, true
	} else {
		written = composePatches(b.Written, body)
	}
	if len(written) > MaxInput || len(body) > MaxInput {
		return b, fmt.Errorf("the updates of a resource can have %d bytes together, these have %d", MaxInput, len(written))
	}
	b.Written, b.WrittenAt = written, now
	if p.Resource.Moves == jobs.ByOthers {
		if to := p.stateIn(body); to != "" && to != p.Timeline(&b).Seen(now, polls).State {
			return p.MoveTo(b, to, now, polls)
		}
	}
	return b, nil
}

// stateIn returns the state that a body shows at the place of the status; empty if none.
func (p *Plan) stateIn(body []byte) string {
	main := p.main()
	if main.status == nil {
		return ""
	}
	v := (&tree{raw: body}).at(main.status.tokens)
	if v == nil {
		return ""
	}
	for _, s := range p.states {
		if shows(v, main.word(s)) {
			return s.Name
		}
	}
	return ""
}

// Stops reports whether the body of an update asks for a cancelled state. The property may have
// another name than the record's status, such as new_status.
func (p *Plan) Stops(body json.RawMessage) bool {
	if len(body) > MaxInput || !isObject(body) {
		return false
	}
	main, sent := p.main(), &tree{raw: body}
	var names [][]string
	if main.status != nil {
		names = append(names, main.status.tokens)
	}
	sent.open()
	for _, m := range sent.members {
		names = append(names, []string{m.name})
	}
	for _, name := range names {
		v := sent.at(name)
		for _, s := range p.states {
			if v != nil && (s.Kind == jobs.Cancelling || s.Kind == jobs.Cancelled) && shows(v, main.word(s)) {
				return true
			}
		}
	}
	return false
}

// writeWritten shows what updates wrote, where the record's schema allows it. The places
// that the lifecycle decides stay as they are.
func (w *writer) writeWritten() {
	if w.birth.Written == nil {
		return
	}
	body := &tree{raw: w.birth.Written}
	for _, p := range w.written {
		v := body.at(p.tokens)
		switch {
		case v == nil:
		case v.isNull():
			w.absent(p)
		case v.isObject() && w.at(p).isObject():
			merged := &tree{raw: mergePatch(w.at(p).text(), v.text())}
			w.lay(p, merged, 0)
		default:
			w.lay(p, v, 0)
		}
	}
}
