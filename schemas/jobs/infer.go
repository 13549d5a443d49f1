package jobs

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Infer returns the job model that it reads from a description, with a list of what is
// uncertain. The effort per description is limited, and nothing else has an influence:
// the same description gives the same model.
//
// A resource is what get operations return, lists contain and creates make. Its record,
// the type in their responses, may show states: a closed set of words with one for not
// yet and one for over, a boolean, conditions, an end time. Whether these states change
// by themselves or by people is weighed (evidence.go); if neither is clear, the resource
// has no states and is listed in Unsure.
func Infer(d *schemas.Description) *Model { return infer(d, shapes.Budget) }

func infer(d *schemas.Description, budget int) *Model {
	rd := newReader(d, budget)
	m := &Model{Jobs: []*Resource{}, Resources: []*Resource{}, Unsure: []Doubt{}}
	drafts := rd.drafts()
	for _, d := range drafts {
		rd.byStatusCode(d)
	}
	slices.SortStableFunc(drafts, func(a, b *draft) int { return cmp.Compare(a.index, b.index) })
	names := rd.resourceNames(drafts)
	for i, d := range drafts {
		v := rd.collectEvidence(d)
		r := rd.resource(d, names[i], v)
		m.Unsure = append(m.Unsure, rd.unsure(d, r, v)...)
		if v.moves == ByItself {
			m.Jobs = append(m.Jobs, r)
			continue
		}
		m.Resources = append(m.Resources, r)
	}
	if rd.Spent() {
		m.Unsure = append(m.Unsure, Doubt{What: "what else the description contains", Why: "it has more schemas than ringer examines"})
	}
	return m
}

// byStatusCode gives a resource a lifecycle if the status code of its get shows that it
// is not done yet.
func (rd *reader) byStatusCode(d *draft) {
	if rd.lifeOfDraft(d) != nil || len(d.roles[gets]) == 0 || len(d.roles[creates]) == 0 {
		return
	}
	get := d.roles[gets][0]
	for _, a := range get.responses {
		if a.status == "202" && len(get.responses) > 1 {
			d.coded = &life{form: byResponse, meanwhile: 202}
		}
	}
	if d.coded == nil && rd.accepts(d) {
		for _, code := range []int{425, 409, 404} {
			status := strconv.Itoa(code)
			if _, has := get.refusals[status]; d.coded == nil && has && (code != 404 || get.saysNotYet(status)) {
				d.coded = &life{form: byResponse, meanwhile: code}
			}
		}
	}
}

// resource converts a draft to a resource of the model.
func (rd *reader) resource(d *draft, name string, v verdict) *Resource {
	r := &Resource{
		Name: name, Sure: v.sure, States: []*State{}, Moves: v.moves,
		Create: d.names(creates), List: d.names(lists), Get: d.names(gets), StatusGet: d.names(statusGets),
		Update: d.names(updates), Cancel: d.names(cancels), Pause: d.names(pauses), Resume: d.names(resumes),
		Delete: d.names(deletes), Results: d.names(results), Record: d.at,
		Pagination: rd.pagination(d),
	}
	record := d.record
	if record == nil {
		record = d.living
	}
	r.ID = rd.identify(d, record)
	r.Owner = rd.ownerOf(d, record)
	var own []Pointer
	if l := rd.lifeOfDraft(d); l != nil && v.moves != "" {
		r.Inferred = v.why
		rd.live(d, r, l)
		own = append(own, r.Status)
	}
	r.Times = rd.lifeTimes(d, record, r.States)
	for _, at := range r.Times {
		own = append(own, at)
	}
	if r.ID != nil {
		own = append(own, r.ID.At)
	}
	r.FromRequest = rd.fromRequest(d, record, own)
	r.Fixed = rd.fixedOf(d, r)
	return r
}

// live sets the states of a resource and the fields that belong to them.
func (rd *reader) live(d *draft, r *Resource, l *life) {
	r.Status = l.pointer()
	told := d.record
	if rd.lifeOf(told) == nil && d.living != nil {
		told = d.living
	}
	at := rd.errorOf(told)
	if at == "" {
		at = rd.errorOf(d.record)
	}
	r.States = l.failable(l.statesOf(), at)
	if at != "" && at != r.Status {
		r.Error = &Error{At: at, When: namesOf(r.States, Failed, PartlySucceeded)}
	}
	if r.Error != nil && len(r.Error.When) == 0 {
		r.Error = nil
	}
	if r.Moves == ByOthers {
		return
	}
	l.schedule(r.States)
	r.Result = rd.resultsOf(d, r.States)
	rd.answer(d, r)
	r.Waits = d.waits()
	r.Progress = rd.progressOf(told)
	r.Counters = rd.countersOf(told)
	r.Webhook = rd.webhookOf(d)
}

