package mock_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// session starts a mock on a real time moved by hand and returns its shared session.
func session(t *testing.T, c mock.Config) (*mock.Session, *handClock) {
	t.Helper()
	real := &handClock{now: noon}
	c.Real = real.Now
	s, err := serve(t, c).Mock.Session("")
	require.NoError(t, err)
	return s, real
}

func TestClockRunsLikeTheRealOne(t *testing.T) {
	t.Parallel()
	s, real := session(t, mock.Config{})
	real.Move(90 * time.Second)
	assert.Equal(t, noon.Add(90*time.Second), s.Clock().Now())
}

func TestClockStandsStill(t *testing.T) {
	t.Parallel()
	at := noon.Add(-24 * time.Hour)
	s, real := session(t, mock.Config{Now: at})
	real.Move(time.Hour)
	assert.Equal(t, at, s.Clock().Now())
	require.NoError(t, s.Clock().Advance(time.Minute))
	assert.Equal(t, at.Add(time.Minute), s.Clock().Now())
}

func TestClockRunsFaster(t *testing.T) {
	t.Parallel()
	s, real := session(t, mock.Config{Speed: 60})
	real.Move(time.Minute)
	assert.Equal(t, noon.Add(time.Hour), s.Clock().Now())
	require.NoError(t, s.Clock().Set(time.Time{}, 0))
	real.Move(time.Minute)
	assert.Equal(t, noon.Add(time.Hour), s.Clock().Now(), "stopped where it was")
}

func TestClockNeverGoesBack(t *testing.T) {
	t.Parallel()
	s, real := session(t, mock.Config{})
	var backwards *mock.BackwardsError
	require.ErrorAs(t, s.Clock().Advance(-time.Second), &backwards)
	require.ErrorAs(t, s.Clock().Set(noon.Add(-time.Hour), 1), &backwards)
	assert.Equal(t, time.Hour, backwards.By)
	assert.ErrorContains(t, backwards, "reset the session")
	real.Move(-time.Hour)
	assert.Equal(t, noon, s.Clock().Now(), "not even when the real one does")
}

func TestClockSpeedIsBounded(t *testing.T) {
	t.Parallel()
	s, _ := session(t, mock.Config{})
	for _, speed := range []float64{-1, math.NaN(), math.Inf(1), mock.MaxSpeed + 1} {
		assert.ErrorContains(t, s.Clock().Set(time.Time{}, speed), "speed")
		_, err := mock.New(mock.Config{Speed: speed})
		assert.ErrorContains(t, err, "Speed")
	}
}

func TestClockTimesAreThoseTheServiceCanWrite(t *testing.T) {
	t.Parallel()
	for _, year := range []int{-1, 1, 1969, 10_000} {
		at := time.Date(year, time.June, 1, 0, 0, 0, 0, time.UTC)
		_, err := mock.New(mock.Config{Now: at})
		require.ErrorContains(t, err, "Now: ")
		_, err = mock.New(mock.Config{Epoch: at})
		require.ErrorContains(t, err, "want a time from 1970 to 9999")
		_, err = serve(t, mock.Config{}).Mock.MakeSession("a", mock.SessionConfig{Now: at})
		require.ErrorContains(t, err, "want a time from 1970 to 9999")
	}
	end := time.Date(9999, time.December, 31, 23, 59, 59, 999_999_000, time.UTC)
	s, real := session(t, mock.Config{Now: end.Add(-time.Hour), Speed: 60})
	real.Move(time.Hour)
	assert.Equal(t, end, s.Clock().Now(), "it stops at the end of time")
	require.NoError(t, s.Clock().Advance(time.Minute))
	assert.Equal(t, end, s.Clock().Now())
}
