package session

import (
	"fmt"
	"math"
	"sync"
	"time"
)

// MaxSpeed limits how fast a clock may run.
const MaxSpeed = 1e6

// firstTime and lastTime limit the times of a clock. The service's own times end with
// the year 9999; a clock that reaches the end is stopped there.
var (
	firstTime = time.Unix(0, 0).UTC()
	lastTime  = time.Date(9999, time.December, 31, 23, 59, 59, 999_999_000, time.UTC)
)

// Clock is a session's time: real, running at a factor, or frozen until it is advanced.
// It never goes back. It is safe for concurrent use.
type Clock struct {
	real    func() time.Time
	changed func(what, detail string) // called after each setting; may be nil

	mu    sync.Mutex
	at    time.Time // this clock's time ...
	since time.Time // ... when the real time was this
	speed float64   // how much faster than real time it runs; 0 is frozen
}

// newClock makes a clock that starts at the time at (zero: the real time) and runs at
// speed.
func newClock(real func() time.Time, at time.Time, speed float64) *Clock {
	now := real()
	if at.IsZero() {
		at = now
	}
	return &Clock{real: real, at: at, since: now, speed: speed}
}

// Now returns the clock's time, in UTC, in whole microseconds: the service's own times
// have no finer digits.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time {
	now := c.at.Add(c.passed(c.real())).UTC().Truncate(time.Microsecond)
	if now.After(lastTime) {
		return lastTime
	}
	return now
}

// passed returns how much of this clock's time has passed since the last setting.
func (c *Clock) passed(real time.Time) time.Duration {
	elapsed := real.Sub(c.since)
	if elapsed <= 0 || c.speed == 0 {
		return 0
	}
	if c.speed == 1 {
		return elapsed
	}
	scaled := float64(elapsed) * c.speed
	if scaled >= math.MaxInt64 {
		return math.MaxInt64
	}
	return time.Duration(scaled)
}

// Speed returns how much faster than real time the clock runs; 0 when it is frozen.
func (c *Clock) Speed() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.speed
}

// Advance moves the clock forward by d. It returns a *BackwardsError when d is negative.
func (c *Clock) Advance(d time.Duration) error {
	if d < 0 {
		return &BackwardsError{By: -d}
	}
	c.step(d)
	return nil
}

// Set sets the clock to the time at (zero: its current time), and to run at speed from
// there. It returns a *BackwardsError when at is in the past.
func (c *Clock) Set(at time.Time, speed float64) error {
	if err := CheckSpeed(speed); err != nil {
		return err
	}
	if err := c.move(at, speed); err != nil {
		return err
	}
	c.tell(fmt.Sprintf("runs at %v times real time from here", speed))
	return nil
}

func (c *Clock) move(at time.Time, speed float64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if at.IsZero() {
		at = now
	}
	if at.Before(now) {
		return &BackwardsError{By: now.Sub(at)}
	}
	c.set(at, speed)
	return nil
}

// tell reports that the clock was set; the lock must not be held.
func (c *Clock) tell(detail string) {
	if c.changed != nil {
		c.changed("clock", detail)
	}
}

// step goes forward by d and returns the times before and after.
func (c *Clock) step(d time.Duration) (from, to time.Time) {
	c.mu.Lock()
	from = c.now()
	c.set(from.Add(d), c.speed)
	to = c.now()
	c.mu.Unlock()
	c.tell("advanced by " + d.String())
	return from, to
}

// reach goes forward to at, unless the clock has passed that time already, and returns
// the times before and after.
func (c *Clock) reach(at time.Time) (from, to time.Time) {
	c.mu.Lock()
	if from = c.now(); at.After(from) {
		c.set(at, c.speed)
	}
	to = c.now()
	c.mu.Unlock()
	c.tell("advanced to " + to.Format(time.RFC3339Nano))
	return from, to
}

func (c *Clock) set(at time.Time, speed float64) {
	c.at, c.since, c.speed = at, c.real(), speed
}

// CheckTime returns an error for a time that no clock can have. The zero time, for none,
// is accepted.
func CheckTime(t time.Time) error {
	if !t.IsZero() && (t.Before(firstTime) || t.After(lastTime)) {
		return fmt.Errorf("%s: want a time from 1970 to 9999", t.Format(time.RFC3339))
	}
	return nil
}

// CheckSpeed returns an error for a speed at which no clock can run.
func CheckSpeed(speed float64) error {
	if math.IsNaN(speed) || speed < 0 || speed > MaxSpeed {
		return fmt.Errorf("speed %v: want a number from 0 (frozen) to %v", speed, float64(MaxSpeed))
	}
	return nil
}

// BackwardsError reports that a clock was to go back.
type BackwardsError struct{ By time.Duration }

func (e *BackwardsError) Error() string {
	return fmt.Sprintf("a session's clock cannot go back (requested %s): what clients have already seen "+
		"would be undone; reset the session to start at an earlier time", e.By)
}
