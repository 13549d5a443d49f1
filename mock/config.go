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
	// API is the API that the mock imitates; nil is fixtures.Default().
	API *fixtures.API
	// APIs, when not empty, are several APIs that the mock serves, each under a prefix or a host
	// name of its own; API and Fixtures are then ignored. They share sessions, clocks and journal.
	APIs []APIConfig
	// Seed is the seed of every session without its own.
	Seed uint64
	// Scenario is the scenario with which sessions start; "" is "default".
	Scenario string
	// Fixtures are the known scenarios; nil is those of the API.
	Fixtures *fixtures.Set

	// Now, when not zero, is where every session's clock starts. The clock is then frozen
	// until it is advanced, unless Speed is set.
	Now time.Time
	// Speed is how much faster than real time the clocks run; 0 is real time, or frozen
	// when Now is set.
	Speed float64
	// Epoch is the time around which jobs are generated: the newest ones were
	// created just before it. Zero is the second in which a session is made. Replicas and
	// restarts that must return the same bytes while their clocks run need the same one.
	Epoch time.Time

	// Framework is how requests are refused: one of fixtures.Frameworks. Empty is that of the
	// API, or else what its description tells.
	Framework string
	// Style is the style of FastAPI's validation errors and of times; zero is what the framework
	// or the description tells.
	Style fastapi.Style
	// Auth decides which credentials are valid; its zero value requires none.
	Auth fastapi.Auth
	// StrictParents requires the resources that the path of a nested one names to exist; without
	// it, they exist because a request names them.
	StrictParents bool
	// Server is the Server header; "" is that of the API's framework, "-" leaves it out.
	Server string
	// CORSOrigins are the origins whose pages may call the API with credentials:
	// "https://app.example.test". Pages of all others may call it without. Those of this
	// machine (http://localhost:5173) need not be named where HTTPServer serves a listener
	// that only this machine can reach.
	CORSOrigins []string
	// NoCORS turns off the headers that let a page of another origin call the API.
	NoCORS bool
	// Gzip compresses responses from 500 bytes on for clients that accept it. The real
	// service does not.
	Gzip bool
	// PlainPreferences are the preferences that this API's requests may name without the prefix
	// ringer-, because its clients use these names for nothing else: of prefer.PlainNames,
	// count (ringer-count) and wait (ringer-delay). nil is those of the API, an empty list none.
	PlainPreferences []string

	// ControlToken, when not empty, is required of requests to the control interface as a bearer
	// token; 16 bytes or more. It is never logged or stored elsewhere.
	ControlToken string
	// NoControl switches the control interface off.
	NoControl bool
	// NoConsole switches off the console, the page of the control interface.
	NoConsole bool
	// ControlHosts are names of this server under which the control interface accepts requests,
	// in addition to loopback names and the address it listens on.
	ControlHosts []string
	// ControlOrigins are the origins whose pages may use the control interface, in addition to
	// the server's own and loopback: "https://app.example.test".
	ControlOrigins []string

	// MaxBody limits a request's body in bytes; 0 is 1 MiB.
	MaxBody int64
	// ReadTimeout limits how long a request may take to be received completely, for servers
	// made by HTTPServer; 0 is 30 s.
	ReadTimeout time.Duration
	// MaxWait limits what a request may set with Prefer: ringer-delay, or wait; 0 is 30 s.
	MaxWait time.Duration
	// MaxResponses limits the memory of all responses in progress, in bytes, from before
	// they are made until their clients have received them. A response larger than 1 MiB
	// that would exceed it is refused with a Problem before any work. Less than 1 MiB
	// counts as 1 MiB; 0 is 1 GiB.
	MaxResponses int64
	// MaxBirths limits the jobs stored for create requests, over all sessions; 0 is
	// 10,000. See NewMemory. Ignored when State is set.
	MaxBirths int
	// MaxSessions limits the sessions apart from the shared one. Those that were only read
	// from make room, the longest unused first; when all contain something, a new one is
	// refused with a Problem. 0 is 1,000.
	MaxSessions int
	// SessionIdle is how long an unused session is kept; 0 is an hour.
	SessionIdle time.Duration
	// JournalEntries and JournalBytes limit each session's journal; 0 is 1,000 exchanges
	// and 4 MiB.
	JournalEntries int
	JournalBytes   int64
	// JournalTotal limits the journals of all sessions together in bytes; the oldest
	// exchange of the fullest is evicted first. 0 is 256 MiB.
	JournalTotal int64
	// State stores what does not follow from seed and time; nil stores it in memory.
	State Store

	// SelfCheck validates every response against the schemas before it is sent. One that
	// breaks them although its scenario does not declare it is logged as an error and
	// listed by Mock.Broken.
	SelfCheck bool
	// Logger receives the request log and other messages; nil is silent.
	Logger *slog.Logger

	// Explain receives a paragraph per request to the API that explains its response, see
	// Entry.Explain. It is called from many goroutines at once.
	Explain func(explainOne string)

	// Real returns the real time; nil is time.Now.
	Real func() time.Time
	// Sleep waits for the real duration d or until ctx is done; nil does just that.
	Sleep func(ctx context.Context, d time.Duration) error
}

// withDefaults fills in the zero values and returns an error for invalid ones. Its errors
// name the field, what was found and what would be valid.
func (c Config) withDefaults() (Config, error) {
	if c.Scenario == "" {
		c.Scenario = "default"
	}
	if c.API == nil {
		c.API = fixtures.Default()
	}
	if c.Fixtures == nil {
		c.Fixtures = c.API.Scenarios
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

// MinControlToken is the minimum length of a control token, in bytes: a shorter one can be
// guessed, or is the name of something by mistake.
const MinControlToken = 16

// checkAccess returns an error for names that no request can have, and for a token that is
// too short.
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

// serverOf is the Server header of a framework.
func serverOf(framework string) string {
	if framework == fixtures.FastAPI {
		return "uvicorn"
	}
	return "-"
}

// checkTimes returns an error for times and speeds that no clock can have.
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

// withBounds fills in and validates the settings that are limits.
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
