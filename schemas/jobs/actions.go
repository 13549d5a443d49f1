package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

const none role = -1

// addActions assigns the operations on a resource, and the reads below it.
func (g *grouping) addActions(e *endpoint) {
	for _, d := range g.above(e) {
		n := d.under(e)
		if r := g.verbOf(d, e); r != none {
			d.add(r, e)
			continue
		}
		switch {
		case n == 0 && e.method == "GET":
			if c, ok := g.recordOf(e, d.param); ok && g.is(d, c.shape) && !d.has(e) {
				d.add(gets, e)
				d.put(c)
			}
		case n == 0:
			g.edit(d, e)
		case n == 1 && e.path.last().param == "" && e.method != "GET":
			g.move(d, e)
		}
	}
}

// verbOf returns what an operation does to a resource: cancel, pause, resume or delete
// it. The operation's path is that of the resource, one step below it or beside it
// (/runs/cancel), or has the verb before the id (/exports/cancel/{id}).
func (g *grouping) verbOf(d *draft, e *endpoint) role {
	if e.method == "GET" {
		return none
	}
	switch n := d.under(e); {
	case n == 0 && e.method == "DELETE":
		if e.says(g.names, vocabulary.CancelVerbs) && !e.says(g.names, vocabulary.DeleteVerbs) {
			return cancels
		}
		return deletes
	case n == 0:
		if e.says(g.names, vocabulary.CancelVerbs) || g.onlyCancels(d, e) {
			return cancels
		}
		return none
	case n == 1 && e.path.last().param == "":
		return g.verb(e, e.path.last().text)
	case n > 0:
		return none
	case d.rpc && g.beside(d, e):
		return g.verb(e, e.path.last().text)
	case e.path.last().param != "" && vocabulary.Same(e.path.last().param, d.param) && e.path.back(1).param == "":
		return g.verb(e, e.path.back(1).text)
	}
	return none
}

// verb interprets the text of a path step as an action.
func (g *grouping) verb(e *endpoint, text string) role {
	words := vocabulary.Parts(text)
	if len(words) == 0 || len(words) > 2 {
		return none
	}
	for _, v := range []struct {
		topic vocabulary.Topic
		role  role
	}{
		{vocabulary.CancelVerbs, cancels}, {vocabulary.PauseVerbs, pauses},
		{vocabulary.ResumeVerbs, resumes}, {vocabulary.DeleteVerbs, deletes},
	} {
		if g.names[v.topic][words[0]] && (len(words) == 1 || words[1] != "all") {
			return v.role
		}
	}
	return none
}

// beside reports whether a path of verbs differs from that of a get only in the verb.
func (g *grouping) beside(d *draft, e *endpoint) bool {
	return slices.ContainsFunc(d.items, func(item route) bool {
		return e.path.up(1).key() == item.up(1).key() && (len(item.steps) > 1 || g.takes(e, d.param))
	})
}

// onlyCancels reports whether an operation is an update whose body can set the status to
// cancelled and to nothing else.
func (g *grouping) onlyCancels(d *draft, e *endpoint) bool {
	words := g.settable(d, e)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w vocabulary.Word) bool { return !g.stops(w) })
}

// stops reports whether a word is a state of a job that was stopped on request.
func (g *grouping) stops(w vocabulary.Word) bool {
	p := vocabulary.Parts(w.Text)
	return len(p) > 0 && slices.ContainsFunc([]string{"cancel", "abort", "stop", "terminat", "dismiss"},
		func(stem string) bool { return strings.HasPrefix(p[0], stem) })
}

// settable returns the words to which a request can set the status.
func (g *grouping) settable(d *draft, e *endpoint) []vocabulary.Word {
	l := g.lifeOfDraft(d)
	if l == nil || l.form != byWord {
		return nil
	}
	for _, b := range e.bodies {
		body := g.Shape(b)
		own := body.At(l.at)
		if own.Says("readOnly") {
			return nil
		}
		if words, _ := own.Closed(); len(words) > 0 && l.set.Shares(words) {
			return words
		}
		for _, p := range body.Properties() {
			// The property may have another name ("Status" for "status", "new_state").
			words, _ := g.Value(p).Closed()
			if g.names.Last(vocabulary.StatusNames, p.Name) && l.set.Shares(words) {
				return words
			}
		}
	}
	return nil
}

// lifeOfDraft returns the lifecycle of a resource: that of its record, or the one shown
// by a status operation or a list.
func (rd *reader) lifeOfDraft(d *draft) *life {
	if l := rd.lifeOf(d.record); l != nil {
		return l
	}
	if l := rd.lifeOf(d.living); l != nil {
		return l
	}
	return d.coded
}

func (g *grouping) edit(d *draft, e *endpoint) {
	d.add(updates, e)
	words := g.settable(d, e)
	if len(words) == 0 {
		return
	}
	d.edits = append(d.edits, e)
	if slices.ContainsFunc(words, g.stops) {
		d.add(cancels, e)
	}
}

// move records an operation by which people change a resource: POST /orders/{id}/pay.
func (g *grouping) move(d *draft, e *endpoint) {
	words := vocabulary.Parts(e.path.last().text)
	if len(words) > 0 && len(words) <= 2 && g.names[vocabulary.MoverVerbs][words[0]] {
		d.movers = append(d.movers, words[0])
	}
}
