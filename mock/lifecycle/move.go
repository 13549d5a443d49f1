package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Refused reports that a resource cannot be moved: what was asked of it, the state that it
// is in, and why that does not allow it.
type Refused struct {
	Action string // "cancel", "pause", ...
	State  string
	Kind   jobs.Kind
	Why    string
}

func (e *Refused) Error() string {
	if e.State == "" {
		return "cannot " + e.Action + ": " + e.Why
	}
	return fmt.Sprintf("cannot %s: the state is %q, %s", e.Action, e.State, e.Why)
}

// The operations below are at a time, after a number of polls. The polls matter only for a
// resource that progresses by them.

// Cancel returns the birth after its cancellation: in the state of kind cancelling if the
// model has one, which leads on to cancelled, or else cancelled. A resource that is over
// is Refused, and so is one whose model has neither state.
func (p *Plan) Cancel(b Birth, now time.Time, polls int) (Birth, error) {
	return p.act("cancel", b, now, polls, func(at *jobs.State) (string, string) {
		if at.Kind == jobs.Cancelling {
			return at.Name, ""
		}
		for _, kind := range []jobs.Kind{jobs.Cancelling, jobs.Cancelled, jobs.Failed, jobs.Expired} {
			if to := p.ofKind(kind); to != "" {
				return to, ""
			}
		}
		return "", "and the model has no state of kind cancelled"
	})
}

// Pause returns the birth after it was paused.
func (p *Plan) Pause(b Birth, now time.Time, polls int) (Birth, error) {
	return p.act("pause", b, now, polls, func(at *jobs.State) (string, string) {
		if at.Kind == jobs.Paused {
			return at.Name, ""
		}
		if to := p.ofKind(jobs.Paused); to != "" {
			return to, ""
		}
		return "", "and the model has no state of kind paused"
	})
}

// Resume returns the birth after it was resumed: in the state before the pause, or in the
// first running one.
func (p *Plan) Resume(b Birth, now time.Time, polls int) (Birth, error) {
	t := p.Timeline(&b)
	return p.act("resume", b, now, polls, func(at *jobs.State) (string, string) {
		if at.Kind != jobs.Paused && at.Kind != jobs.NeedsAction {
			return "", "which is not one that waits to be resumed"
		}
		for i := t.Seen(now, polls).Number; i >= 0; i-- {
			if s := p.State(t.stages[i].State); s != nil && (s.Kind == jobs.Running || s.Kind == jobs.Waiting) {
				return s.Name, ""
			}
		}
		if to := p.ofKind(jobs.Running, jobs.Waiting); to != "" {
			return to, ""
		}
		return "", "and the model has no state to go on in"
	})
}

// MoveTo returns the birth after it was moved to a state of the model, whatever its
// transitions.
func (p *Plan) MoveTo(b Birth, state string, now time.Time, polls int) (Birth, error) {
	if p.State(state) == nil {
		return b, fmt.Errorf("%q is not a state of %s: %s", state, p.Resource.Name, strings.Join(p.stateNames(), ", "))
	}
	return p.moved(b, state, now, polls), nil
}

// MoveFor returns the birth after an operation that moves it, recognized by the verb of
// its path or its name: POST /orders/{id}/pay leads to "paid". An operation whose verb does not
// belong to a state does what a job that needs an action waits for, and nothing to others:
// then it is false.
func (p *Plan) MoveFor(op jobs.Operation, operationID string, b Birth, now time.Time, polls int) (Birth, bool, error) {
	to := p.StateFor(op, operationID)
	if to == "" {
		at := p.State(p.Timeline(&b).Seen(now, polls).State)
		if at == nil || at.Kind != jobs.NeedsAction {
			return b, false, nil
		}
		moved, err := p.Resume(b, now, polls)
		return moved, err == nil, err
	}
	moved, err := p.act(actionOf(op), b, now, polls, func(*jobs.State) (string, string) { return to, "" })
	return moved, true, err
}

// Returns reports whether an operation responds with the same record as the one that gets it,
// and so is about the resource itself: POST /runs/{id}/answers. One whose verb means another
// resource of the same type, such as POST /films/{id}/copy, is not.
func (p *Plan) Returns(op jobs.Operation) bool {
	words := vocabulary.Parts(actionOf(op))
	if len(words) > 0 && p.names[vocabulary.CopyVerbs][words[0]] {
		return false
	}
	own := p.recordOf(op)
	for _, get := range p.Resource.Get {
		if main := p.recordOf(get); own != nil && main != nil && typeOf(own.root) == typeOf(main.root) {
			return true
		}
	}
	return false
}

// typeOf is the schema behind a reference.
func typeOf(d schemas.Definition) schemas.Definition {
	if to := d.Target(); to.Exists() {
		return to
	}
	return d
}

