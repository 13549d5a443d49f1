package schemas_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

// property returns a function that validates a string as one property of a record.
func property(t *testing.T, name string) func(text string) bool {
	t.Helper()
	s := schema(t, "EvalDatasetJobRecord")
	return func(text string) bool {
		return len(s.Validate([]byte(record(`,"`+name+`":"`+text+`"`)))) == 0
	}
}

func TestUUID(t *testing.T) {
	t.Parallel()
	keeps := property(t, "id")
	for _, good := range []string{
		"3fa85f64-5717-4562-b3fc-2c963f66afa6", "3FA85F64-5717-4562-B3FC-2C963F66AFA6",
		"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
		"3fa85f64-5717-9562-03fc-2c963f66afa6",
	} {
		assert.True(t, keeps(good), good)
	}
	for _, bad := range []string{
		"", "x", "3fa85f6457174562b3fc2c963f66afa6", "{3fa85f64-5717-4562-b3fc-2c963f66afa6}",
		"urn:uuid:3fa85f64-5717-4562-b3fc-2c963f66afa6", "3fa85f64-5717-4562-b3fc-2c963f66afa",
		"3fa85f64-5717-4562-b3fc-2c963f66afa60", "3fa85f64-5717-4562-b3fc-2c963f66afag",
		" fa85f64-5717-4562-b3fc-2c963f66afa6", "3fa85f645-717-4562-b3fc-2c963f66afa6",
		"3fa85f64-5717-4562-b3fc+2c963f66afa6", "３fa85f64-5717-4562-b3fc-2c963f66af",
	} {
		assert.False(t, keeps(bad), bad)
	}
}

func TestDateTime(t *testing.T) {
	t.Parallel()
	keeps := property(t, "created_at")
	for _, good := range []string{
		"2024-07-29T15:51:28.071Z", "2024-10-01T12:00:00Z", "2024-10-01t12:00:00z",
		"2024-10-01T12:00:00.123456789123+00:00", "2024-10-01T12:00:00-23:59", "0000-01-01T00:00:00Z",
		"2024-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "2016-12-31T23:59:60Z",
		"1990-12-31T15:59:60-08:00", "2017-01-01T00:59:60.5+01:00", "9999-12-31T23:59:59-00:00",
	} {
		assert.True(t, keeps(good), good)
	}
	for _, bad := range []string{
		"", "2024-07-29", "2024-07-29T15:51:28.071000", "2024-07-29 15:51:28Z", "T+1:02:03Z",
		"2024-10-01T+1:02:03Z", "2024-10-01T1:02:03Z", "2024-10-01T12:00Z", "2024-10-01T12:00:00.Z",
		"2024-10-01T12:00:00,5Z", "2024-10-01T12:00:00+0000", "2024-10-01T12:00:00+00", "24-10-01T12:00:00Z",
		"2024-10-01T12:00:00+24:00", "2024-10-01T12:00:00+00:60", "2024-10-01T24:00:00Z",
		"2024-10-01T12:60:00Z", "2024-10-01T12:00:61Z", "2024-13-01T12:00:00Z", "2024-00-01T12:00:00Z",
		"2024-10-00T12:00:00Z", "2024-09-31T12:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
		"2016-12-31T23:58:60Z", "2016-12-31T23:59:60+01:00", "2024-10-01T12:00:00Z ", " 2024-10-01T12:00:00Z",
		"2024-10-01T12:00:00ZZ", "2024-10-01T12:00:00", "+024-10-01T12:00:00Z", "2024-1-001T12:00:00Z",
		"1727784000", "2024-10-01T12:00:00.5.5Z", "２024-10-01T12:00:00Z",
	} {
		assert.False(t, keeps(bad), bad)
	}
}

func TestFormatsApplyToStringsOnly(t *testing.T) {
	t.Parallel()
	found := schema(t, "EvalDatasetJobRecord").Validate([]byte(record(`,"id":7`)))
	require.Len(t, found, 1)
	assert.Equal(t, "type", found[0].Keyword)
	assert.Empty(t, schemas.CheckJSON([]byte(`7`)))
}
