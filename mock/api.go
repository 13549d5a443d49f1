package mock

import (
	"context"
	"net/url"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/event"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// What the packages below are to users of this one.
type (
	// Problem is an error of the mock's own.
	Problem = problem.Problem

	// Session is an isolated world with a clock of its own.
	Session = session.Session
	// SessionConfig is how a session starts.
	SessionConfig = session.Start
	// SessionState is a session at a glance, ClockState its clock's.
	SessionState = session.State
	ClockState   = session.ClockState
	// Clock is a session's time.
	Clock = session.Clock
	// BackwardsError says that a clock was asked to go back.
	BackwardsError = session.BackwardsError
	// Advance says what became of moving a clock.
	Advance = session.Advance

	// DatasetID names a dataset, Which chooses executions.
	DatasetID   = world.DatasetID
	ExecutionID = session.Which
	// Execution is an execution of a dataset, NewExecution one to be made, Edit
	// a change of one.
	Execution    = session.Execution
	NewExecution = session.NewExecution
	Edit         = session.Edit
	// Transition is a move of an execution.
	Transition = world.Transition
	// Store keeps the state of sessions; see Config.State.
	Store = world.Store

	// Entry is an exchange in the journal, Trace why it went as it did.
	Entry   = journal.Entry
	Trace   = journal.Trace
	Payload = journal.Payload
	// Filter chooses exchanges, Match describes requests that a test expects.
	Filter       = journal.Filter
	Match        = journal.Match
	Verification = journal.Verification

	// Event is something that happened in a mock.
	Event        = event.Event
	EventFilter  = event.Filter
	Subscription = event.Subscription

	// Readiness says whether the mock answers as its files want it to.
	Readiness = control.Readiness
	// Broken is a response that broke the contract without its scenario saying so.
	Broken = control.BrokenResponse
)

const (
	// OwnPrefix leads every path that is the mock's own.
	OwnPrefix = control.Prefix
	// SessionHeader is the request header that chooses a session by name.
	SessionHeader = session.Header
	// SharedSession is the name of the session of requests that name none.
	SharedSession = session.Shared
	// TraceHeader is the response header that names the exchange in the journal.
	TraceHeader = journal.TraceHeader
	// MaxSpeed bounds how fast a clock may run.
	MaxSpeed = session.MaxSpeed
)

// The kinds of events.
const (
	EventRequest    = event.KindRequest
	EventTransition = event.KindTransition
	EventChange     = event.KindChange
)

// Why a subscription ended by itself, or could not begin.
var (
	ErrSlow    = event.ErrSlow
	ErrClosed  = event.ErrClosed
	ErrCrowded = event.ErrCrowded
)

// NewMemory keeps the state of sessions in memory: at most max births, and
// 256 MiB of them, over all sessions.
func NewMemory(max int) Store { return world.NewMemory(max) }

// ParseScenario reads a scenario that is given by value, as JSON or YAML: what
// a scenario file holds. A mistake is a *Problem that names the place.
func ParseScenario(text []byte) (*fixtures.Scenario, error) {
	return scenario.Parse(context.Background(), text)
}

// ParseFilter reads a filter from the parameters of a query. Its error is a
// *Problem that names the parameter.
func ParseFilter(query url.Values) (Filter, error) {
	return journal.ParseFilter(query, operations(schemas.Default()))
}

func operations(d *schemas.Description) []string {
	var ids []string
	for _, o := range d.Operations() {
		ids = append(ids, o.ID)
	}
	return ids
}
