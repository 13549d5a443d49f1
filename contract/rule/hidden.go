package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Hiding is a finding that kept a rule from seeing what it needs: the fields that it
// reads break their schema, or the response could not be read that far.
type Hiding struct {
	// Rule is the rule that is broken.
	Rule string `json:"rule"`
	// Finding is its number in the report, from 1; 0 when the report does not show it,
	// because its rule is off.
	Finding int `json:"finding,omitempty"`
}

// String names the finding.
func (h Hiding) String() string {
	if h.Finding == 0 {
		return h.Rule + " (off)"
	}
	return fmt.Sprintf("finding %d (%s)", h.Finding, h.Rule)
}

// hiding remembers which findings hide what, within bounds.
type hiding struct {
	fields []hiddenField
	cuts   []cut
	// resources are the jobs of the API.
	resources *observation.Resources
	// created reports whether a response to a request that starts a job was seen,
	// refused whether one to a request without the right credential was.
	created, refused bool
}

// hiddenField is a property that breaks its schema in the responses of an operation.
type hiddenField struct {
	operation string
	jobs      *observation.Jobs
	content   observation.Content
	field     string // "": the record as a whole
	by        cause
}

// cut is a response of which the rules of later stages saw nothing.
type cut struct {
	operation string
	kind      exchange.Kind
	after     stage
	by        cause
}

// cause is a finding before it has a number.
type cause struct {
	rule *ruleState
	key  string
}

// maxHiding bounds how many fields and cuts are told apart.
const maxHiding = 1000

// see notes the properties of a body that break their schema; inList, when they are
// those of the elements of a list.
func (h *hiding) see(x *observation.Observation, inList bool, schemaRule *ruleState) {
	kind := x.Probe.Expect.Kind
	h.created = h.created || x.Role == observation.RoleCreate && exchange.Success(x.Status()) &&
		(kind == exchange.Served || kind == exchange.Unknown)
	h.refused = h.refused || kind == exchange.Unauthorized
	content := x.Reading.Content()
	for _, v := range x.Reading.Schema {
		f := hiddenField{x.Probe.Operation, x.Reading.Jobs, content, fieldOf(v, x.Reading.Depth(inList)), cause{schemaRule, x.Reading.Origins.Key(v)}}
		if v.Keyword != schemas.More && len(h.fields) < maxHiding && !slices.Contains(h.fields, f) {
			h.fields = append(h.fields, f)
		}
	}
}

// fieldOf is the property of a record that a violation is about; depth is how many steps
// lead to a record.
func fieldOf(v schemas.Violation, depth int) string {
	path := document.SplitPointer(v.Pointer)
	switch {
	case len(path) > depth:
		return path[depth]
	case len(path) == depth:
		return v.Missing
	}
	return "" // the whole record
}

// cut notes that the stages after one do not see a response, because of what its
// rules found.
func (h *hiding) cut(x *observation.Observation, after stage, by []cause) {
	for _, c := range by {
		k := cut{x.Probe.Operation, x.Probe.Expect.Kind, after, c}
		if len(h.cuts) < maxHiding && !slices.Contains(h.cuts, k) {
			h.cuts = append(h.cuts, k)
		}
	}
}

// of are the findings that hid from a rule what it needs.
func (h *hiding) of(s *ruleState) (causes []cause) {
	add := func(c cause) {
		if c.rule != s && !slices.Contains(causes, c) {
			causes = append(causes, c)
		}
	}
	for _, c := range h.cuts {
		if s.rule.stage > c.after && c.concerns(s.rule.family()) && h.concerns(s.rule, c.operation) {
			add(c.by)
		}
	}
	for _, f := range h.fields {
		named := func(places role) bool {
			return slices.ContainsFunc(places(f.jobs), func(at jobs.Pointer) bool {
				return at != "" && (f.field == "" || firstToken(at) == f.field)
			})
		}
		reads := slices.ContainsFunc(s.rule.fields, named) && readsFrom(s.rule.family(), f.content)
		if reads && h.concerns(s.rule, f.operation) {
			add(f.by)
		}
	}
	return causes
}

// concerns reports whether a family of rules looks at the response to such a request.
func (c cut) concerns(family string) bool {
	switch family {
	case "record", "lifecycle", "exchange", "results", "write":
		return c.kind == exchange.Served || c.kind == exchange.Unknown
	case "error":
		return c.kind == exchange.Refused || c.kind == exchange.Either || c.kind == exchange.Unknown
	}
	return true
}

// readsFrom reports whether a family of rules reads the fields of such a body.
func readsFrom(family string, c observation.Content) bool {
	switch family {
	case "error":
		return c == observation.Problems
	case "results":
		return c == observation.ResultContent || c == observation.JobContent
	}
	return c == observation.JobContent
}

// concerns reports whether a rule could have learned something from an operation. Rules
// about what was started, or about credentials, learn nothing in a run without any.
func (h *hiding) concerns(r Rule, operation string) bool {
	role := h.resources.Of(operation).Role(operation)
	shows := role == observation.RoleList || role == observation.RoleGet || role == observation.RoleCreate
	switch family := r.family(); {
	case family == "auth":
		return h.refused
	case operation == "": // a body in a file
		return true
	case r.ID == "results.one-a-question":
		return h.created
	case family == "record", family == "lifecycle", family == "exchange":
		return shows
	case family == "results":
		return shows || role == observation.RoleResults
	case family == "write":
		return shows && h.created
	}
	return true
}

// family is the first part of the rule's id.
func (r Rule) family() string {
	family, _, _ := strings.Cut(r.ID, ".")
	return family
}

// numbered gives causes the numbers that their findings have in the report, by numbers.
func numbered(causes []cause, numbers map[*finding.Finding]int) []Hiding {
	var all []Hiding
	for _, c := range causes {
		h := Hiding{Rule: c.rule.rule.ID, Finding: numbers[c.rule.byKey[c.key]]}
		if !slices.Contains(all, h) {
			all = append(all, h)
		}
	}
	slices.SortStableFunc(all, func(a, b Hiding) int { return cmp.Compare(a.Finding, b.Finding) })
	return all
}

// numbers are those of the findings in the report, from 1. A consequence has the number of
// its reason.
func (j *Judge) numbers() map[*finding.Finding]int {
	all := map[*finding.Finding]int{}
	for _, f := range j.visible() {
		all[f] = len(all) + 1
	}
	for _, s := range j.rules {
		for _, f := range s.findings {
			if reason := j.reasonOf(f); s.severity != finding.Off && reason != nil {
				all[f] = all[reason]
			}
		}
	}
	return all
}
