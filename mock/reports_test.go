package mock_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

func TestReadyzReportsABrokenEditOfTheAPI(t *testing.T) {
	t.Parallel()
	s := renders(t)
	assert.Equal(t, http.StatusOK, get(t, s, "/readyz").StatusCode)
	s.Mock.ReportAPI(errors.New("openapi.yaml:7:3: want a mapping"))
	a := get(t, s, "/readyz")
	assert.Equal(t, http.StatusServiceUnavailable, a.StatusCode)
	assert.Contains(t, a.Text, "the edited API is broken, and the last good version active")
	assert.NotContains(t, a.Text, "openapi.yaml", "anybody may ask there")
	a = get(t, s, "/_ringer/ready")
	assert.Equal(t, http.StatusServiceUnavailable, a.StatusCode)
	assert.Contains(t, a.Text, "openapi.yaml:7:3: want a mapping")
	assert.Equal(t, http.StatusOK, get(t, s, "/films").StatusCode)
	s.Mock.ReportAPI(nil)
	assert.Equal(t, http.StatusOK, get(t, s, "/readyz").StatusCode)
}

// A client may use the base path of the server or not: both are one path.
func TestPathsMatchWithAndWithoutTheBasePath(t *testing.T) {
	t.Parallel()
	s := renders(t)
	get(t, s, "/films")
	get(t, s, "/v2/films?limit=1")
	session, err := s.Mock.Session("")
	require.NoError(t, err)
	two := 2
	for _, path := range []string{"/films", "/v2/films"} {
		done, err := session.Verify(mock.Match{Path: path, Exactly: &two})
		require.NoError(t, err)
		assert.True(t, done.OK, done.Message)
		assert.Len(t, session.Find(mock.Filter{Path: path}), 2, path)
	}
	none := 0
	done, err := session.Verify(mock.Match{Path: "/v3/films", Exactly: &none})
	require.NoError(t, err)
	assert.True(t, done.OK, done.Message)
	assert.Len(t, session.Find(mock.Filter{Path: "limit=1"}), 1)
}
