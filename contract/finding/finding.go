// Package finding is what is found, as data: one broken promise, where it was seen and
// what is shown of it, within bounds and without secrets.
package finding

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
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
	// Responses is how many answers showed it, of how many that could have.
	Responses int `json:"answers"`
	Of        int `json:"of"`
	// Exchange is the first that showed it; its secrets are replaced.
	Exchange *exchange.Exchange `json:"exchange"`
	// Shrunk tells that Exchange, Curl and Excerpt show a smaller request than
	// the one that brought the finding; nil when they do not.
	Shrunk *Shrunk `json:"shrunk,omitempty"`
	// Before are other answers about the same dataset, oldest first, when the
	// finding is about several; their secrets are replaced.
	Before []*exchange.Exchange `json:"before,omitempty"`
	// Curl is a command line that asks the same again.
	Curl string `json:"curl"`
	// Excerpt is the part of the answer that matters, bounded.
	Excerpt string `json:"excerpt,omitempty"`
	// Known is why the failure is accepted for now; nil when it is not.
	Known *KnownFailure `json:"known,omitempty"`
	// Key is the same for the same fault, in every run.
	Key string `json:"key"`

	// What follows is how sightings are counted.
	Last     int               `json:"-"` // number of the last answer that showed it
	Requests map[Question]bool `json:"-"` // what was asked when it was seen
	Records  map[string]bool   `json:"-"` // executions that showed it, at most maxHeld
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

// MaxHeld is how many executions a finding remembers.
const MaxHeld = 1000

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
	return fmt.Sprintf("response %d", p.Exchange)
}

// Request is what was asked, as it is written on the wire.
func (f *Finding) Request() string {
	return f.Exchange.Request.Method + " " + f.Exchange.Request.Path
}

// File is the file that the exchange was kept in; empty for one made just now.
func (f *Finding) File() string {
	from := f.Exchange.From
	if at := strings.LastIndex(from, ", "); at >= 0 {
		return from[:at]
	}
	return from
}

// Question is what was asked, roughly: answers to the same can be compared.
type Question struct {
	operation string
	kind      exchange.Kind
}

// QuestionOf is what an exchange asked.
func QuestionOf(x *exchange.Exchange) Question {
	return Question{x.Probe.Operation, x.Probe.Expect.Kind}
}
