package mock_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
)

// none is the configuration of an API whose clients use count and wait for themselves.
var none = []string{}

const (
	unknown      = `;reason="unknown preference"`
	otherGrammar = `;reason="value of another grammar; want `
)

func TestWhatOthersPreferIsIgnoredAndNamed(t *testing.T) {
	t.Parallel()
	for prefer, c := range map[string]struct {
		plain            []string
		ignored, applied string
	}{
		"wait=60":                            {none, `wait;reason="unknown preference; use ringer-delay"`, ""},
		"wait=2":                             {nil, "", "wait=2"},
		"count=exact, return=representation": {nil, "count" + otherGrammar + `a whole number", return` + unknown, ""},
		"count=planned":                      {none, `count;reason="unknown preference; use ringer-count"`, ""},
		"respond-async, count=2":             {nil, "respond-async" + unknown, "count=2"},
		"respond-async, wait=10":             {none, "respond-async" + unknown + `, wait;reason="unknown preference; use ringer-delay"`, ""},
		`handling=lenient; a="b, c"`:         {nil, "handling" + unknown, ""},
		`odata.include-annotations="*"`:      {nil, "odata.include-annotations" + unknown, ""},
		"Foo, foo, FOO=1":                    {nil, "Foo" + unknown, ""},
		"count=2, count=2, count=3":          {nil, `count;reason="given already"`, "count=2"},
		"count=exact, count=2":               {nil, "count" + otherGrammar + `a whole number"`, "count=2"},
		"ringer-count=2, count=3":            {nil, `count;reason="given already"`, "ringer-count=2"},
		"ringer-count=2, count=exact":        {none, `count;reason="unknown preference; use ringer-count"`, "ringer-count=2"},
		`count="2"`:                          {nil, "", "count=2"},
		`count="2, 3"`:                       {nil, "count" + otherGrammar + `a whole number"`, ""},
		`count=""`:                           {nil, "count" + otherGrammar + `a whole number"`, ""},
		"count":                              {nil, "count" + otherGrammar + `a whole number"`, ""},
		"scenario=":                          {nil, "scenario" + otherGrammar + `the name of a scenario"`, ""},
		`status="not one"`:                   {nil, "status" + otherGrammar + `a state"`, ""},
		"seed=x, code=teapot":                {nil, "seed" + otherGrammar + `a whole number", code` + otherGrammar + `a status code"`, ""},
		"wait=NaN, fault=1":                  {nil, "wait" + otherGrammar + `seconds", fault` + otherGrammar + `a fault"`, ""},
		"ringer-delay=soon":                  {none, "ringer-delay" + otherGrammar + `seconds"`, ""},
		"":                                   {nil, "", ""},
		" , ,;x":                             {nil, "", ""},
		"=5":                                 {nil, `"="` + unknown, ""},
		`a"b=1`:                              {nil, `"a\"b"` + unknown, ""},
		"scenaro=empty":                      {nil, `scenaro;reason="unknown preference; did you mean scenario?"`, ""},
		"cuont=2, ringer-cuont=2":            {nil, `cuont;reason="unknown preference; did you mean count?", ringer-cuont;reason="unknown preference; did you mean ringer-count?"`, ""},
		"ringer-wait=2, ringer-status=ERROR": {nil, `ringer-wait;reason="unknown preference; use ringer-delay", ringer-status;reason="unknown preference; use status"`, ""},
		"seed=1; count=2":                    {nil, `count;reason="a parameter of seed, which has none; separate preferences with commas"`, "seed=1"},
		"eyJhbGciOiJIUzI1NiJ9.s3cret.s3cret": {nil, `"[redacted]"` + unknown, ""},
	} {
		t.Run(prefer, func(t *testing.T) {
			t.Parallel()
			s := serve(t, mock.Config{Now: noon, PlainPreferences: c.plain,
				Sleep: func(context.Context, time.Duration) error { return nil }})
			a := get(t, s, base, "Prefer: "+prefer)
			assert.Equal(t, 200, a.StatusCode)
			assert.Equal(t, c.ignored, a.Header.Get("Ringer-Ignored"))
			assert.Regexp(t, ignoredList, c.ignored)
			assert.Equal(t, c.applied, strings.Join(a.Header["Preference-Applied"], ", "))
			if c.ignored == "" {
				assert.NotContains(t, a.Header, "Ringer-Ignored")
			}
			if c.applied == "" {
				assert.Equal(t, get(t, s, base).Text, a.Text)
			}
		})
	}
}

