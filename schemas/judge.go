package schemas

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// More is the keyword of the last violation of a document that has more than
// MaxViolations. It is not a violation itself, but reports how many were left out.
const More = "more"

// MaxViolations is the maximum number of violations that are reported for one document;
// for a stream, for one record.
const MaxViolations = 100

// judge validates a value and returns its violations.
func (s *Schema) judge(v any) []Violation {
	return s.judgeSome(v, entire, false).violations
}

// judgement is what is wrong with a value. Only the first MaxViolations are in it.
type judgement struct {
	violations []Violation // none when only their places are wanted
	places     []BrokenPlace
	count      int
}

// judgeSome is judge for a part of the schema. With placesOnly it leaves the violations
// out, because wording them costs more than finding their places.
func (s *Schema) judgeSome(v any, by part, placesOnly bool) judgement {
	t, err := s.d.engines.check(s.root, by, v)
	switch {
	case errors.Is(err, errNotCompiled), errors.Is(err, errTooLaborious):
		s.noteUnchecked(err)
		return judgement{}
	case err != nil:
		return judgement{[]Violation{{
			Keyword: Syntax, Expected: "a document that can be validated",
			Found: quote(err.Error()), Sentence: "the document could not be validated: " + err.Error(),
		}}, wholeBroken, 1}
	case t == nil:
		return judgement{}
	}
	j := judge{place: s.d.engines.placeOf, document: v}
	mistakes := oneEach(j.collect(*t))
	found := judgement{places: brokenPlaces(mistakes), count: len(mistakes)}
	if placesOnly {
		return found
	}
	slices.SortStableFunc(mistakes, func(a, b mistake) int {
		return cmp.Or(comparePointers(a.instance, b.instance), comparePointers(a.path, b.path))
	})
	found.violations = j.violations(mistakes)
	return found
}

func (j *judge) violations(mistakes []mistake) []Violation {
	var out []Violation
	for _, m := range mistakes {
		if len(out) == MaxViolations {
			return append(out, moreViolations(len(mistakes)-MaxViolations, false))
		}
		out = append(out, j.violation(m))
	}
	return out
}

// moreViolations reports how many violations were left out; atLeast, if not all were
// counted.
func moreViolations(left int, atLeast bool) Violation {
	found, sentence := strconv.Itoa(left)+" more", fmt.Sprintf("and %d more violations", left)
	if atLeast {
		found, sentence = "at least "+found, fmt.Sprintf("and at least %d more violations", left)
	}
	return Violation{Keyword: More, Expected: "no violation", Found: found, Sentence: sentence}
}

// noteUnchecked notes why nothing is validated against the schema.
func (s *Schema) noteUnchecked(why error) {
	s.d.noteUnchecked(Note{Severity: document.LeftOut, Kind: "schema", Place: s.root.Place(),
		Text: fmt.Sprintf("nothing is validated against the schema %s: %v", s.name, why)})
}

// judge has the two documents to which the locations of a failure refer.
type judge struct {
	place    func(absolute string) *document.Value
	document any
}

// mistake is a single problem: a leaf of the library's tree, refined.
type mistake struct {
	failure
	keyword  string
	nullable bool      // null would have been valid as well
	missing  string    // the absent property of a required
	branches []mistake // the first mistake of each branch of an anyOf, nearest branch first
}

func (t failure) keyword() string { return t.absolute[strings.LastIndexByte(t.absolute, '/')+1:] }

func (j *judge) collect(t failure) []mistake {
	keyword := t.keyword()
	if (keyword == "anyOf" || keyword == "oneOf") && len(t.causes) > 0 {
		return j.choose(t)
	}
	if len(t.causes) == 0 {
		return j.leaf(mistake{failure: t, keyword: keyword})
	}
	var out []mistake
	for _, c := range t.causes {
		out = append(out, j.collect(c)...)
	}
	return out
}

