package session

import (
	"log/slog"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/event"
	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// Config is what the sessions of a mock share. All fields are needed, but for
// Epoch.
type Config struct {
	// Scenario, Seed, Now, Speed and Epoch are how a session starts that does
	// not say otherwise; without an Epoch, its world is laid out around the
	// second in which it is made.
	Scenario string
	Seed     uint64
	Now      time.Time
	Speed    float64
	Epoch    time.Time

	// Max bounds the sessions beside the shared one, Idle how long an unused
	// one is kept.
	Max  int
	Idle time.Duration
	// JournalEntries and JournalBytes bound each session's journal, JournalTotal
	// those of all in bytes.
	JournalEntries int
	JournalBytes   int64
	JournalTotal   int64

	Library     *scenario.Library
	Budget      *budget.Budget
	State       world.Store
	Events      *event.Bus
	Description *schemas.Description
	// Times is how times are written.
	Times  execution.TimeForm
	Logger *slog.Logger
	// Real is the real time.
	Real func() time.Time
}

// Start is how one session starts. Zero fields are as in Config.
type Start struct {
	Scenario string
	Seed     *uint64
	Now      time.Time // the clock starts here and stands still, unless Speed is set
	Speed    float64
	Epoch    time.Time
	// Inline is a scenario by value, in force instead of Scenario.
	Inline *fixtures.Scenario
}
