package control

import (
	"encoding/json"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// API is one that the mock serves.
type API struct {
	// Name is empty if the mock has one API.
	Name string
	// Mount is the prefix of its paths, in a mock of several.
	Mount   string
	Library *scenario.Library
	// API is the one whose words inline scenarios use.
	API *fixtures.API
}

// Config is what a control interface controls, and who may use it.
type Config struct {
	Sessions *session.Sessions
	Budget   *budget.Budget
	// APIs are those of the mock, at least one; Resources are the resources of all.
	APIs      []API
	Resources *world.Resources
	// Operations are the ids of all operations.
	Operations []string
	// Ready and Broken return the state of the mock.
	Ready func() Readiness
	// Example returns a request body for an operation of an API; nil for none.
	Example func(api string, o *schemas.Operation) json.RawMessage
	Broken  func() []BrokenResponse

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
