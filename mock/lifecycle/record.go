package lifecycle

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Record is where the parts of a resource are in the record of one operation, compiled
// once. Show lays them over a generated record.
type Record struct {
	plan     *Plan
	root     schemas.Definition
	id       *place
	status   *place
	progress *progress
	times    []timed
	errors   []*place
	results  []held
	done     []flag
	effects  []*place
	counters []counters
	owners   []owner
	echoes   []echo
	facts    []fact
	written  []*place
	branches []schemas.Definition
	own      map[jobs.Pointer]bool // decided by the lifecycle; a client cannot write these

	lock   sync.Mutex
	places map[jobs.Pointer]*place // inside of others, found when a record is written
}

// maxPlaces bounds the places that are remembered: a map of a record may have any names.
const maxPlaces = 1000

// place finds a place that is not one of the record's own.
func (r *Record) place(at jobs.Pointer) *place {
	r.lock.Lock()
	p := r.places[at]
	r.lock.Unlock()
	if p != nil {
		return p
	}
	p = placeOf(r.root, at)
	r.lock.Lock()
	if len(r.places) < maxPlaces {
		r.places[at] = p
	}
	r.lock.Unlock()
	return p
}

// RecordOf compiles the record of an operation; the main one for an operation that
// returns no record of its own, such as one that returns results.
func (p *Plan) RecordOf(name jobs.Operation) *Record {
	p.lazy.Lock()
	r := p.records[name]
	p.lazy.Unlock()
	if r == nil {
		if r = p.recordOf(name); r == nil || !p.reads(name) && !p.isRecord(r) {
			r = p.main()
		}
		p.lazy.Lock()
		p.records[name] = r
		p.lazy.Unlock()
	}
	return r
}

// reads reports whether an operation returns nothing but records, whatever they look like.
func (p *Plan) reads(name jobs.Operation) bool {
	r := p.Resource
	return slices.Contains(r.Get, name) || slices.Contains(r.StatusGet, name) || slices.Contains(r.List, name)
}

// mainRecord is the record that get operations return, or else the first that is
// described.
func (p *Plan) mainRecord() *Record {
	r := p.Resource
	for _, list := range [][]jobs.Operation{r.Get, r.StatusGet, r.Create, r.List, r.Update} {
		for _, name := range list {
			if record := p.recordOf(name); record != nil {
				return record
			}
		}
	}
	return p.newRecord(schemas.Definition{})
}

// recordOf compiles the record of an operation; nil if it is not described. Operations
// that share a schema share the record.
func (p *Plan) recordOf(name jobs.Operation) *Record {
	op := p.operations[name]
	if op == nil {
		return nil
	}
	root := p.recordSchema(op, p.Resource.Record[name])
	if !root.Exists() {
		return nil
	}
	return p.recordFor(root)
}

// RecordOfResponse compiles the record in one of several responses of an operation; nil if that
// is not described.
func (p *Plan) RecordOfResponse(name jobs.Operation, status int) *Record {
	op := p.operations[name]
	if op == nil {
		return nil
	}
	response, ok := op.Responses[status]
	if !ok {
		return nil
	}
	if root := inResponse(response.Schema, p.Resource.Record[name]); root.Exists() {
		if r := p.recordFor(root); p.reads(name) || p.isRecord(r) {
			return r
		}
	}
	return nil
}

// RecordIn compiles the record at a place of the responses that a schema describes, for an
// operation with several.
func (p *Plan) RecordIn(response *schemas.Schema, at jobs.Pointer) *Record {
	if root := inResponse(response, at); root.Exists() {
		return p.recordFor(root)
	}
	return p.main()
}

func (p *Plan) recordFor(root schemas.Definition) *Record {
	p.lazy.Lock()
	r := p.schemas[root]
	p.lazy.Unlock()
	if r == nil {
		r = p.newRecord(root)
		p.lazy.Lock()
		p.schemas[root] = r
		p.lazy.Unlock()
	}
	return r
}

