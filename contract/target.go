package contract

import (
	"context"
	"time"

	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
)

// Target is what to check, and how. Only URL must be set, and Datasets if the service does
// not list them; the zero values of all other fields are valid.
type Target struct {
	// URL is the service's address, http or https, with its path prefix if it has one:
	// "https://api.example.com/prefix".
	URL string
	// API is the API that the service should have; nil for the built-in one. The first job
	// of its job model that an operation lists or returns is checked.
	API *fixtures.API
	// Collections are the collections of jobs to check, each by the values of the path
	// parameters of the operation that lists its jobs. When there are none, or all are empty,
	// the check looks for others in the service's lists. With AllowWrites there must be one:
	// jobs are started in the first, and the check does not look for others. An API whose
	// list has no path parameters needs none.
	Collections []Inputs
	// Datasets are further collections, of the built-in API. They come first.
	Datasets []Dataset

	// Token is sent as "Authorization: Bearer TOKEN" when its value is set.
	Token Secret
	// Session is sent as the cookie "session" when its value is set.
	Session Secret
	// Headers are sent with every request.
	Headers []Header

	// TLS is which certificates to trust, and the client certificate.
	TLS TLS
	// Proxy is the URL of an HTTP proxy; empty connects directly.
	Proxy string
	// HTTP is the protocol version: "1.1", "2", or empty for what the
	// service prefers (over TLS; plain connections then speak 1.1).
	HTTP string

	// Timeout limits the time of the whole run (0: DefaultTimeout); with AllowWrites, Watch
	// is added to it. RequestTimeout limits the time of each response (0:
	// DefaultRequestTimeout). When the run is over, what it has started may be cancelled
	// for one RequestTimeout more.
	Timeout, RequestTimeout time.Duration
	// MaxBody is how many bytes of one body are read, also after decompression (0:
	// DefaultMaxBody).
	MaxBody int64
	// MaxRequests limits the number of requests of the run (0: DefaultMaxRequests).
	MaxRequests int
	// MaxCreated limits the jobs that a run creates, including those that the service
	// should have refused (0: DefaultMaxCreated).
	MaxCreated int
	// Rate is the maximum number of requests per second (0: DefaultRate).
	Rate float64
	// Concurrency is the maximum number of requests at once (0: DefaultConcurrency).
	Concurrency int
	// Seed determines all random values; 0 is a valid seed.
	Seed uint64

	// Description is the description by which responses are checked; nil for that of the API.
	// It is another version of the same API: it has the same operations, by method and
	// path, whose responses have types of the same names. It may document more status
	// codes, values and properties, and other operations.
	Description *schemas.Description

	// AllowWrites permits requests that start jobs, which cost money.
	AllowWrites bool
	// Bodies are the bodies of requests that create, by the id of the operation, its method and
	// path, or the name of the job. Generate makes a body for those that have none here and
	// no example in the description, with its media type; nil makes none. Both are for an API
	// other than the built-in one.
	Bodies   map[string][]byte
	Generate func(*schemas.Operation) (mediaType string, body []byte, err error)
	// Watch is for how long started jobs are watched (0: DefaultWatch).
	Watch time.Duration
	// Settle is how late something may be in a service that needs a moment until all of
	// it agrees (0: DefaultSettle). A job or result that is missing is requested
	// again after a tenth of it, three tenths, and all of it, before that is a finding. A
	// new job that comes and goes within it is information.
	Settle time.Duration
	// Strict makes warnings of findings that are otherwise only information, such as names
	// that the description does not contain.
	Strict bool
	// Require are ids of rules that must be examined, and the constant RequireRecords for "at
	// least one job was seen". A run in which one of them was not has the verdict
	// NotChecked, unless it is Broken. A rule that is Off cannot be required.
	Require []string
	// RequireRecords is the same as the constant RequireRecords in Require.
	RequireRecords bool

	// Rules sets the severity of single rules by id; Off turns one off.
	Rules map[string]Severity
	// FailOn is the lowest severity of findings that break the contract (zero: Warning).
	FailOn Severity
	// Known are the known failures.
	Known []KnownFailure

	// Now returns the time of day (nil: time.Now), Sleep waits between requests (nil: with
	// a timer).
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
	// Progress, when set, is called after every response. It is called from one goroutine
	// at a time and must not block.
	Progress func(Progress)

	// more are rules in addition to those of the table.
	more []Rule
	// based reports whether each operation is below the path of its server.
	based bool
	// documented is the Description as it was given, with all its operations; nil when
	// that is the API's own.
	documented *schemas.Description
	// resources are the jobs of the API, by its description, jobs the first kind of them.
	resources *observation.Resources
	jobs      *observation.Jobs
}

// The limits of a run that does not set its own.
const (
	DefaultTimeout        = 2 * time.Minute
	DefaultRequestTimeout = 10 * time.Second
	DefaultMaxBody        = 32 << 20
	DefaultMaxRequests    = 400
	DefaultMaxCreated     = 3
	DefaultRate           = 200
	DefaultConcurrency    = 4
	DefaultWatch          = 2 * time.Minute
	DefaultSettle         = 5 * time.Second
)

// Progress is how far a run has come.
type Progress struct {
	Phase    string // what kind of requests is being sent, such as "invalid ids"
	Sent     int    // requests that got a response or failed
	Planned  int    // requests planned so far, Sent included
	Findings int
	Elapsed  time.Duration
}
