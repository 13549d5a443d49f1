package mock_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
)

func TestControlJournal(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	get(t, s, base, "Ringer-Session: cart-7", "Authorization: Bearer s3cret")
	get(t, s, base+"/x", "Ringer-Session: cart-7")
	get(t, s, base)

	all := do[control.JournalList](t, s, 200, "GET", "/journal", "")
	assert.Len(t, all.Exchanges, 3)
	assert.Len(t, do[control.JournalList](t, s, 200, "GET", "/journal?session=default", "").Exchanges, 1)
	own := do[control.JournalList](t, s, 200, "GET", "/sessions/cart-7/journal?status=4xx", "")
	assert.Len(t, own.Exchanges, 1)
	assert.Equal(t, "cart-7.2", own.Exchanges[0].Trace.ID)

	a := ask(t, s, "DELETE", "/_ringer/sessions/cart-7/journal", "")
	assert.Equal(t, http.StatusNoContent, a.StatusCode)
	assert.Equal(t, `{"exchanges":[]}`+"\n", get(t, s, "/_ringer/sessions/cart-7/journal").Text)
	assert.Len(t, do[control.JournalList](t, s, 200, "GET", "/journal", "").Exchanges, 1)
}

// A closed connection, and an exchange that is too large to keep, also conform to the
// description of the control interface.
func TestControlJournalOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, JournalBytes: 10_000})
	request, err := http.NewRequest(http.MethodGet, s.URL+base, nil)
	require.NoError(t, err)
	request.Header.Set("Prefer", "fault=close")
	_, err = http.DefaultClient.Do(request)
	require.Error(t, err)
	closed := do[control.Explanation](t, s, 200, "GET", "/journal/default.1", "")
	assert.Contains(t, closed.Explanation, "the connection was closed")
	get(t, s, base, "X-Long: "+strings.Repeat("x", 10_000))
	assert.Empty(t, do[control.JournalList](t, s, 200, "GET", "/journal?trace=default.2", "").Exchanges[0].Header)
}

func TestControlExplains(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	trace := get(t, s, base, "Prefer: scenario=empty").Header.Get(mock.TraceHeader)
	why := do[control.Explanation](t, s, 200, "GET", "/journal/"+trace, "")
	assert.Equal(t, "list, scenario empty, prefer scenario=empty", why.Why)
	assert.Contains(t, why.Explanation, "Preferences of the request: scenario=empty.")
	assert.Equal(t, "[]", string(why.Exchange.ResponseBody))
	p := refused(t, s, http.StatusNotFound, "GET", "/journal/default.99", "")
	assert.Equal(t, "trace", p.Field)
}

func TestControlArchive(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	get(t, s, base, "Ringer-Session: cart-7", "Cookie: session=s3cret")
	get(t, s, base)
	for path, want := range map[string]int{
		"/_ringer/journal.har": 2, "/_ringer/sessions/cart-7/journal.har": 1, "/_ringer/journal.har?status=404": 0,
	} {
		a := get(t, s, path)
		assert.Equal(t, "application/json", a.Header.Get("Content-Type"))
		assert.Len(t, archive(t, a.Text), want, path)
		assert.NotContains(t, a.Text, "s3cret")
	}
}

func TestControlVerify(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	ask(t, s, "POST", base, questions)
	v := do[mock.Verification](t, s, 200, "POST", "/sessions/default/verify",
		`{"operation": "execute", "exactly": 1, "body": `+questions+`}`)
	assert.True(t, v.OK)
	assert.Equal(t, []string{"default.1"}, v.Traces)
	v = do[mock.Verification](t, s, 200, "POST", "/sessions/default/verify",
		`{"method": "POST", "fields": {"/params/llm_model": "GPT_4"}}`)
	assert.False(t, v.OK)
	assert.Equal(t, []string{`body field /params/llm_model is absent, not "GPT_4"`}, v.Nearest.Mismatches)
}

func TestControlSelfCheck(t *testing.T) {
	t.Parallel()
	s := mock.NewServer(mock.Config{Now: noon, SelfCheck: true})
	defer s.Close()
	assert.Equal(t, `{"responses":[]}`+"\n", get(t, s, "/_ringer/broken").Text)
	do[control.ScenarioState](t, s, 201, "PUT", "/sessions/broken/scenario",
		`{"inline": {"title": "x", "for": "x", "rules": [{"answers": [{"template": "no list"}]}]}}`)
	get(t, s, base, "Ringer-Session: broken")
	found := do[control.BrokenList](t, s, 200, "GET", "/broken", "")
	if assert.Len(t, found.Responses, 1) {
		assert.Equal(t, "broken.1", found.Responses[0].Trace.ID)
		assert.NotEmpty(t, found.Responses[0].Violations)
	}
}

func TestControlJournalRefusesBadInput(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for path, field := range map[string]string{
		"/journal?status=x":                        "status",
		"/journal?statsu=404":                      "statsu",
		"/journal?%zz":                             "query",
		"/journal.har?limit=-1":                    "limit",
		"/sessions/default/journal?session=other":  "session",
		"/sessions/default/journal.har?since=noon": "since",
		"/journal?limit=1&limit=2":                 "limit",
		"/events?kind=everything":                  "kind",
		"/events?heartbeat=1ms":                    "heartbeat",
		"/events?last-event-id=x":                  "last-event-id",
		"/sessions/default/events?session=default": "session",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, field, refused(t, s, http.StatusBadRequest, "GET", path, "").Field)
		})
	}
	for body, field := range map[string]string{
		`{"operation": "fetch"}`: "operation",
		`{"exactly": "once"}`:    "exactly",
		`{"methd": "GET"}`:       "methd",
		``:                       "body",
		`{"fields": {"x": 1}}`:   "fields/x",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, field, refused(t, s, http.StatusBadRequest, "POST", "/sessions/default/verify", body).Field)
		})
	}
	for _, path := range []string{"/sessions/nobody/journal", "/sessions/nobody/journal.har", "/sessions/nobody/events",
		"/events?session=nobody", "/journal?session=nobody", "/journal.har?session=nobody"} {
		refused(t, s, http.StatusNotFound, "GET", path, "")
	}
	assert.Equal(t, "Last-Event-ID", refused(t, s, http.StatusBadRequest, "GET", "/events", "", "Last-Event-ID: x").Field)
}