func namesOf(states []*State, kinds ...Kind) []string {
	var out []string
	for _, s := range states {
		if slices.Contains(kinds, s.Kind) {
			out = append(out, s.Name)
		}
	}
	return out
}

// pointer is the place of the status for readers of a record: of conditions the whole
// list, of a history the last element.
func (l *life) pointer() Pointer {
	if l.form == byConditions {
		at, _, _ := strings.Cut(l.at, "/-/")
		return at
	}
	return l.at
}

func (d *draft) names(r role) []Operation {
	out := []Operation{}
	list := slices.Clone(d.roles[r])
	slices.SortStableFunc(list, func(a, b *endpoint) int { return cmp.Compare(a.index, b.index) })
	for _, e := range list {
		if !slices.Contains(out, e.name) { // paths may differ in their query only
			out = append(out, e.name)
		}
	}
	return out
}

func (rd *reader) identify(d *draft, record *shapes.Shape) *ID {
	id := &ID{Parameter: d.param, At: rd.idOf(record, d.param), In: map[Operation]Pointer{}}
	for op, at := range d.ids {
		if at != id.At {
			id.In[op] = at
		}
	}
	if id.At == "" {
		id.At, id.As = rd.resourceName(d, record)
	}
	id.Like = record.At(id.At).Like()
	if id.At == "" && d.param == "" {
		return nil
	}
	if id.At == "" || id.As != "" {
		id.Like = ""
	}
	return id
}

// resourceNames names each resource after the last plain word of its path, and after
// more of the path where two would have the same name. Resources with states choose
// first.
func (rd *reader) resourceNames(drafts []*draft) []string {
	out := make([]string, len(drafts))
	for _, living := range []bool{true, false} {
		chosen := func(i int) bool { return out[i] == "" && living == (rd.lifeOfDraft(drafts[i]) != nil) }
		for n := 1; n <= 6; n++ {
			rd.choose(drafts, out, n, chosen)
		}
		for i, d := range drafts {
			for n := 2; chosen(i); n++ {
				if name := rd.called(d, 1) + "-" + strconv.Itoa(n); !slices.Contains(out, name) {
					out[i] = name
				}
			}
		}
	}
	return out
}

// choose assigns names of n words that no other resource has.
func (rd *reader) choose(drafts []*draft, out []string, n int, chosen func(int) bool) {
	taken, seen := map[string]bool{}, map[string]int{}
	for i, d := range drafts {
		taken[out[i]] = true
		if chosen(i) {
			seen[rd.called(d, n)]++
		}
	}
	for i, d := range drafts {
		if name := rd.called(d, n); chosen(i) && seen[name] == 1 && !taken[name] {
			out[i] = name
		}
	}
}

// isVerb reports whether a path step is an action rather than a noun.
func (rd *reader) isVerb(text string) bool {
	words := vocabulary.Parts(text)
	return len(words) == 1 && (rd.names[vocabulary.FetchVerbs][words[0]] || rd.names[vocabulary.SearchVerbs][words[0]]) || isRecent(text)
}

// called returns the last n plain words of the path as a name, each in the singular.
func (rd *reader) called(d *draft, n int) string {
	var words []string
	if len(d.items) > 0 {
		for i := len(d.items[0].steps) - 1; i >= 0 && len(words) < n; i-- {
			s := d.items[0].steps[i]
			verb := len(words) == 0 && i > 0 && d.items[0].steps[i-1].param == "" && rd.isVerb(s.text)
			if s.param == "" && !isVersion(s.text) && !verb {
				if len(words) == 0 && rd.names.Last(vocabulary.VagueNouns, s.text) {
					n++ // "data" is too vague; "content data" is a name
				}
				words = append([]string{rd.nounOf(d, s.text)}, words...)
			}
		}
	}
	if len(words) == 0 && d.noun != "" {
		words = []string{singularName(d.noun)}
	}
	if len(words) == 0 && d.record != nil {
		words = []string{strings.Join(vocabulary.Parts(d.record.Name()), "-")}
	}
	return first(strings.Trim(strings.Join(words, "-"), "-"), "resource")
}

// nounOf returns the noun of a step; in a path of verbs, without the verbs.
func (rd *reader) nounOf(d *draft, text string) string {
	if !d.rpc {
		return singularName(text)
	}
	left := slices.DeleteFunc(vocabulary.Parts(text), func(w string) bool { return rd.names[vocabulary.FetchVerbs][w] })
	return singularName(first(strings.Join(left, " "), text))
}

func singularName(text string) string {
	p := vocabulary.Parts(text)
	if len(p) == 0 {
		return ""
	}
	p[len(p)-1] = vocabulary.Singular(p[len(p)-1])
	return strings.Join(p, "-")
}
