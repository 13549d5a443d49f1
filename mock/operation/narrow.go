package operation

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Ignored is a documented query parameter of a list without an effect, and why.
type Ignored struct{ Name, Reason string }

// maxIgnored limits how many are kept.
const maxIgnored = 100

// narrowing is what the query parameters of a list choose, and in which order.
type narrowing struct {
	filters []filter
	given   []filter // what records have that nothing but the list returns: a search for it
	sort    string   // JSON pointer of the property; empty for the order of creation
	down    bool
	ignored []Ignored
}

// filter keeps the jobs whose property has one of the values, or compares with them as wanted.
type filter struct {
	at     string
	values []string
	how    relation
}

// narrowing reads the documented parameters that the request has and that do not lead from
// page to page.
func (r *Request) narrowing(pages *lifecycle.Pages) narrowing {
	var n narrowing
	has, ok := r.Place.Kind.(world.Propertied)
	query := r.URL.Query()
	for _, p := range r.Operation.Parameters {
		if p.In != "query" || !query.Has(p.Name) || pages.Reads(p.Name) || r.Place.ID != nil && p.Name == r.Place.ID.Parameter {
			continue
		}
		at := ""
		if ok {
			at = has.Property(r.name(), filtered(p.Name))
		}
		switch {
		case at != "" && p.Required && len(r.Place.Gets) == 0 && len(r.Place.Create) == 0:
			n.given = append(n.given, filter{at: at, values: values(&p, query[p.Name])})
		case at != "":
			n.filters = append(n.filters, filter{at: at, values: values(&p, query[p.Name])})
		case ok && sorts(p.Name):
			name, down := direction(query.Get(p.Name))
			if n.sort = has.Property(r.name(), name); n.sort == "" {
				n.ignore(p.Name, "a record has no such property to sort by")
			}
			n.down = down || pages.Descending(query)
		case ok && n.compare(has, r.name(), p.Name, query.Get(p.Name)):
		default:
			n.ignore(p.Name, withoutEffect)
		}
	}
	return n
}

const withoutEffect = "the query parameter has no effect in the mock"

// compare adds the filter of a parameter that compares a property, such as created_after; false
// if it is none. What no number or time can be compared with is ignored.
func (n *narrowing) compare(has world.Propertied, op jobs.Operation, name, value string) bool {
	property, how, is := ranged(name)
	if !is {
		return false
	}
	at := has.Measured(op, property)
	if how == unequal {
		at = has.Property(op, property)
	}
	if at == "" {
		return false
	}
	if _, measured := measure(value); !measured && how != unequal {
		n.ignore(name, "a "+property+" is compared with a number or a time")
		return true
	}
	n.filters = append(n.filters, filter{at, []string{value}, how})
	return true
}

// searched returns a record with the values that the search for it gives: of what nothing but a
// list returns, the required parameters decide what there is.
func (n *narrowing) searched(record []byte, op jobs.Operation, kind world.Kind) []byte {
	for _, g := range n.given {
		old, err := edit.Get(record, g.at)
		if err != nil || len(g.values) == 0 {
			continue
		}
		value := edit.Quote(g.values[0])
		if old[0] != '"' && json.Valid([]byte(g.values[0])) {
			value = []byte(g.values[0])
		}
		if !kind.(world.Propertied).Takes(op, g.at, value) {
			continue
		}
		if changed, err := edit.Set(record, g.at, value); err == nil {
			record = changed
		}
	}
	return record
}

func (n *narrowing) ignore(name, reason string) {
	if len(n.ignored) < maxIgnored {
		n.ignored = append(n.ignored, Ignored{name, reason})
	}
}

// filtered is the name of the property in a parameter such as filter[colour].
func filtered(name string) string {
	if inner, ok := strings.CutPrefix(name, "filter["); ok {
		return strings.TrimSuffix(inner, "]")
	}
	return strings.TrimSuffix(name, "[]")
}

// sorts reports whether a parameter names the property to sort by.
func sorts(name string) bool {
	switch vocabulary.Phrase(name) {
	case "sort", "sort by", "sort field", "sort key", "order by", "ordering", "sorting", "order":
		return true
	}
	return false
}

// direction splits the ways to name a property and its order: -created, created:desc,
// created desc.
func direction(value string) (name string, down bool) {
	value, _, _ = strings.Cut(value, ",")
	name = strings.TrimLeft(value, "+- ")
	down = strings.HasPrefix(strings.TrimSpace(value), "-")
	if i := strings.LastIndexAny(name, ": "); i >= 0 {
		down = down || strings.HasPrefix(strings.ToLower(name[i+1:]), "desc")
		name = name[:i]
	}
	return name, down
}

// values are those that a filter allows: an array may be one text with commas.
func values(p *schemas.Parameter, given []string) []string {
	if p.Schema == nil || !slices.Contains(p.Schema.Definition().Kinds(), "array") {
		return given
	}
	var all []string
	for _, v := range given {
		all = append(all, strings.Split(v, ",")...)
	}
	return all
}

// narrow returns the jobs that the filters keep, in the order that was asked for. The one that
// a cursor names stays in any case: it may have changed its state since it was listed.
func (r *Request) narrow(all []world.Job, n narrowing, cursor func(id string) bool) (kept []world.Job, beside int, err error) {
	keys := map[string][]byte{}
	for _, j := range all {
		if err := r.View.Room.Alive(); err != nil {
			return nil, 0, err
		}
		record, err := r.View.Render(&j)
		if err != nil {
			return nil, 0, err
		}
		fits := !slices.ContainsFunc(n.filters, func(f filter) bool { return !f.keeps(record) })
		if !fits && cursor(j.ID) {
			fits = true
			if !j.Deleted() { // these are counted in any case
				beside++
			}
		}
		if !fits {
			continue
		}
		kept = append(kept, j)
		if n.sort != "" {
			key, _ := edit.Get(record, n.sort)
			keys[j.ID] = bytes.Clone(key)
		}
	}
	if n.sort != "" {
		slices.SortStableFunc(kept, func(a, b world.Job) int {
			if n.down {
				a, b = b, a
			}
			return compare(keys[a.ID], keys[b.ID])
		})
	}
	return kept, beside, nil
}

// keeps reports whether a record has one of the values; an array has all of its elements.
func (f *filter) keeps(record []byte) bool {
	raw, err := edit.Get(record, f.at)
	if err != nil {
		return false
	}
	found := []json.RawMessage{raw}
	if raw[0] == '[' {
		found = nil
		_ = json.Unmarshal(raw, &found) // it is a part of a record: valid
	}
	switch f.how {
	case equal:
		return slices.ContainsFunc(found, func(v json.RawMessage) bool { return slices.Contains(f.values, plainText(v)) })
	case unequal:
		return !slices.ContainsFunc(found, func(v json.RawMessage) bool { return slices.Contains(f.values, plainText(v)) })
	}
	return f.how.holds(plainText(raw), f.values[0])
}

// plainText is a JSON value as a query writes it.
func plainText(raw []byte) string {
	var text string
	if len(raw) > 0 && raw[0] == '"' && json.Unmarshal(raw, &text) == nil {
		return text
	}
	return string(raw)
}

// compare orders numbers by their size, all else by its text; absent values come first.
func compare(a, b []byte) int {
	one, errA := strconv.ParseFloat(string(a), 64)
	other, errB := strconv.ParseFloat(string(b), 64)
	if errA == nil && errB == nil {
		return cmp.Compare(one, other)
	}
	return cmp.Compare(plainText(a), plainText(b))
}
