package mock_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// ignoredList is the form of Ringer-Ignored: a list of RFC 8941, of tokens and strings, each
// with its reason.
var ignoredList = regexp.MustCompile("^(" + ignoredItem + "(, " + ignoredItem + ")*)?$")

const (
	fieldText   = `"([ !#-\[\]-~]|\\["\\])*"`
	ignoredItem = "([A-Za-z*][0-9A-Za-z!#$%&'*+.^_`|~:/-]*|" + fieldText + ");reason=" + fieldText
)

// FuzzPrefer sends any preferences: the response contains either the reason for a refusal, of
// limited length, or what was applied; and what was applied can be requested again. What was
// ignored is named within limits, and changes nothing.
func FuzzPrefer(f *testing.F) {
	for _, seed := range []string{
		"scenario=empty", `status="ERROR"; a=b, code=200`, "code=503, wait=2", "respond-async,, seed=9",
		"fault=latency:2s, fault=content-type:missing", `scenario="a\"b"`, "count=1", "wait=1e3", "COUNT = 0",
		"fault=rate-limit:1", "odata.x=1", `"`, "=", "fault=broken-json:cut+status:502:probability=0.5",
		"wait=60", "count=exact, return=representation", "handling=lenient, respond-async", "count, count=1, count=2",
		"ringer-count=1; x, ringer-delay=1ms", strings.Repeat("a\\b, \"\xff\", ", 20) + strings.Repeat("x", 999),
	} {
		f.Add(seed)
	}
	double, err := mock.New(mock.Config{Now: noon,
		Sleep: func(context.Context, time.Duration) error { return nil }})
	require.NoError(f, err)
	f.Cleanup(func() { _ = double.Close() })
	f.Fuzz(func(t *testing.T, prefer string) {
		status, header, body := start(t, double, []string{prefer})
		if status == 0 {
			return // a fault broke the connection
		}
		ignored := header.Get("Ringer-Ignored")
		assert.Regexp(t, ignoredList, ignored)
		assert.Less(t, len(ignored), 2000)
		if header.Get("Ringer-Problem") != "" {
			assert.Equal(t, 400, status)
			assert.Less(t, len(body), 2000)
			assert.Empty(t, header["Preference-Applied"])
			return
		}
		var again []string
		for _, applied := range header["Preference-Applied"] {
			name, value, _ := strings.Cut(applied, "=")
			if name == "fault" || name == "scenario" {
				return // chance or counts may give another result the second time
			}
			again = append(again, name+`="`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value)+`"`)
		}
		same, sameHeader, _ := start(t, double, again)
		assert.Equal(t, status, same)
		assert.Equal(t, header["Preference-Applied"], sameHeader["Preference-Applied"])
		assert.Empty(t, sameHeader["Ringer-Ignored"])
	})
}

// start requests that an execution is started; a response that no client would get is status 0.
func start(t *testing.T, double http.Handler, prefer []string) (status int, header http.Header, body string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, base, strings.NewReader(questions))
	r.Header["Prefer"] = prefer
	w := httptest.NewRecorder()
	defer func() {
		if reason := recover(); reason != nil {
			aborted, ok := reason.(error)
			require.True(t, ok && errors.Is(aborted, http.ErrAbortHandler), "panic: %v", reason)
		}
	}()
	double.ServeHTTP(w, r)
	return w.Code, w.Result().Header, w.Body.String()
}
