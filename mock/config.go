package mock

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"
	"unicode"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/origin"
	"github.com/ringer-api/ringer/mock/session"
)

// Config configures a Mock. Its zero value works: seed 0, the scenario
// "default", the real clock, no authentication, births in memory.
type Config struct {
	// Seed is the chance of every session that does not bring its own.
	Seed uint64
	// Scenario is how sessions start to behave; "" is "default".
	Scenario string
	// Fixtures are the known scenarios; nil is the embedded catalogue.
	Fixtures *fixtures.Set

	// Now, when not zero, is where every session's clock starts. The clock then
	// stands still until it is moved, unless Speed says otherwise.
	Now time.Time
	// Speed is how much faster than real time the clocks run; 0 is real time,
	// or standing still when Now is set.
	Speed float64
	// Epoch is the moment the worlds are laid out around: their newest
	// executions were created just before it. Zero is the second in
	// which a session is made. Replicas and restarts that must agree on every
	// byte while their clocks run need the same one.
	Epoch time.Time

	// Style is the style of validation errors and times.
	Style fastapi.Style
	// Auth says which credentials count; its zero value asks for none.
	Auth fastapi.Auth
	// Server is the Server header; "" is "uvicorn", "-" leaves it out.
	Server string
	// CORSOrigins are the origins whose pages may call the API with credentials:
	// "https://app.example.test". Pages of all others may call it without. Those
	// of this machine (http://localhost:5173) count as named where HTTPServer
	// serves a listener that only this machine can reach.
	CORSOrigins []string
	// NoCORS turns off the answers that let a page on another origin call the API.
	NoCORS bool
	// Gzip compresses answers from 500 bytes on for clients that take it. The
	// real service does not.
	Gzip bool

	// ControlToken, when not empty, is what requests to the control interface
	// must bring as a bearer token, 16 bytes or more. It is never logged or kept
	// elsewhere.
	ControlToken string
	// NoControl switches the control interface over HTTP off.
	NoControl bool
	// ControlHosts are names of this server, beside loopback and the address
	// it listens on, by which the control interface may be asked for.
	ControlHosts []string
	// ControlOrigins are the origins, beside the server's own and loopback,
	// whose pages may use the control interface: "https://app.example.test".
	ControlOrigins []string

	// MaxBody bounds a request's body in bytes; 0 is 1 MiB.
	MaxBody int64
	// ReadTimeout bounds how long a request may take to come in whole, for
	// servers made by HTTPServer; 0 is 30 s.
	ReadTimeout time.Duration
	// MaxWait bounds what a request may ask for with Prefer: wait; 0 is 30 s.
	MaxWait time.Duration
	// MaxResponses bounds what all answers under way hold together, in bytes, from
	// before they are made until their clients have read them. What is one too
	// many and larger than 1 MiB is refused with a Problem before any work. Less
	// than 1 MiB counts as 1 MiB; 0 is 1 GiB.
	MaxResponses int64
	// MaxBirths bounds the executions kept of POST requests, over all
	// sessions; 0 is 10,000. See NewMemory. Ignored when State is set.
	MaxBirths int
	// MaxSessions bounds the sessions beside the shared one. Those that were only
	// looked at make room, the longest unused first; where all hold something, a
	// new one is refused with a Problem. 0 is 1,000.
	MaxSessions int
	// SessionIdle is how long an unused session is kept; 0 is an hour.
	SessionIdle time.Duration
	// JournalEntries and JournalBytes bound each session's journal; 0 is 1,000
	// exchanges and 4 MiB.
	JournalEntries int
	JournalBytes   int64
	// JournalTotal bounds the journals of all sessions together in bytes; the
	// oldest exchange of the fullest goes first. 0 is 256 MiB.
	JournalTotal int64
	// State keeps what no seed and no time explains; nil keeps it in memory.
	State Store

	// SelfCheck holds every answer against the schemas before it leaves. What
	// breaks them without its scenario saying so is logged as an error and
	// listed by Mock.Broken.
	SelfCheck bool
	// Logger gets the request log and what happens; nil is silent.
	Logger *slog.Logger

	// Explain gets a paragraph per request to the API that says why it was
	// answered as it was, see Entry.Explain. It is called from many goroutines
	// at once.
	Explain func(explainOne string)

	// Real is the real time; nil is time.Now.
	Real func() time.Time
	// Sleep waits for the real duration d or until ctx is done; nil does just that.
	Sleep func(ctx context.Context, d time.Duration) error
}