// recordSchema is the schema of the record in an operation's successful responses, or in the
// default one if it has none: the first that shows the status, else the first.
func (p *Plan) recordSchema(op *schemas.Operation, at jobs.Pointer) schemas.Definition {
	var found schemas.Definition
	for _, response := range op.HasResponse {
		root := inResponse(response.Schema, at)
		if !strings.HasPrefix(response.Statuses, "2") || !root.Exists() {
			continue
		}
		if p.Resource.Status == "" || placeOf(root, p.Resource.Status).known() {
			return root
		}
		if !found.Exists() {
			found = root
		}
	}
	if found.Exists() {
		return found
	}
	for _, response := range op.HasResponse {
		if response.Statuses == "default" {
			return inResponse(response.Schema, at)
		}
	}
	return schemas.Definition{}
}

func inResponse(response *schemas.Schema, at jobs.Pointer) schemas.Definition {
	switch {
	case response == nil:
	case at == "":
		return response.Definition()
	default:
		if p := placeOf(response.Definition(), at); p.known() {
			return p.detailed()
		}
	}
	return schemas.Definition{}
}

func (p *Plan) newRecord(root schemas.Definition) *Record {
	m := p.Resource
	r := &Record{plan: p, root: root, own: map[jobs.Pointer]bool{}, places: map[jobs.Pointer]*place{}}
	if root.Exists() {
		r.branches = root.Branches(budget)
	}
	if m.ID != nil {
		r.id = r.take(m.ID.At)
	}
	r.status = r.take(m.Status)
	if m.Error != nil && m.Error.At != "" {
		r.errors = append(r.errors, r.take(m.Error.At))
	}
	if m.Progress != "" {
		r.progress = p.newProgress(r.take(m.Progress))
	}
	for _, at := range effectsOf(m) {
		r.effects = append(r.effects, r.take(at))
	}
	r.addTimes()
	r.addCounters()
	for _, at := range slices.Sorted(maps.Keys(m.Owner)) {
		if pl := r.take(at); pl != nil {
			r.owners = append(r.owners, owner{pl, m.Owner[at]})
		}
	}
	if p.Jobs() {
		r.addConsequences()
	}
	r.addFacts()
	r.addEchoes()
	for _, f := range r.fields("") {
		if !r.own[f.at] {
			r.written = append(r.written, f)
		}
	}
	return r
}

// take resolves a place that the lifecycle decides.
func (r *Record) take(at jobs.Pointer) *place {
	pl := placeOf(r.root, at)
	if pl != nil {
		r.own[at] = true
	}
	return pl
}

// maxFields is how many members of an object are looked at.
const maxFields = 500

// fields returns the members of the record, or of an object in it.
func (r *Record) fields(at jobs.Pointer) []*place {
	if at == "" {
		return membersOf(nil, [][]schemas.Definition{{r.root}})
	}
	p := placeOf(r.root, at)
	return membersOf(p, p.groups)
}

// membersOf returns the members that schemas list, in their order.
func membersOf(parent *place, groups [][]schemas.Definition) []*place {
	var out []*place
	var ahead []string
	byName := map[string]*place{}
	for _, group := range groups {
		for _, d := range group {
			for _, f := range d.Fields(budget) {
				p := byName[f.Name]
				if p == nil {
					if len(out) >= maxFields {
						continue
					}
					p = &place{at: "/" + escape(f.Name), tokens: []string{f.Name}, parent: parent, ahead: ahead[:len(ahead):len(ahead)]}
					if parent != nil {
						p.at, p.tokens = parent.at+p.at, append(slices.Clone(parent.tokens), f.Name)
					}
					byName[f.Name] = p
					out, ahead = append(out, p), append(ahead, f.Name)
				}
				p.groups = append(p.groups, f.Said)
				p.required = p.required || f.Required
			}
		}
	}
	for _, p := range out {
		p.describe()
	}
	return out
}

