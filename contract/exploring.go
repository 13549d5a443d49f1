package contract

import (
	"context"
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/explore"
	"github.com/ringer-api/ringer/contract/probe"
)

// maxRounds is how often a run looks for operations whose ids earlier responses have shown:
// ids of parents lead to lists, and lists to ids.
const maxRounds = 4

// stage is one kind of probes of a run on any API but the built-in one.
type stage struct {
	name, why string
	probes    func(k *explore.Known) []exchange.Probe
	rounds    int    // how often it is repeated at most, while there is something to send
	condition string // under which its requests are sent, for the plan
}

// lostJobs is the stage that looks again for jobs that were listed, but not found: after
// Target.Settle, so that no list is only late.
const lostJobs = "listed, but not found"

// stages is the plan of such a run.
func (r *run) stages(m *explore.Map) []stage {
	settle := r.target.Settle
	turn := 0
	wrong := r.wrongCredentials()
	return []stage{
		{"lists", "what needs no id is served", (*explore.Known).Lists, 1, ""},
		{"what is listed", "what is listed can be fetched, and what is below it",
			func(k *explore.Known) []exchange.Probe { return k.Listed(settle) }, maxRounds, ""},
		{"other reads", "what the description has for an example does not make the service fail",
			(*explore.Known).Others, 1, "no id for it is known"},
		{"next pages", "a list goes on where the page before has ended", (*explore.Known).Pages, 1, "there is another page"},
		{"invalid inputs", "what the description does not allow is refused", (*explore.Known).Invalid, 1, ""},
		{"methods and paths", "what is not documented is not served", (*explore.Known).Routes, 1, ""},
		{"credentials", "nothing is served without the credential",
			func(k *explore.Known) []exchange.Probe { return k.WithoutCredentials(wrong) }, 1, ""},
		{"the jobs again", "jobs move on, but not back", func(k *explore.Known) []exchange.Probe {
			turn++
			return k.Again(turn-1, settle)
		}, m.Turns(), ""},
		{lostJobs, "what a list still shows later is found", (*explore.Known).Lost, 1, "a listed job was not found"},
	}
}

func (r *run) wrongCredentials() (all []explore.Credential) {
	for _, w := range r.target.probing().WrongCredentials() {
		all = append(all, explore.Credential{Name: w.Name, Why: w.Why, Header: w.Header})
	}
	return all
}

// explore sends the probes of a run on any API but the built-in one, stage by stage.
func (r *run) explore(ctx context.Context) error {
	for i, s := range r.stages(r.known.Map()) {
		if s.name == lostJobs && r.known.AnyLost() && r.target.Sleep(ctx, r.target.Settle) != nil {
			return context.Cause(ctx)
		}
		for range s.rounds {
			sent := r.sent
			err := r.sendProbe(ctx, probe.Phase{Name: s.name, Why: s.why, Probes: func(probe.Config, *probe.Learned) []exchange.Probe {
				return s.probes(r.known)
			}})
			if err != nil {
				return err
			}
			if r.sent == sent {
				break
			}
		}
		if i < 3 && r.sent > 0 && r.judge.Reachability.Closed(r.target.service()) {
			return nil
		}
	}
	r.tellNotAsked()
	return nil
}

// tellNotAsked notes which operations that only read were not asked.
func (r *run) tellNotAsked() {
	missing, all := r.known.NotAsked()
	if len(missing) == 0 {
		return
	}
	shown := missing[:min(len(missing), 5)]
	more := ""
	if n := len(missing) - len(shown); n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	r.note("not examined: %d of %d GET operations: %s%s", len(missing), all, strings.Join(shown, ", "), more)
}

// exploring announces the stages of a run on any API but the built-in one: of each as many
// requests as it sends when there are values of every parameter.
func (m *planner) exploring() {
	known := m.run.known.Map()
	most := explore.Foreseen(known)
	for _, s := range m.run.stages(known) {
		var all []exchange.Probe
		if s.name == "other reads" {
			all = explore.Foreseen(known).Others()
		} else {
			for range s.rounds {
				all = append(all, s.probes(most)...)
			}
		}
		m.add(probe.Phase{Name: s.name, Why: s.why}, m.run.target.MaxRequests, announced{all, 1, s.condition})
	}
	if m.run.target.AllowWrites {
		m.plan.MaxCreated = m.run.target.MaxCreated
		m.creatingEach(most)
	}
}
