package session

import (
	"log/slog"
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

	Library   *scenario.Library
	Budget    *budget.Budget
	State     world.Store
	Events    *event.Bus
	Resources *world.Resources
	// Operations are the ids of the API's operations.
	Operations []string
	// Times is how times are written.
	Times  pydantic.TimeForm
	Logger *slog.Logger
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
	// Inline is a scenario given by value, used instead of Scenario.
	Inline *fixtures.Scenario
}
