package control

import (
	"time"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
)

// Config is what a control interface works on, and who may use it.
type Config struct {
	Sessions *session.Sessions
	Library  *scenario.Library
	Budget   *budget.Budget
	// Operations are the ids of those that the API has.
	Operations []string
	// Ready and Broken say how the mock is.
	Ready  func() Readiness
	Broken func() []BrokenResponse

	// Token, when not empty, is what requests must bring as a bearer token.
	Token string
	// Hosts and Origins are those that may use it, beside loopback and the
	// server's own.
	Hosts, Origins []string
	// ReadTimeout is what the server gives a request to come in whole.
	ReadTimeout time.Duration
	// Real is the real time.
	Real func() time.Time
}
