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
)

// The types of the packages below that users of this package need.
type (
	// Problem is one of the mock's own errors.
	Problem = problem.Problem

	// Session is an isolated state of the mock, with its own clock.
	Session = session.Session
	// SessionConfig is how a session starts.
	SessionConfig = session.Start
	// SessionState summarises a session, ClockState its clock.
	SessionState = session.State
	ClockState   = session.ClockState
	// Collection is a collection of jobs, as a summary names it.
	Collection = session.Collection
	// Clock is a session's time.
	Clock = session.Clock
	// BackwardsError reports that a clock was to go back.
	BackwardsError = session.BackwardsError
	// Advance is the result of moving a clock.
	Advance = session.Advance

	// Scope names a collection of jobs, Params are the path parameters that do so. JobID
	// chooses jobs.
	Scope  = world.Scope
	Params = world.Params
	JobID  = session.Which
	// Job is a job of a collection, NewJob one to be created, Edit a change of one.
	Job    = session.Job
	NewJob = session.NewJob
	Edit   = session.Edit
	// Stage is an entry of a job's timeline, Transition a change from one to the next.
	Stage      = world.Stage
	Transition = world.Transition
	// Store keeps the state of sessions; see Config.State. Birth is the stored part of a job.
	Store = world.Store
	Birth = world.Birth

	// Entry is an exchange in the journal, Trace why its response is as it is.
	Entry   = journal.Entry
	Trace   = journal.Trace
	Payload = journal.Payload
	// Filter selects exchanges, Match describes requests that a test expects.
	Filter       = journal.Filter
	Match        = journal.Match
	Verification = journal.Verification

	// Event is something that happened in a mock.
	Event        = event.Event
	EventFilter  = event.Filter
	Subscription = event.Subscription

	// Readiness reports whether the mock serves its scenario files as they are now.
	Readiness = control.Readiness
	// Broken is a response that broke the contract although its scenario does not
	// declare it.
	Broken = control.BrokenResponse
)

const (
	// OwnPrefix is the beginning of every path that is the mock's own.
	OwnPrefix = control.Prefix
	// ControlVersion is the version of the control interface.
	ControlVersion = control.InterfaceVersion
	// SessionHeader is the request header that chooses a session by name.
	SessionHeader = session.Header
	// SharedSession is the name of the session of requests that name none.
	SharedSession = session.Shared
	// TraceHeader is the response header that names the exchange in the journal.
	TraceHeader = journal.TraceHeader
	// MaxSpeed limits how fast a clock may run.
	MaxSpeed = session.MaxSpeed
)

// The kinds of events.
const (
	EventRequest    = event.KindRequest
	EventTransition = event.KindTransition
	EventChange     = event.KindChange
)

// The errors of a subscription that ended by itself, or could not begin.
var (
	ErrSlow    = event.ErrSlow
	ErrClosed  = event.ErrClosed
	ErrCrowded = event.ErrCrowded
)

// NewMemory keeps the state of sessions in memory: at most max births, and 256 MiB of them,
// over all sessions.
func NewMemory(max int) Store { return world.NewMemory(max) }

// ParseScenario reads a scenario that is given by value, as JSON or YAML, as in a scenario
// file. API is the one whose words it uses; nil is fixtures.Default(). An invalid one is a
// *Problem that names the place.
func ParseScenario(api *fixtures.API, text []byte) (*fixtures.Scenario, error) {
	if api == nil {
		api = fixtures.Default()
	}
	return scenario.Parse(context.Background(), api, text)
}

// ParamsOf returns path parameters by their names and values.
func ParamsOf(values map[string]string) Params { return world.ParamsOf(values) }

// ParseFilter reads a filter from the parameters of a query. Operations are those that it may
// name; none allows any. Its error is a *Problem that names the parameter.
func ParseFilter(query url.Values, operations ...string) (Filter, error) {
	return journal.ParseFilter(query, operations)
}
