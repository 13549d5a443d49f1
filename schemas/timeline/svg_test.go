package timeline_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/timeline"
)

var update = flag.Bool("update", false, "write the drawings anew")

var noon = time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)

func at(seconds float64) time.Time { return noon.Add(time.Duration(seconds * float64(time.Second))) }

func chart(width int) *timeline.Chart {
	return &timeline.Chart{From: noon, To: at(60), Now: at(20), Width: width, Title: "jobs", Groups: []timeline.Group{{
		Title: "export of project=1", Polls: []timeline.Poll{{At: at(5)}, {At: at(5.01)}, {At: at(12), Failed: true}},
		Rows: []timeline.Row{
			{ID: "a1", Label: "a1", State: "running", Kind: timeline.Running, Link: "?job=a1", Selected: true, Polls: []timeline.Poll{{At: at(7)}},
				Stages: []timeline.Stage{{At: at(2), State: "queued", Kind: timeline.Waiting}, {At: at(8), State: "running", Kind: timeline.Running},
					{At: at(40), State: "done", Kind: timeline.Succeeded}}},
			{ID: "b2", Label: "b2", State: "failed", Kind: timeline.Failed, Noticed: at(12),
				Stages: []timeline.Stage{{At: at(-30), State: "running", Kind: timeline.Running}, {At: at(10), State: "failed", Kind: timeline.Failed}}},
			{ID: "c3", Label: "c3", State: "odd", Kind: "never heard of", Stages: []timeline.Stage{{State: "odd", Kind: "never heard of"}}},
		},
	}}}
}

func TestDrawings(t *testing.T) {
	t.Parallel()
	states := []timeline.State{{Name: "queued", Kind: timeline.Waiting, For: "1s..5s", Then: []string{"running"}},
		{Name: "running", Kind: timeline.Running, Then: []string{"done", "failed", "queued"}},
		{Name: "done", Kind: timeline.Succeeded}, {Name: "failed", Kind: timeline.Failed, Then: []string{"nowhere"}}}
	for name, drawn := range map[string][]byte{"wide": chart(900).SVG(), "narrow": chart(360).SVG(), "empty": (&timeline.Chart{From: noon, To: noon, Now: noon}).SVG(),
		"states": timeline.DrawStates("states of export", states)} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".svg")
			if *update {
				require.NoError(t, os.WriteFile(file, append(drawn, '\n'), 0o600))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, strings.TrimSpace(string(want)), string(drawn))
		})
	}
}

// elements reads a drawing as XML.
func elements(t *testing.T, drawn []byte) (names []string, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(drawn)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return names, text
		}
		require.NoError(t, err)
		switch x := token.(type) {
		case xml.StartElement:
			names = append(names, x.Name.Local)
			for _, a := range x.Attr {
				assert.NotContains(t, a.Name.Local, "on")
				assert.NotEqual(t, "style", a.Name.Local, "a strict policy refuses it")
			}
		case xml.CharData:
			text += string(x)
		}
	}
}

func TestHostileTextsStayTexts(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{`"><script>alert(1)</script>`, `' onload='alert(1)`, "\x00\x1b[31m\uFFFF", `]]></svg>`, "\xff\xfe"} {
		c := chart(900)
		g := &c.Groups[0]
		g.Title = bad
		g.Rows[0] = timeline.Row{ID: bad, Label: bad, State: bad, Kind: timeline.Kind(bad), Link: "?job=1", Stages: []timeline.Stage{{State: bad, Kind: timeline.Kind(bad)}}}
		names, _ := elements(t, c.SVG())
		assert.NotContains(t, names, "script")
		names, _ = elements(t, timeline.DrawStates(bad, []timeline.State{{Name: bad, For: bad, Kind: timeline.Kind(bad)}}))
		assert.NotContains(t, names, "script")
	}
}

func TestADrawingHasNoMoreTicksThanPixels(t *testing.T) {
	t.Parallel()
	c := chart(600)
	for i := range 10_000 {
		c.Groups[0].Polls = append(c.Groups[0].Polls, timeline.Poll{At: at(20 + float64(i)/1000)})
	}
	names, _ := elements(t, c.SVG())
	lines := 0
	for _, name := range names {
		if name == "line" {
			lines++
		}
	}
	assert.Less(t, lines, 600)
}

func TestLongModelsAreDrawnInTime(t *testing.T) {
	t.Parallel()
	var states []timeline.State
	for range 50 {
		states = append(states, timeline.State{Name: strings.Repeat("s", len(states)+1), Kind: timeline.Running})
	}
	for i := range states {
		for _, other := range states {
			states[i].Then = append(states[i].Then, other.Name)
		}
	}
	names, _ := elements(t, timeline.DrawStates("all to all", states))
	assert.Greater(t, len(names), 2500)
}

func BenchmarkFiveHundredJobs(b *testing.B) {
	c := chart(1200)
	for len(c.Groups[0].Rows) < 500 {
		c.Groups[0].Rows = append(c.Groups[0].Rows, c.Groups[0].Rows[:3]...)
	}
	b.ReportAllocs()
	for b.Loop() {
		c.SVG()
	}
}
