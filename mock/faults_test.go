package mock_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/schemas"
)

// statuses returns the status codes of n list requests of a session.
func statuses(t *testing.T, s *mock.Server, n int, headers ...string) string {
	t.Helper()
	var told []string
	for range n {
		told = append(told, strconv.Itoa(get(t, s, base, headers...).StatusCode))
	}
	return strings.Join(told, " ")
}

func TestFaultsOfEveryNthCall(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	do[control.FaultList](t, s, 201, "PUT", "/sessions/a/faults", `{"faults": [{"kind": "status", "code": 503, "every": 3}]}`)
	assert.Equal(t, "200 200 503 200 200 503 200", statuses(t, s, 7, "Ringer-Session: a"))
	assert.Equal(t, "200 503 200 503", statuses(t, s, 4, "Ringer-Session: b", "Prefer: fault=status:503:every=2"))
}

func TestTheSameSeedSpoilsTheSameCalls(t *testing.T) {
	t.Parallel()
	s, again := serve(t, mock.Config{Now: noon}), serve(t, mock.Config{Now: noon})
	spoiled := func(s *mock.Server, name string, seed int) string {
		do[mock.SessionState](t, s, 201, "PUT", "/sessions/"+name, fmt.Sprintf(`{"seed": %d}`, seed))
		do[control.FaultList](t, s, 200, "PUT", "/sessions/"+name+"/faults", `{"faults": ["status:503:probability=0.5"]}`)
		return statuses(t, s, 20, "Ringer-Session: "+name)
	}
	first := spoiled(s, "a", 7)
	assert.Contains(t, first, "200")
	assert.Contains(t, first, "503")
	assert.Equal(t, first, spoiled(s, "b", 7), "in another session")
	assert.Equal(t, first, spoiled(again, "a", 7), "of another mock")
	assert.NotEqual(t, first, spoiled(s, "c", 8))
}

func TestFaultsOfTheSessionSpoilRefusalsToo(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	do[control.FaultList](t, s, 200, "PUT", "/sessions/default/faults", `{"faults": ["proxy-page:504"]}`)
	assert.Equal(t, 504, get(t, s, strings.Replace(base, pipeline, "x", 1)).StatusCode)
	assert.Equal(t, 504, get(t, s, "/nowhere").StatusCode)
}

// A fault that chooses its field chooses one with a documented rule to break: a text that looks
// like an id but has no such format is not chosen.
func TestDrawnBreachesBreakTheContract(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	schema := schemas.Default().Operation(schemas.List).Responses[200].Schema
	for _, kind := range []string{"drop-field", "null", "wrong-type", "bad-enum", "bad-uuid", "bad-date-time"} {
		for seed := range 25 {
			a := get(t, s, base, fmt.Sprintf("Prefer: seed=%d, fault=%s", seed, kind))
			assert.NotEmpty(t, schema.Validate([]byte(a.Text)), "%s with seed %d", kind, seed)
		}
	}
}