// StateFor returns the state to which an operation leads; empty if its verb belongs to
// none.
func (p *Plan) StateFor(op jobs.Operation, operationID string) string {
	_, path, _ := strings.Cut(string(op), " ")
	steps := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == ':' })
	var verbs []string
	if len(steps) > 0 && !strings.HasPrefix(steps[len(steps)-1], "{") {
		verbs = append(verbs, vocabulary.Parts(steps[len(steps)-1])...)
	}
	if words := vocabulary.Parts(operationID); len(words) > 0 {
		verbs = append(verbs, words[0])
	}
	for _, verb := range verbs {
		if !p.names[vocabulary.MoverVerbs][verb] {
			continue
		}
		for _, s := range p.states {
			if slices.ContainsFunc(vocabulary.Parts(s.Name), func(w string) bool { return isParticiple(w, verb) }) {
				return s.Name
			}
		}
		for _, s := range p.states {
			if means := usualOutcome(verb); slices.ContainsFunc(vocabulary.Parts(s.Name), func(w string) bool { return slices.Contains(means, w) }) {
				return s.Name
			}
		}
	}
	return ""
}

// isParticiple reports whether a word is what a verb leads to: pay and paid, accept and
// accepted, submit and submitted.
func isParticiple(word, verb string) bool {
	if word == verb {
		return true
	}
	stem := strings.TrimSuffix(verb, "e")
	switch word {
	case stem + "ed", stem + verb[len(verb)-1:] + "ed":
		return true
	case strings.TrimSuffix(verb, "y") + "ied":
		return strings.HasSuffix(verb, "y")
	case strings.TrimSuffix(verb, "y") + "id":
		return strings.HasSuffix(verb, "ay")
	}
	return false
}

// usualOutcome are the words for the state after a verb, other than its participle.
func usualOutcome(verb string) []string {
	switch verb {
	case "pay", "capture", "settle":
		return []string{"paid", "captured", "settled", "succeeded", "completed"}
	case "accept", "approve", "confirm", "sign":
		return []string{"accepted", "approved", "confirmed", "active", "signed", "completed"}
	case "reject", "decline":
		return []string{"rejected", "declined", "denied", "refused"}
	case "publish", "activate", "enable", "open", "reopen":
		return []string{"published", "active", "activated", "enabled", "open", "opened", "live"}
	case "unpublish", "deactivate", "disable", "archive", "close", "void":
		return []string{"unpublished", "draft", "inactive", "disabled", "archived", "closed", "voided", "void", "canceled", "cancelled"}
	case "ship", "deliver", "fulfill":
		return []string{"shipped", "delivered", "fulfilled", "sent"}
	case "redeem", "verify", "complete", "resolve":
		return []string{"redeemed", "verified", "completed", "resolved", "done", "used"}
	case "submit", "assign":
		return []string{"submitted", "pending", "assigned", "review"}
	}
	return nil
}

// act moves a resource to the state that a function chooses for the one it is in; the
// function returns why not otherwise.
func (p *Plan) act(action string, b Birth, now time.Time, polls int, choose func(*jobs.State) (to, why string)) (Birth, error) {
	t := p.Timeline(&b)
	at := p.State(t.Seen(now, polls).State)
	if at == nil {
		return b, &Refused{Action: action, Why: "the resource has no states"}
	}
	refused := &Refused{Action: action, State: at.Name, Kind: at.Kind}
	to, why := choose(at)
	switch {
	case at.Final() && !p.leaves(at, to, action):
		refused.Why = "which is final"
		return b, refused
	case to == "":
		refused.Why = why
		return b, refused
	case to == at.Name:
		return b, nil
	case len(b.Moved) >= MaxMoves:
		refused.Why = fmt.Sprintf("and it has been moved %d times, which is the most that is remembered", MaxMoves)
		return b, refused
	}
	return p.moved(b, to, now, polls), nil
}

// leaves reports whether an action leads from a final state: people reopen what is closed, and
// take back what has succeeded, such as a payment. Jobs are over for good.
func (p *Plan) leaves(at *jobs.State, to, action string) bool {
	if p.Jobs() || action == "cancel" || action == "pause" {
		return false
	}
	verb, _, _ := strings.Cut(action, " ")
	if slices.Contains(revivals, verb) {
		return true
	}
	return at.Kind == jobs.Succeeded && (to == at.Name || p.kind(to) == jobs.Cancelled)
}

// revivals are verbs for what can be done to something that is over.
var revivals = []string{"reopen", "open", "restore", "unarchive", "undelete", "activate", "reactivate", "enable", "publish", "submit", "resubmit"}

func (p *Plan) moved(b Birth, state string, now time.Time, polls int) Birth {
	b = b.Clone()
	b.Leader = nil // from here on it goes its own way
	if len(b.Moved) >= MaxMoves {
		b.Moved = b.Moved[1:]
	}
	b.Moved = append(b.Moved, Move{At: now.Round(0).UTC().Truncate(time.Millisecond), State: state, Polls: polls})
	return b
}

// ofKind is the first state of the first kind that has one; empty if none has.
func (p *Plan) ofKind(kinds ...jobs.Kind) string {
	for _, kind := range kinds {
		for _, s := range p.states {
			if s.Kind == kind {
				return s.Name
			}
		}
	}
	return ""
}

func (p *Plan) stateNames() []string {
	out := make([]string, len(p.states))
	for i, s := range p.states {
		out[i] = s.Name
	}
	return out
}

func actionOf(op jobs.Operation) string {
	path := strings.TrimRight(string(op), "/")
	return strings.Join(vocabulary.Parts(path[strings.LastIndexAny(path, "/: ")+1:]), " ")
}
