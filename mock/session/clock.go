package session

import (
	"fmt"
	"math"
	"sync"
	"time"
)

// MaxSpeed bounds how fast a clock may run.
const MaxSpeed = 1e6

// firstTime and lastTime bound what a clock may show. The service's own times
// end with the year 9999; a clock that comes there stands still.
var (
	firstTime = time.Unix(0, 0).UTC()
	lastTime  = time.Date(9999, time.December, 31, 23, 59, 59, 999_999_000, time.UTC)
)

// Clock is a session's time: real, running at a factor, or standing still
// until it is moved. It never goes back. Safe for concurrent use.
type Clock struct {
	real    func() time.Time
	changed func(what, detail string) // told after each setting; nil tells nobody

	mu    sync.Mutex
	at    time.Time // this clock's time ...
	since time.Time // ... when the real one showed this
	speed float64   // how much faster than the real one it runs; 0 stands still
}

// newClock makes a clock that shows at (zero: the real time) and runs at speed.
func newClock(real func() time.Time, at time.Time, speed float64) *Clock {
	now := real()
	if at.IsZero() {
		at = now
	}
	return &Clock{real: real, at: at, since: now, speed: speed}
}

// Now is the time the clock shows, in UTC, to the microsecond: the service's
// own times have no finer digits.
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

// passed is how much of this clock's time went by since the last setting.
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

// Speed is how much faster than real time the clock runs; 0 when it stands still.
func (c *Clock) Speed() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.speed
}

// Advance moves the clock forward by d. It refuses to go back.
func (c *Clock) Advance(d time.Duration) error {
	if d < 0 {
		return &BackwardsError{By: -d}
	}
	c.step(d)
	return nil
}

// Set makes the clock show at (zero: what it shows now) and run at speed from
// there on. It refuses to go back.
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

// tell says that the clock was set; the lock is not held.
func (c *Clock) tell(detail string) {
	if c.changed != nil {
		c.changed("clock", detail)
	}
}

// step goes forward by d and tells from where to where.
func (c *Clock) step(d time.Duration) (from, to time.Time) {
	c.mu.Lock()
	from = c.now()
	c.set(from.Add(d), c.speed)
	to = c.now()
	c.mu.Unlock()
	c.tell("advanced by " + d.String())
	return from, to
}

// reach goes forward to at, unless the clock is past it already, and tells from
// where to where.
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

// CheckTime refuses what no clock can show. The zero time stands for none.
func CheckTime(t time.Time) error {
	if !t.IsZero() && (t.Before(firstTime) || t.After(lastTime)) {
		return fmt.Errorf("%s: want a time from 1970 to 9999", t.Format(time.RFC3339))
	}
	return nil
}

// CheckSpeed refuses a speed at which no clock can run.
func CheckSpeed(speed float64) error {
	if math.IsNaN(speed) || speed < 0 || speed > MaxSpeed {
		return fmt.Errorf("speed %v: want a number from 0 (frozen) to %v", speed, float64(MaxSpeed))
	}
	return nil
}

// BackwardsError says that a clock was asked to go back.
type BackwardsError struct{ By time.Duration }

func (e *BackwardsError) Error() string {
	return fmt.Sprintf("a session's clock cannot go back (requested %s): what clients have already seen "+
		"would be undone; reset the session to start at an earlier time", e.By)
}