// withDefaults fills the zero values in and refuses what cannot work. Its
// errors name the field, what was found and what would be right.
func (c Config) withDefaults() (Config, error) {
	if c.Scenario == "" {
		c.Scenario = "default"
	}
	if c.Fixtures == nil {
		c.Fixtures = fixtures.Embedded()
	}
	if c.Server == "" {
		c.Server = "uvicorn"
	}
	if strings.ContainsFunc(c.Server, unicode.IsControl) {
		return c, fmt.Errorf("Server %q: want a text without control characters", c.Server)
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Real == nil {
		c.Real = time.Now
	}
	if c.Sleep == nil {
		c.Sleep = sleep
	}
	if err := c.withBounds(); err != nil {
		return c, err
	}
	if err := c.checkAccess(); err != nil {
		return c, err
	}
	if c.State == nil {
		c.State = NewMemory(c.MaxBirths)
	}
	if err := c.checkTimes(); err != nil {
		return c, err
	}
	if c.Speed == 0 && c.Now.IsZero() {
		c.Speed = 1
	}
	return c, nil
}

// MinControlToken is the least length of a control token, in bytes: what is
// shorter is guessed, or was meant to be the name of something.
const MinControlToken = 16

// checkAccess refuses names that would let nobody in, and a token that would
// let in everybody.
func (c *Config) checkAccess() error {
	if n := len(c.ControlToken); n > 0 && n < MinControlToken {
		return fmt.Errorf("ControlToken has %d bytes: want %d or more, such as openssl rand -hex 16 prints", n, MinControlToken)
	}
	for _, host := range c.ControlHosts {
		if err := origin.CheckHost(host); err != nil {
			return fmt.Errorf("ControlHosts has %q: %w", host, err)
		}
	}
	for _, page := range c.ControlOrigins {
		if err := origin.Check(page); err != nil {
			return fmt.Errorf("ControlOrigins has %q: %w", page, err)
		}
	}
	for _, page := range c.CORSOrigins {
		if err := origin.Check(page); err != nil {
			return fmt.Errorf("CORSOrigins has %q: %w", page, err)
		}
	}
	return nil
}

// checkTimes refuses a clock that could not run so.
func (c *Config) checkTimes() error {
	if err := session.CheckSpeed(c.Speed); err != nil {
		return fmt.Errorf("Speed: %w", err)
	}
	if err := session.CheckTime(c.Now); err != nil {
		return fmt.Errorf("Now: %w", err)
	}
	if err := session.CheckTime(c.Epoch); err != nil {
		return fmt.Errorf("Epoch: %w", err)
	}
	return nil
}

// withBounds fills in and checks the settings that are bounds.
func (c *Config) withBounds() error {
	bounds := []struct {
		name  string
		value *int64
		zero  int64
		max   int64
	}{
		{"MaxBody", &c.MaxBody, 1 << 20, 1 << 30},
		{"ReadTimeout", (*int64)(&c.ReadTimeout), int64(30 * time.Second), int64(time.Hour)},
		{"MaxWait", (*int64)(&c.MaxWait), int64(30 * time.Second), int64(10 * time.Minute)},
		{"SessionIdle", (*int64)(&c.SessionIdle), int64(time.Hour), int64(365 * 24 * time.Hour)},
		{"MaxAnswers", &c.MaxResponses, 1 << 30, 1 << 36},
		{"JournalBytes", &c.JournalBytes, 4 << 20, 1 << 30},
		{"JournalTotal", &c.JournalTotal, 256 << 20, 1 << 36},
	}
	for _, b := range bounds {
		if err := bound(b.name, b.value, b.zero, b.max); err != nil {
			return err
		}
	}
	counts := []struct {
		name  string
		value *int
		zero  int64
	}{
		{"MaxBirths", &c.MaxBirths, 10_000},
		{"MaxSessions", &c.MaxSessions, 1_000},
		{"JournalEntries", &c.JournalEntries, 1_000},
	}
	for _, b := range counts {
		v := int64(*b.value)
		if err := bound(b.name, &v, b.zero, 1_000_000); err != nil {
			return err
		}
		*b.value = int(v)
	}
	return nil
}

func bound(name string, value *int64, zero, max int64) error {
	if *value < 0 || *value > max {
		return fmt.Errorf("%s is %d: want a number from 1 to %d, or 0 for the default %d", name, *value, max, zero)
	}
	if *value == 0 {
		*value = zero
	}
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