// Show lays what the lifecycle decides over a generated record, at a time. The order of
// the record's members stays.
func (r *Record) Show(base []byte, b *Birth, now time.Time) ([]byte, error) {
	t := r.plan.Timeline(b)
	return r.ShowStage(base, t, t.At(now), now)
}

// ShowStage is Show at a given stage of a timeline, such as that of a poll. A base that is
// not an object is returned as it is.
func (r *Record) ShowStage(base []byte, t *Timeline, stage Stage, now time.Time) ([]byte, error) {
	root, err := parse(base)
	if err != nil || !root.isObject() {
		return base, err
	}
	w := &writer{Record: r, tree: root, birth: t.birth, timeline: t, stage: stage, now: now, state: r.plan.State(stage.State)}
	w.write()
	return root.text(), nil
}

// writer writes one record at one instant.
type writer struct {
	*Record
	tree     *tree
	birth    *Birth
	timeline *Timeline
	stage    Stage
	now      time.Time
	state    *jobs.State // nil without states
}

func (w *writer) write() {
	w.writeEchoes()
	w.writeFacts()
	w.writeWritten()
	w.writeOwners()
	w.writeID()
	w.writeResults()
	w.writeErrors()
	w.writeCounters()
	w.writeDone()
	w.writeTimes()
	w.writeEffects()
	w.writeStatus()
	w.writeProgress()
	w.fitBranch()
}

// put sets a value if the schema allows it there, and reports whether it did. A place that
// the schema does not describe is not added.
func (w *writer) put(p *place, raw []byte) bool {
	v := &tree{raw: raw}
	if p == nil || !p.takes(v) || !p.known() && w.root.Exists() && w.at(p) == nil {
		return false
	}
	return w.tree.insert(p.tokens, raw, p.ahead)
}

// absent makes a place empty: null where that is allowed, removed where it is optional,
// otherwise the emptiest value that the schema allows. A place that cannot be empty keeps
// its value.
func (w *writer) absent(p *place) bool {
	if p == nil {
		return true
	}
	if w.tree.at(p.tokens) == nil {
		if p.null && len(p.groups) == 1 {
			w.tree.insert(p.tokens, []byte("null"), p.ahead) // services have the same members in every state
		}
		return true
	}
	if p.null {
		return w.tree.set(p.tokens, []byte("null"))
	}
	if !p.required {
		w.tree.remove(p.tokens)
		return true
	}
	for _, empty := range []string{"[]", `""`, "{}"} {
		v := &tree{raw: []byte(empty)}
		if p.known() && w.tree.at(p.tokens).kind() == v.kind() && p.takes(v) {
			return w.tree.set(p.tokens, v.raw)
		}
	}
	return false
}

func (w *writer) at(p *place) *tree { return w.tree.at(p.tokens) }

// writeID writes the id in the type of the schema.
func (w *writer) writeID() {
	if w.id != nil {
		w.put(w.id, w.typed(w.id, w.plan.written(w.birth.ID, w.birth.Params)))
	}
}

// written is the value of an id in a record: the model may have a text around it.
func (p *Plan) written(id string, params map[string]string) string {
	text := p.Resource.ID.As
	if text == "" {
		return id
	}
	for name, value := range params {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return strings.ReplaceAll(text, "{"+p.Resource.ID.Parameter+"}", id)
}

// typed writes a text from a path as the type that the schema of a place has.
func (w *writer) typed(p *place, text string) []byte {
	raw := []byte(text)
	if t, err := parse(raw); err == nil && !p.is("string") && (p.is("integer") || p.is("number") || p.is("boolean")) {
		if _, number := t.number(); number || t.kind() == 't' || t.kind() == 'f' {
			return raw
		}
	}
	return edit.Quote(text)
}

// owner is a place that repeats a path parameter.
type owner struct {
	*place
	param string
}

func (w *writer) writeOwners() {
	for _, o := range w.owners {
		if value, has := w.birth.Params[o.param]; has {
			w.put(o.place, w.typed(o.place, value))
		}
	}
}
