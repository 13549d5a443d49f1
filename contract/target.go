package contract

import (
	"context"
	"time"

	"github.com/ringer-api/ringer/schemas"
)

// Target is what is checked, and how. Only URL has to be set, and Datasets where
// the service does not list them; every other field has a zero value that works.
type Target struct {
	// URL is the service's address, http or https, with a path prefix when it
	// lives under one: "https://api.example.com/llama".
	URL string
	// Datasets are looked at one after the other; when there are none, or all
	// are empty, the service is asked for others. With AllowWrites there has to
	// be one: executions are started in the first, and none is looked for.
	Datasets []Dataset

	// Token is sent as "Authorization: Bearer TOKEN" when its value is set.
	Token Secret
	// Session is sent as the cookie "session" when its value is set.
	Session Secret
	// Headers are sent with every request.
	Headers []Header

	// TLS is about certificates.
	TLS TLS
	// Proxy is the URL of an HTTP proxy; empty connects directly.
	Proxy string
	// HTTP is the protocol version: "1.1", "2", or empty for what the
	// service prefers (over TLS; plain connections then speak 1.1).
	HTTP string

	// Timeout bounds the whole run (0: DefaultTimeout), to which the Watch is
	// added where it may write; RequestTimeout bounds each answer (0:
	// DefaultRequestTimeout).
	Timeout, RequestTimeout time.Duration
	// MaxBody is how many bytes of one answer are read, also after undoing
	// its compression (0: DefaultMaxBody).
	MaxBody int64
	// MaxRequests bounds the run (0: DefaultMaxRequests).
	MaxRequests int
	// MaxCreated bounds the executions that a run creates, with those that the service
	// should have refused (0: DefaultMaxCreated).
	MaxCreated int
	// Rate is how many requests a second are sent at most (0: DefaultRate).
	Rate float64
	// Concurrency is how many are under way at once (0: DefaultConcurrency).
	Concurrency int
	// Seed decides everything that is drawn by chance; 0 is a seed as well.
	Seed uint64

	// Description is what the answers are judged by; nil is the embedded one.
	// It is another version of the same API: with the same operations, by
	// method and path, whose answers have types of the same names. It may
	// document more statuses, values and properties, and other operations.
	Description *schemas.Description

	// AllowWrites permits requests that start executions, which cost money.
	AllowWrites bool
	// Watch is for how long executions that were started are watched (0:
	// DefaultWatch).
	Watch time.Duration
	// Strict makes warnings of what is otherwise only information: what the
	// description does not know.
	Strict bool
	// Require are ids of rules that must be examined, and the constant RequireRecords for "at
	// least one execution was seen". A run in which one of them was not has the verdict
	// NotChecked, unless it is Broken. A rule that is Off cannot be required.
	Require []string
	// RequireRecords is the same as the constant RequireRecords in Require.
	RequireRecords bool

	// Rules sets the severity of single rules by id; Off turns one off.
	Rules map[string]Severity
	// FailOn is the severity from which on a finding breaks the contract
	// (zero: Warning).
	FailOn Severity
	// Known lists failures that are accepted for now.
	Known []KnownFailure

	// Now tells the time of day (nil: time.Now), Sleep waits between
	// requests (nil: a timer).
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
	// Progress, when set, is told after every answer. It is called from one
	// goroutine at a time and must not block.
	Progress func(Progress)

	// more are rules besides those of the table.
	more []Rule
	// documented is the Description as it was given, with all its operations; nil when
	// that is the built-in one.
	documented *schemas.Description
}

// The bounds of a run that does not set its own.
const (
	DefaultTimeout        = 2 * time.Minute
	DefaultRequestTimeout = 10 * time.Second
	DefaultMaxBody        = 32 << 20
	DefaultMaxRequests    = 400
	DefaultMaxCreated     = 3
	DefaultRate           = 200
	DefaultConcurrency    = 4
	DefaultWatch          = 2 * time.Minute
)

// Progress is how far a run has come.
type Progress struct {
	Phase    string // what is being asked, such as "invalid ids"
	Sent     int    // requests answered or given up
	Planned  int    // requests planned so far, Sent included
	Findings int
	Elapsed  time.Duration
}
