package mock_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fastapi"
)

// RFC 9110 requires a header with these status codes.
func TestStatusesThatNeedAHeaderHaveIt(t *testing.T) {
	t.Parallel()
	open := serve(t, mock.Config{Now: noon})
	closed := serve(t, mock.Config{Now: noon, Auth: fastapi.Auth{Mode: fastapi.AuthAny}})
	as403 := serve(t, mock.Config{Now: noon, Auth: fastapi.Auth{Mode: fastapi.AuthAny, Forbidden: true}})
	for name, c := range map[string]struct {
		server       *mock.Server
		prefer       string
		status       int
		header, want string
	}{
		"nobody":           {closed, "seed=1", 401, "WWW-Authenticate", "Bearer"},
		"asked for":        {open, "code=401", 401, "WWW-Authenticate", "Bearer"},
		"a 403 of its own": {as403, "seed=1", 403, "WWW-Authenticate", ""},
		"a proxy's":        {open, "code=407", 407, "Proxy-Authenticate", `Basic realm="proxy"`},
		"an upgrade":       {open, "code=426", 426, "Upgrade", "h2c"},
		"a method":         {open, "code=405", 405, "Allow", "POST"},
	} {
		a := get(t, c.server, base, "Prefer: "+c.prefer)
		assert.Equal(t, c.status, a.StatusCode, name)
		assert.Equal(t, c.want, a.Header.Get(c.header), name)
	}
}
