package contract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// Finding is one broken promise, however often it was seen broken.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	// Sentence is what was promised, Source by whom.
	Sentence string `json:"sentence"`
	Why      string `json:"why"`
	Source   Source `json:"source"`
	// Expected and Got are about the first place.
	Expected string `json:"expected"`
	Got      string `json:"got"`
	// Operations in which it was seen, in the order they were met.
	Operations []string `json:"operations,omitempty"`
	// Places are the first ones, at most MaxPlaces; Count is all of them.
	Places []Place `json:"places"`
	Count  int     `json:"count"`
	// Answers is how many answers showed it, of how many that could have.
	Answers int `json:"answers"`
	Of      int `json:"of"`
	// Exchange is the first that showed it; its secrets are replaced.
	Exchange *Exchange `json:"exchange"`
	// Shrunk tells that Exchange, Curl and Excerpt show a smaller request than
	// the one that brought the finding; nil when they do not.
	Shrunk *Shrunk `json:"shrunk,omitempty"`
	// Before are other answers about the same dataset, oldest first, when the
	// finding is about several; their secrets are replaced.
	Before []*Exchange `json:"before,omitempty"`
	// Curl is a command line that asks the same again.
	Curl string `json:"curl"`
	// Excerpt is the part of the answer that matters, bounded.
	Excerpt string `json:"excerpt,omitempty"`
	// Known is why the failure is accepted for now; nil when it is not.
	Known *KnownFailure `json:"known,omitempty"`
	// Key is the same for the same fault, in every run.
	Key string `json:"key"`

	last    int             // number of the last answer that showed it
	asked   map[asked]bool  // what was asked when it was seen
	records map[string]bool // executions that showed it, at most maxHeld
}

// maxFindings bounds how many faults of one rule are told apart.
const maxFindings = 200

// hiding replaces the target's secrets, and those of the exchange itself.
func (s *seat) hiding(x *Exchange) redactor {
	if x.kept.secrets == nil {
		return s.redact
	}
	if x.kept.hiding == nil {
		hide := newRedactor(append(x.kept.secrets, s.target.secrets()...))
		x.kept.hiding = &hide
	}
	return *x.kept.hiding
}

// Place is where a promise is broken.
type Place struct {
	Exchange int    `json:"exchange"` // its number
	Pointer  string `json:"pointer,omitempty"`
	Record   string `json:"record,omitempty"` // id of the execution
	// Line and Column are the place in the file that was judged; 0 when the
	// body does not stand in one as it is.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
}

// maxHeld is how many executions a finding remembers.
const maxHeld = 1000

// MaxPlaces is how many places a finding names.
const MaxPlaces = 5

// String is the place as one reads it.
func (p Place) String() string {
	if p.Line > 0 {
		inside := Place{Exchange: p.Exchange, Pointer: cmp.Or(p.Pointer, "the whole"), Record: p.Record}
		return fmt.Sprintf("%s, line %d column %d", inside, p.Line, p.Column)
	}
	switch {
	case p.Record != "" && p.Pointer != "":
		return fmt.Sprintf("%s (execution %s)", p.Pointer, p.Record)
	case p.Record != "":
		return "execution " + p.Record
	case p.Pointer != "":
		return p.Pointer
	}
	return fmt.Sprintf("answer %d", p.Exchange)
}

// add makes a finding of a break, or counts it with one that is there.
func (s *seat) add(b Break, syntax []schemas.Violation) {
	x := b.Exchange
	key := b.Key
	if key == "" {
		key = x.Probe.Operation
	}
	f := s.byKey[key]
	if f == nil && len(s.findings) == maxFindings {
		return
	}
	if f == nil {
		f = s.newFinding(b, key, syntax)
		s.byKey[key] = f
		s.findings = append(s.findings, f)
	}
	f.Count++
	if f.last != x.Number {
		f.Answers++
		f.last = x.Number
	}
	f.asked[asked{x.Probe.Operation, x.Probe.Expect.Kind}] = true
	if len(f.records) < maxHeld && b.Record != "" {
		f.records[b.Record] = true
	}
	if op := x.Probe.Operation; op != "" && !slices.Contains(f.Operations, op) {
		f.Operations = append(f.Operations, op)
	}
	if len(f.Places) < MaxPlaces {
		hide := s.hiding(x)
		p := Place{Exchange: x.Number, Pointer: hide.text(b.Pointer), Record: hide.text(b.Record)}
		if b.At != nil && x.kept.line > 0 {
			p.Line, p.Column = b.At.Line+x.kept.line-1, b.At.Column
		}
		f.Places = append(f.Places, p)
	}
}

func (s *seat) newFinding(b Break, key string, syntax []schemas.Violation) *Finding {
	hide := s.hiding(b.Exchange)
	source := s.rule.Source
	if b.Where != "" {
		source.Where = b.Where
	}
	f := &Finding{
		asked: map[asked]bool{}, records: map[string]bool{},
		Rule: s.rule.ID, Severity: s.severity, Sentence: s.rule.Sentence, Why: s.rule.Why,
		Source: source, Key: hide.text(s.rule.ID + " " + key),
		Expected: display.Text(hide.cut(hide.value(b.Pointer, b.Expected))), Got: display.Text(hide.cut(hide.value(b.Pointer, b.Got))),
		Exchange: s.keeper.keep(b.Exchange, hide), Curl: b.Exchange.Request.curl(*s.target),
		Excerpt: b.excerpt(hide, syntax),
	}
	if s.rule.stage == memory || s.judgement.end != nil {
		f.Before = s.recent.before(b.Exchange, s.hiding)
	}
	return f
}

// of counts the answers in which the finding could have been seen: those to
// the same kind of question, to the same operations.
func (s *seat) of(f *Finding) int {
	n := 0
	for a := range f.asked {
		n += s.examined[a]
	}
	return max(n, f.Answers)
}

// request is what was asked, as it is written on the wire.
func (f *Finding) request() string {
	return f.Exchange.Request.Method + " " + f.Exchange.Request.Path
}

// file is the file that the exchange was kept in; empty for one made just now.
func (f *Finding) file() string {
	from := f.Exchange.From
	if at := strings.LastIndex(from, ", "); at >= 0 {
		return from[:at]
	}
	return from
}