// leaf returns one mistake for each property that a required misses.
func (j *judge) leaf(m mistake) []mistake {
	if m.keyword != "required" {
		return []mistake{m}
	}
	object, _ := find(j.document, m.instance).(map[string]any)
	var out []mistake
	for _, name := range j.place(m.absolute).Strings() {
		if _, there := object[name]; !there {
			m.missing = name
			out = append(out, m)
		}
	}
	return out
}

// choose reduces a failed anyOf. The null branch is ignored for a value other than null.
// If only one branch is left, or only one of the value's type, its mistakes are
// reported; otherwise one mistake represents all branches.
func (j *judge) choose(t failure) []mistake {
	branches, nullable := j.branches(t)
	meant := branches
	if len(branches) > 1 {
		meant = slices.DeleteFunc(slices.Clone(branches), func(b []mistake) bool {
			return slices.ContainsFunc(b, func(m mistake) bool { return m.wrongType(t.instance) })
		})
	}
	if len(meant) == 1 {
		for i := range meant[0] {
			m := &meant[0][i]
			m.nullable = m.nullable || nullable && m.instance == t.instance
		}
		return meant[0]
	}
	slices.SortStableFunc(branches, func(a, b []mistake) int {
		return cmp.Compare(distance(a, t.instance), distance(b, t.instance))
	})
	whole := mistake{failure: t, keyword: t.keyword(), nullable: nullable}
	for _, b := range branches {
		whole.branches = append(whole.branches, b[0])
	}
	return []mistake{whole}
}

// branches collects the mistakes of each branch; nullable reports whether one allows
// null.
func (j *judge) branches(t failure) (out [][]mistake, nullable bool) {
	index := map[string]int{}
	for _, c := range t.causes {
		name, _, _ := strings.Cut(strings.TrimPrefix(c.path, t.path+"/"), "/")
		found := j.collect(c)
		if len(found) == 1 && found[0].wrongType(t.instance) && j.isNull(found[0]) {
			nullable = true
			continue
		}
		i, known := index[name]
		if !known {
			i = len(out)
			index[name] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], found...)
	}
	return out, nullable
}

func (j *judge) isNull(m mistake) bool {
	v := j.place(m.absolute)
	return v != nil && v.Text == "null"
}

func (m mistake) wrongType(instance string) bool {
	return m.keyword == "type" && m.instance == instance
}

// distance is smaller for a branch that almost matched.
func distance(branch []mistake, instance string) int {
	d := len(branch)
	for _, m := range branch {
		if m.wrongType(instance) {
			d += 1000
		}
	}
	return d
}

// oneEach drops a mistake that only repeats another: a const beside an enum, of the same
// schema and value.
func oneEach(all []mistake) []mistake {
	enums := map[[2]string]bool{}
	for _, m := range all {
		if m.keyword == "enum" {
			enums[[2]string{m.instance, strings.TrimSuffix(m.path, "enum")}] = true
		}
	}
	return slices.DeleteFunc(all, func(m mistake) bool {
		return m.keyword == "const" && enums[[2]string{m.instance, strings.TrimSuffix(m.path, "const")}]
	})
}

// comparePointers orders parents before children, and indexes by number.
func comparePointers(a, b string) int {
	return slices.CompareFunc(document.SplitPointer(a), document.SplitPointer(b), func(x, y string) int {
		i, errX := strconv.Atoi(x)
		j, errY := strconv.Atoi(y)
		if errX == nil && errY == nil {
			return cmp.Or(cmp.Compare(i, j), cmp.Compare(x, y))
		}
		return cmp.Compare(x, y)
	})
}

// find follows a JSON pointer into a decoded document.
func find(v any, pointer string) any {
	for _, token := range document.SplitPointer(pointer) {
		switch c := v.(type) {
		case map[string]any:
			v = c[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(c) {
				return nil
			}
			v = c[i]
		default:
			return v
		}
	}
	return v
}
