package mock_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

func TestJournalsAreBoundedTogether(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, JournalTotal: 32 << 10, Scenario: "empty"})
	fill := func(session string, times int) {
		for range times {
			get(t, s, base, "Ringer-Session: "+session, "X-Padding: "+strings.Repeat("x", 2_000))
		}
	}
	kept := func(session string) int { return len(s.Mock.Find(mock.Filter{Session: session})) }
	fill("quiet", 2)
	fill("busy", 30)
	fill("other", 2)
	assert.Equal(t, 2, kept("quiet"), "a busy session does not take from a quiet one")
	assert.Equal(t, 2, kept("other"))
	most := kept("quiet") + kept("busy") + kept("other")
	assert.InDelta(t, 7, most, 1)

	other, err := s.Mock.Session("other")
	require.NoError(t, err)
	other.ClearJournal()
	_, err = s.Mock.DropSession("busy")
	require.NoError(t, err)
	fill("quiet", 30)
	assert.Equal(t, most, kept("quiet"), "what was dropped or cleared takes no room")
}

func TestAnExchangeLargerThanAllJournalsIsClipped(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, JournalTotal: 4 << 10, Scenario: "fifty"})
	get(t, s, base)
	entries := shared(t, s).Journal()
	require.Len(t, entries, 1)
	assert.True(t, entries[0].Clipped)
}
