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
	// RequireRecords makes a run that saw no execution one that could not ask.
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
}

// The bounds of a run that does not set its own.
const (
	DefaultTimeout        = 2 * time.Minute
	DefaultRequestTimeout = 10 * time.Second
	DefaultMaxBody        = 32 << 20
	DefaultMaxRequests    = 300
	DefaultRate           = 200
	DefaultConcurrency    = 4
	DefaultWatch          = 2 * time.Minute
)

// Dataset names one eval dataset of a pipeline, both as UUIDs.
type Dataset struct {
	PipelineID    string `json:"pipeline_id"`
	EvalDatasetID string `json:"eval_dataset_id"`
}

// Header is a header sent with every request. It is shown as "$VARIABLE" when
// it has a variable, or when its name or the looks of its value say that it is a
// secret.
//
// Of the fields that a check sets itself, Host, Accept, Accept-Encoding,
// Content-Type (in requests with a body) and User-Agent replace ours, are shown as
// they are, and may be given once. Those that frame a request or ask for a part of
// an answer (Connection, Content-Length, Transfer-Encoding, Expect, TE, Upgrade,
// Range, If-None-Match and the like) are refused. Any other one is sent as it is.
type Header struct {
	Name, Value string
	Variable    string
}

func (h Header) secret() (Secret, bool) {
	if _, ours := ownFieldOf(h.Name); ours || h.Variable == "" && unnamed.Field(h.Name, h.Value) == h.Value {
		return Secret{}, false
	}
	return Secret{Value: h.Value, Variable: h.Variable}, true
}

// TLS says whom to trust and who we are. Files are PEM.
type TLS struct {
	CAFile            string // trusted besides the system's authorities
	CertFile, KeyFile string // our certificate, when the service asks for one
	ServerName        string // expected name, when it is not the URL's host
	Insecure          bool   // trust anyone
}

// KnownFailure accepts the findings of a rule, with a reason, for a while. It has
// to fail: one that matches no finding is told in the report's notes, and so is
// one whose time is over, whose findings count again.
type KnownFailure struct {
	// Rule is a rule's id.
	Rule string `json:"rule"`
	// Match takes only findings whose key or operation contains it; empty: all.
	Match string `json:"match,omitempty"`
	// Reason is why it is accepted; it must not be empty.
	Reason string `json:"reason"`
	// Until is the last moment at which it is accepted; zero: no end.
	Until time.Time `json:"until,omitzero"`
}

// Progress is how far a run has come.
type Progress struct {
	Phase    string // what is being asked, such as "wrong ids"
	Sent     int    // requests answered or given up
	Planned  int    // requests planned so far, Sent included
	Findings int
	Elapsed  time.Duration
}
