package operation

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// items returns the values of a stream: its examples, or generated ones. Of a union each branch
// comes once, in the order of what a stream tells: beginnings, then parts, then ends.
func (r *Request) items(of schemas.Media, seed uint64) [][]byte {
	item := itemOf(of)
	if given := r.exampleItems(of, item); len(given) > 0 {
		return given
	}
	if !item.Exists() {
		return [][]byte{[]byte("{}")}
	}
	s := &storyline{request: r, item: item, same: map[string][]byte{}}
	branches := item.Branches(looks)
	if len(branches) > 1 && !slices.Contains(item.Kinds(), "string") {
		for n, branch := range branches {
			s.add(branch, lifecycle.SeedOf(seed, uint64(n)))
		}
		s.order()
	} else {
		for n := range uint64(several) {
			s.add(item, lifecycle.SeedOf(seed, n))
		}
	}
	return s.told()
}

// itemOf is the schema of one value of a stream.
func itemOf(of schemas.Media) schemas.Definition {
	switch {
	case of.Item != nil:
		return of.Item.Definition()
	case of.Schema == nil:
		return schemas.Definition{}
	}
	whole := of.Schema.Definition()
	if kinds := whole.Kinds(); len(kinds) == 1 && kinds[0] == "array" {
		for _, part := range whole.Parts(looks) {
			if items := part.Items(); items.Exists() {
				return items
			}
		}
	}
	return whole
}

// exampleItems are the examples that are values of a stream, or lists of them.
func (r *Request) exampleItems(of schemas.Media, item schemas.Definition) (given [][]byte) {
	if r.Options.Dynamic {
		return nil
	}
	for _, e := range of.Examples {
		all := []*document.Value{e}
		if e.IsArray() {
			all = e.Items()
		}
		for _, one := range all {
			if text := one.AppendJSON(nil, nil); len(given) < maxEvents && !one.IsString() && (!item.Exists() || len(item.Validate(text)) == 0) {
				given = append(given, text)
			}
		}
	}
	return given
}

// storyline collects the values of one stream.
type storyline struct {
	request *Request
	item    schemas.Definition
	all     []told
	same    map[string][]byte // properties that are the same in all values
}

type told struct {
	value []byte
	part  chapter
}

// chapter is the part of a stream to which a value belongs.
type chapter int

const (
	beginning chapter = iota
	middle
	ending
	trouble
)

// add adds a value of a branch that keeps the schema of all.
func (s *storyline) add(branch schemas.Definition, seed uint64) {
	o := s.request.Options
	o.Seed = seed
	raw, _ := s.request.Values.Of(branch, o)
	made := s.discriminated(raw, branch)
	for _, f := range branch.Fields(looks) {
		if content := f.Definition().Sub("contentSchema"); content.Exists() && f.Name == "data" {
			inside, _ := s.request.Values.Of(content, o)
			s.set(&made, "/data", edit.Quote(oneLine(inside)))
		}
	}
	if len(s.item.Validate(made)) > 0 {
		whole, _ := s.request.Values.Of(s.item, o)
		made = whole
	}
	s.all = append(s.all, told{made, chapterOf(made, branch)})
}

// discriminated sets the property that names the branch of a value: to the name that the document
// maps, else to that of the type.
func (s *storyline) discriminated(made []byte, branch schemas.Definition) []byte {
	for _, part := range s.item.Parts(looks) {
		by, ok := part.Discriminator()
		if !ok {
			continue
		}
		names := slices.Sorted(maps.Keys(by.Mapping))
		slices.SortStableFunc(names, func(a, b string) int { // the name of a type comes last
			return cmp.Compare(isType(a, branch), isType(b, branch))
		})
		for _, name := range names {
			mapped := by.Mapping[name]
			if mapped != branch && mapped != branch.Target() && (mapped.Target() != branch.Target() || !mapped.Target().Exists()) {
				continue
			}
			changed, err := edit.Set(made, "/"+document.EscapeToken(by.Property), edit.Quote(name))
			if err == nil && len(branch.Validate(changed)) == 0 {
				return changed
			}
		}
	}
	return made
}

