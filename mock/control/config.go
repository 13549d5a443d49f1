package control

import (
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
)

// Config is what a control interface controls, and who may use it.
type Config struct {
	Sessions *session.Sessions
	Library  *scenario.Library
	Budget   *budget.Budget
	// API is the one whose words inline scenarios use; Resources are its resources.
	API       *fixtures.API
	Resources *world.Resources
	// Operations are the ids of the API's operations.
	Operations []string
	// Ready and Broken return the state of the mock.
	Ready  func() Readiness
	Broken func() []BrokenResponse

	// Token, when not empty, is required of requests as a bearer token.
	Token string
	// Hosts and Origins may use it, in addition to loopback names and the server's
	// own.
	Hosts, Origins []string
	// ReadTimeout limits how long a request may take to be received completely.
	ReadTimeout time.Duration
	// Real returns the real time.
	Real func() time.Time
}
