// Package finding has the findings of a check, as data: the broken rule, where it was seen
// and what reports show of it, limited in size and without secrets.
package finding

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Finding is one way in which a rule is broken, however often that was seen.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	// Sentence is the requirement, Source where it comes from.
	Sentence string `json:"sentence"`
	Why      string `json:"why"`
	Source   Source `json:"source"`
	// Fix is where to look first.
	Fix string `json:"fix,omitempty"`
	// Expected and Got are those of the first place.
	Expected string `json:"expected"`
	Got      string `json:"got"`
	// Operations in which it was seen, in that order.
	Operations []string `json:"operations,omitempty"`
	// Places are the first ones, at most MaxPlaces; Count is all of them.
	Places []Place `json:"places"`
	Count  int     `json:"count"`
	// Responses is how many responses showed it, of Of responses that could have.
	Responses int `json:"answers"`
	Of        int `json:"of"`
	// Exchange is the first that showed it; its secrets are replaced.
	Exchange *exchange.Exchange `json:"exchange"`
	// Shrunk is set when Exchange, Curl and Excerpt show a smaller request than the one
	// that led to the finding; otherwise nil.
	Shrunk *Shrunk `json:"shrunk,omitempty"`
	// Before are earlier exchanges about the same collection of jobs, oldest first, when the finding
	// is about several; their secrets are replaced.
	Before []*exchange.Exchange `json:"before,omitempty"`
	// Beside are the latest responses with results of the same collection, with their secrets
	// replaced, so that what is saved of a finding is whole.
	Beside []*exchange.Exchange `json:"-"`
	// Curl is a curl command that repeats the request.
	Curl string `json:"curl"`
	// Excerpt is the relevant part of the response, limited in size.
	Excerpt string `json:"excerpt,omitempty"`
	// Mark is where in Excerpt the place is; nil when it is not one value of it.
	Mark *Mark `json:"mark,omitempty"`
	// Pattern says in which of the responses it was seen, when that has a pattern, such as
	// "every third response".
	Pattern string `json:"pattern,omitempty"`
	// In says the same of each operation, when there are several.
	In []Share `json:"in,omitempty"`
	// Jobs is how many different jobs showed it, of JobsOf that the run has seen; 0 when it is
	// not about jobs, or when they are too many to count.
	Jobs   int `json:"jobs,omitempty"`
	JobsOf int `json:"jobsOf,omitempty"`
	// Throughout reports that each response with one of these jobs showed it.
	Throughout bool `json:"throughout,omitempty"`
	// Values says which values the responses had, when the rule counts them.
	Values string `json:"values,omitempty"`
	// OneIn is set when the same request does not always show it: about one in so many does.
	OneIn int `json:"oneIn,omitempty"`
	// Against is the earlier exchange with which Exchange does not agree, Differences where
	// their values differ; empty when the finding is not about two.
	Against     *Against     `json:"against,omitempty"`
	Differences []Difference `json:"differences,omitempty"`
	// Alike are findings with the same cause, which this one stands for; see Alike.
	Alike []Alike `json:"alike,omitempty"`
	// Consequences are the rules that fail for the same reason and have no finding of their
	// own, in the order of the rules.
	Consequences []string `json:"consequences,omitempty"`
	// Past is what earlier runs say of it; nil without a history.
	Past *Past `json:"past,omitempty"`
	// Known is the known failure that accepts the finding; nil when there is none.
	Known *KnownFailure `json:"known,omitempty"`
	// Key is the same for the same fault, in every run.
	Key string `json:"key"`

	// The following count how often it was seen.
	First    int                  `json:"-"` // number of the first response that showed it
	Last     int                  `json:"-"` // number of the last response that showed it
	Shown    []int                `json:"-"` // numbers of the responses that showed it, at most MaxMoments
	Requests map[RequestKind]bool `json:"-"` // kinds of requests that showed it
	Records  map[string]bool      `json:"-"` // jobs that showed it, at most MaxHeld
	Tally    Tally                `json:"-"` // values that were got, if the rule counts them

	// Causes name what may be the cause of other findings too: those with one in common are
	// one. Parts are the findings that this one stands for, itself first.
	Causes []string   `json:"-"`
	Parts  []*Finding `json:"-"`
}

// ShowBetter makes the finding show another break of it, at a place.
func (f *Finding) ShowBetter(o *Finding, at Place) {
	f.Exchange, f.Curl, f.Excerpt, f.Mark = o.Exchange, o.Curl, o.Excerpt, o.Mark
	f.Expected, f.Got, f.Against, f.Differences, f.Before = o.Expected, o.Got, o.Against, o.Differences, o.Before
	f.Places[0] = at
}

// Place is where a rule is broken.
type Place struct {
	Exchange int    `json:"exchange"` // its number
	Pointer  string `json:"pointer,omitempty"`
	Record   string `json:"record,omitempty"` // id of the job
	// Noun is the API's word for a job.
	Noun string `json:"-"`
	// Line and Column are the position in the file that was checked; 0 when no file
	// contains the body unchanged.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
}

// MaxHeld is how many jobs a finding remembers.
const MaxHeld = 1000

// MaxPlaces is how many places a finding names.
const MaxPlaces = 5

// String returns the place as reports show it.
func (p Place) String() string {
	if p.Line > 0 {
		inside := Place{Exchange: p.Exchange, Pointer: cmp.Or(p.Pointer, "the whole"), Record: p.Record, Noun: p.Noun}
		return fmt.Sprintf("%s, line %d column %d", inside, p.Line, p.Column)
	}
	switch {
	case p.Record != "" && p.Pointer != "":
		return fmt.Sprintf("%s (%s %s)", p.Pointer, cmp.Or(p.Noun, "job"), p.Record)
	case p.Record != "":
		return cmp.Or(p.Noun, "job") + " " + p.Record
	case p.Pointer != "":
		return p.Pointer
	}
	return fmt.Sprintf("response %d", p.Exchange)
}

// Request returns method and path of the request, as sent.
func (f *Finding) Request() string {
	return f.Exchange.Request.Method + " " + f.Exchange.Request.Path
}

// File returns the name of the file that contains the exchange; empty for an exchange of
// the current run.
func (f *Finding) File() string {
	from := f.Exchange.From
	if at := strings.LastIndex(from, ", "); at >= 0 {
		return from[:at]
	}
	return from
}

// RequestKind is the kind of a request: its operation and the expected kind of response. The
// responses to requests of one kind can be compared.
type RequestKind struct {
	operation string
	kind      exchange.Kind
}

// Operation is the id of the operation.
func (k RequestKind) Operation() string { return k.operation }

// RequestKindOf returns the kind of an exchange's request.
func RequestKindOf(x *exchange.Exchange) RequestKind {
	return RequestKind{x.Probe.Operation, x.Probe.Expect.Kind}
}
