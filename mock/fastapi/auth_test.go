package fastapi_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
)

func TestAuthLetsIn(t *testing.T) {
	t.Parallel()
	exactly := fastapi.Auth{Mode: fastapi.AuthExact, Credential: "llx-secret"}
	whoever := fastapi.Auth{Mode: fastapi.AuthAny}
	cases := []struct {
		name          string
		auth          fastapi.Auth
		header, cooky string
		in            bool
	}{
		{"off", fastapi.Auth{}, "", "", true},
		{"nothing", whoever, "", "", false},
		{"bearer", whoever, "Bearer x", "", true},
		{"any case", whoever, "bEARER x", "", true},
		{"lone word", whoever, "Bearer", "", false},
		{"no token", whoever, "Bearer ", "", false},
		{"basic", whoever, "Basic x", "", false},
		{"cookie", whoever, "", "a=b; session=x", true},
		{"empty cookie", whoever, "", "session=", false},
		{"quoted empty cookie", whoever, "", `session=""`, false},
		{"other cookie", whoever, "", "Session=x; sessions=y", false},
		{"cookie beside basic", whoever, "Basic x", "session=x", true},
		{"exact", exactly, "Bearer llx-secret", "", true},
		{"exact wants all of it", exactly, "Bearer llx-secre", "", false},
		{"everything after the first space", exactly, "Bearer  llx-secret", "", false},
		{"exact cookie", exactly, "", `session="llx-secret"`, true},
		{"the last cookie counts", exactly, "", "session=llx-secret; session=x", false},
		{"right cookie, wrong token", exactly, "Bearer x", "session=llx-secret", true},
		{"exact without a credential", fastapi.Auth{Mode: fastapi.AuthExact}, "Bearer ", "", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			request := fastapi.Request{Authorization: c.header, Cookie: c.cooky}
			if c.in {
				assert.Nil(t, c.auth.Judge(request))
			} else {
				assert.Equal(t, fastapi.NotAuthenticated(), c.auth.Judge(request))
			}
		})
	}
}

func TestAuthForbids(t *testing.T) {
	t.Parallel()
	auth := fastapi.Auth{Mode: fastapi.AuthExact, Credential: "right", Forbidden: true}
	cases := []struct{ name, header, words string }{
		{"no header", "", "Not authenticated"},
		{"lone word", "Bearer", "Not authenticated"},
		{"no token", "Bearer ", "Not authenticated"},
		{"another scheme", "Basic eDp5", "Invalid authentication credentials"},
		{"wrong token", "Bearer wrong", "Invalid authentication credentials"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			refusal := auth.Judge(fastapi.Request{Authorization: c.header})
			require.NotNil(t, refusal)
			assert.Equal(t, 403, refusal.Status)
			assert.Equal(t, `{"detail":"`+c.words+`"}`, string(refusal.Body))
			assert.Empty(t, refusal.Header.Get("WWW-Authenticate"))
		})
	}
}

func TestSecretShowsNowhere(t *testing.T) {
	t.Parallel()
	rules := struct{ Auth fastapi.Auth }{fastapi.Auth{Mode: fastapi.AuthExact, Credential: "llx-secret"}}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		assert.NotContains(t, fmt.Sprintf(verb, rules), "llx", verb)
		assert.NotContains(t, fmt.Sprintf(verb, rules.Auth.Credential), "6c6c78", verb)
	}
	written, err := json.Marshal(rules)
	require.NoError(t, err)
	assert.NotContains(t, string(written), "llx")
}