func TestWhatIsIgnoredOfTheQueryIsNamed(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"ringer.colour=red":             "ringer.colour" + unknown,
		"ringer.colour=%zz":             "ringer.colour" + unknown,
		"ringer.scenaro=empty":          `ringer.scenaro;reason="unknown preference; did you mean ringer.scenario?"`,
		"ringer.=2":                     "ringer." + unknown,
		"ringer.count=2;a=b":            "ringer.count" + otherGrammar + `a whole number"`,
		"ringer.wait=soon":              "ringer.wait" + otherGrammar + `seconds"`,
		"ringer.a%0D%0Ab=1":             `"ringer.a??b"` + unknown,
		"ringer.%C3%BC=1&other.thing=1": `"ringer.?"` + unknown,
	} {
		s := serve(t, mock.Config{Now: noon})
		a := get(t, s, base+"?"+query)
		assert.Equal(t, 200, a.StatusCode, query)
		assert.Equal(t, want, a.Header.Get("Ringer-Ignored"), query)
		assert.Regexp(t, ignoredList, want)
	}
	s := serve(t, mock.Config{Now: noon, PlainPreferences: none})
	a := get(t, s, base+"?ringer.count=0&ringer.wait=1")
	assert.Equal(t, "[]", a.Text, "the prefix says whose it is")
	assert.Equal(t, []string{"ringer-count=0"}, a.Header["Preference-Applied"])
	assert.Equal(t, `ringer.wait;reason="unknown preference; use ringer.ringer-delay"`, a.Header.Get("Ringer-Ignored"))
}

func TestWhatIsIgnoredIsNamedInEveryResponse(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	const colour = "colour" + unknown
	for name, c := range map[string]struct {
		path, prefer string
		status       int
	}{
		"not found":               {"/nowhere", "", 404},
		"a redirect":              {base + "/", "", 307},
		"a refusal":               {strings.Replace(base, pipeline, "x", 1), "", 422},
		"an error":                {base, ", code=503", 503},
		"an error of the mock":    {base, ", code=204", 400},
		"no such scenario":        {base, ", scenario=emtpy", 400},
		"one that has no effect":  {base, ", fault=null:/0/x", 400},
		"a contradiction":         {base, ", code=503, count=2", 400},
		"a broken query":          {base + "?ringer.count=%zz", "", 400},
		"a fault torn at a comma": {base, ", fault=latency:50/1ms,95/1ms", 400},
	} {
		a := get(t, s, c.path, "Prefer: colour=red"+c.prefer)
		assert.Equal(t, c.status, a.StatusCode, name)
		assert.Equal(t, []string{colour}, a.Header["Ringer-Ignored"], name)
	}
}

func TestWhatIsIgnoredIsLimited(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	many := make([]string, 5000)
	for i := range many {
		many[i] = fmt.Sprintf("p%d", i)
	}
	a := get(t, s, base, "Prefer: "+strings.Join(many, ", "))
	ignored := a.Header.Get("Ringer-Ignored")
	assert.True(t, strings.HasPrefix(ignored, "p0"+unknown+", p1"+unknown), ignored)
	assert.True(t, strings.HasSuffix(ignored, `, *;reason="4992 more were ignored"`), ignored)
	assert.Regexp(t, ignoredList, ignored)
	assert.Less(t, len(ignored), 1000)
	trace := get(t, s, "/_ringer/journal/"+a.Header.Get(mock.TraceHeader)).Text
	assert.Contains(t, trace, "Of the preferences, 4992 more were ignored.")

	long := get(t, s, base, "Prefer: "+strings.Repeat("x", 9000)+"=1, "+strings.Repeat("y", 9000)).Header.Get("Ringer-Ignored")
	assert.Contains(t, long, strings.Repeat("x", 60)+"..."+unknown)
	assert.Less(t, len(long), 1000)
}

func TestWhatIsIgnoredIsInTheLogAndInTheJournal(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := serve(t, mock.Config{Now: noon, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	a := get(t, s, base, "Prefer: scenaro=empty, token=s3cret, count=3")
	why := decode[control.Explanation](t, get(t, s, "/_ringer/journal/"+a.Header.Get(mock.TraceHeader)).Text)
	const brief = "ignored scenaro (unknown preference; did you mean scenario?), ignored token (unknown preference)"
	assert.Contains(t, why.Why, brief)
	assert.Contains(t, why.Explanation, "Preferences of the request: count=3. "+
		"Preference scenaro was ignored: unknown preference; did you mean scenario? Preference token was ignored: unknown preference.")
	trace, err := json.Marshal(why.Exchange.Trace.Ignored)
	require.NoError(t, err)
	assert.JSONEq(t, `[{"name": "scenaro", "reason": "unknown preference; did you mean scenario?"},
		{"name": "token", "reason": "unknown preference"}]`, string(trace))
	s.Close()
	assert.Contains(t, log.String(), brief)
	assert.NotContains(t, log.String()+a.Header.Get("Ringer-Ignored"), "s3cret")
}

func TestAPageMayReadWhatWasIgnored(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	const exposed, origin = "Access-Control-Expose-Headers", "Origin: https://page.test"
	plain := get(t, s, base, origin).Header[exposed]
	assert.NotContains(t, plain, "Ringer-Ignored")
	for _, prefer := range []string{"colour=red", "colour=red, code=204"} {
		a := get(t, s, base, origin, "Prefer: "+prefer)
		assert.Equal(t, append(append([]string{}, plain...), "Ringer-Ignored"), a.Header[exposed], prefer)
	}
	assert.Equal(t, plain, get(t, s, base, origin).Header[exposed])
}

func TestPlainPreferencesAreKnownNames(t *testing.T) {
	t.Parallel()
	_, err := mock.New(mock.Config{PlainPreferences: []string{"wait", "delay"}})
	assert.ErrorContains(t, err, `PlainPreferences has "delay": want names of count, wait`)
}