func isType(name string, branch schemas.Definition) int {
	if name == branch.Name() {
		return 1
	}
	return 0
}

// chapters are the words of what a value tells; the last word of its tag counts.
var chapters = map[string]chapter{
	"created": beginning, "start": beginning, "started": beginning, "begin": beginning, "open": beginning, "opened": beginning,
	"queued": beginning, "connected": beginning, "init": beginning, "hello": beginning,
	"completed": ending, "complete": ending, "done": ending, "end": ending, "ended": ending, "finished": ending, "finish": ending,
	"stop": ending, "stopped": ending, "succeeded": ending, "close": ending, "closed": ending, "final": ending, "result": ending,
	"error": trouble, "failed": trouble, "failure": trouble, "incomplete": trouble, "cancelled": trouble, "canceled": trouble,
	"expired": trouble, "refused": trouble, "cancelling": trouble, "aborted": trouble,
}

// chapterOf reads the tag of a value: the text that names its kind, else the name of its type.
func chapterOf(made []byte, branch schemas.Definition) chapter {
	tag := ""
	for _, name := range []string{"event", "type", "kind", "object", "status"} {
		tag = cmp.Or(tag, edit.Text(made, "/"+name))
	}
	words := vocabulary.Parts(cmp.Or(tag, branch.Name()))
	for i := len(words) - 1; i >= 0; i-- {
		if c, known := chapters[words[i]]; known {
			return c
		}
	}
	return middle
}

// order sorts the values by chapter. Trouble is only told of where there is nothing else, and of
// more values than a stream has the first of each chapter stay.
func (s *storyline) order() {
	good := slices.DeleteFunc(slices.Clone(s.all), func(t told) bool { return t.part == trouble })
	if len(good) > 0 {
		s.all = good
	}
	slices.SortStableFunc(s.all, func(a, b told) int { return cmp.Compare(a.part, b.part) })
	var kept []told
	count := map[chapter]int{}
	for _, t := range s.all {
		if count[t.part]++; len(s.all) <= maxEvents || count[t.part] <= maxEvents/3 {
			kept = append(kept, t)
		}
	}
	s.all = kept
}

// told returns the values. What names the whole that a stream belongs to, and what the request
// says, is the same in all of them, and numbers count them.
func (s *storyline) told() [][]byte {
	out := make([][]byte, len(s.all))
	for i, t := range s.all {
		out[i] = t.value
		for _, name := range properties(t.value) {
			at := "/" + document.EscapeToken(name)
			old, err := edit.Get(out[i], at)
			if err != nil {
				continue
			}
			switch vocabulary.Phrase(name) {
			case "id", "created", "created at", "model":
				s.set(&out[i], at, s.known(name, old))
			case "sequence number", "sequence", "seq":
				s.set(&out[i], at, []byte(strconv.Itoa(i)))
			default:
				if asked := s.asked(name); asked != nil && isScalar(asked) {
					s.set(&out[i], at, asked)
				}
			}
		}
	}
	return out
}

// known is the value of a property of the whole: what the request says, or that of the first
// value that has one.
func (s *storyline) known(name string, first []byte) []byte {
	if s.same[name] == nil {
		if s.same[name] = first; s.asked(name) != nil {
			s.same[name] = s.asked(name)
		}
	}
	return s.same[name]
}

// asked is what the request has under a name; nil for nothing.
func (s *storyline) asked(name string) []byte {
	if len(s.request.Wish.Input) == 0 {
		return nil
	}
	raw, err := edit.Get(s.request.Wish.Input, "/"+document.EscapeToken(name))
	if err != nil {
		return nil
	}
	return raw
}

func (s *storyline) set(made *[]byte, at string, to []byte) {
	if changed, err := edit.Set(*made, at, to); err == nil && len(s.item.Validate(changed)) == 0 {
		*made = changed
	}
}
