package session

import (
	"log/slog"
	"slices"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/event"
	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
)

// Config is what the sessions of a mock share. All fields are required, except Epoch.
type Config struct {
	// Scenario, Seed, Now, Speed and Epoch are the defaults of a session's Start.
	// Without an Epoch, a session's jobs are generated around the second in
	// which it is made.
	Scenario string
	Seed     uint64
	Now      time.Time
	Speed    float64
	Epoch    time.Time

	// Max limits the number of sessions apart from the shared one; Idle is how long
	// an unused session is kept.
	Max  int
	Idle time.Duration
	// JournalEntries and JournalBytes limit each session's journal, JournalTotal
	// the bytes of all journals together.
	JournalEntries int
	JournalBytes   int64
	JournalTotal   int64

	// APIs are those of the mock, at least one.
	APIs   []API
	Budget *budget.Budget
	State  world.Store
	Events *event.Bus
	// Resources are those of all APIs, Operations the ids of their operations.
	Resources  *world.Resources
	Operations []string
	Logger     *slog.Logger
	// Real returns the real time.
	Real func() time.Time
}

// Start is how one session starts. Zero fields are as in Config.
type Start struct {
	Scenario string
	Seed     *uint64
	Now      time.Time // the clock starts here, frozen unless Speed is set
	Speed    float64
	Epoch    time.Time
	// Inline is a scenario given by value, used instead of Scenario, and InlineAPI the name of
	// the API that it is for; empty if the mock has one.
	Inline    *fixtures.Scenario
	InlineAPI string
}

// API is what sessions know of one API.
type API struct {
	// Name is empty if the mock has one API.
	Name    string
	Library *scenario.Library
	// Times is how times are written.
	Times pydantic.TimeForm
}

// api returns the place of an API of that name among those of the mock; -1 for an unknown one.
func (c *Config) api(name string) int {
	return slices.IndexFunc(c.APIs, func(a API) bool { return a.Name == name })
}
