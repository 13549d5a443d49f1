package mock_test

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"mime"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// of serves the description in a file of testdata, with a frozen clock unless the config has
// another one.
func of(t *testing.T, file string, c mock.Config) *mock.Server {
	t.Helper()
	api, err := fixtures.LoadAPIFile("testdata/" + file)
	require.NoError(t, err)
	c.API = api
	if c.Now.IsZero() {
		c.Now = noon
	}
	return serve(t, c)
}

// sent is an event of a stream.
type sent struct{ Event, ID, Data string }

// eventsIn reads an event stream as the HTML standard says.
func eventsIn(t *testing.T, text string) (all []sent) {
	t.Helper()
	var one sent
	require.True(t, strings.HasSuffix(text, "\n\n"), "the last event is not dispatched: %q", text)
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "event":
			one.Event = value
		case "id":
			one.ID = value
		case "data":
			one.Data += value
		case "":
			all, one = append(all, one), sent{}
		default:
			require.Fail(t, "an event has a line that is no field", lines.Text())
		}
	}
	return all
}

type headline struct {
	Title string
	Words int
}

func TestStreamIsWhatTheRequestAsksFor(t *testing.T) {
	t.Parallel()
	s := of(t, "streams.yaml", mock.Config{})
	const kind, stream = "Content-Type: application/json", "text/event-stream"
	for _, test := range []struct{ body, accept, want string }{
		{`{"topic":"rain"}`, "", "application/json"},
		{`{"topic":"rain"}`, "text/event-stream", stream},
		{`{"topic":"rain"}`, "text/event-stream;q=0.5, application/json", "application/json"},
		{`{"topic":"rain","stream":true}`, "application/json", stream},
		{`{"topic":"rain","stream":false}`, "text/event-stream", "application/json"},
		{`{"topic":"rain"}`, "text/html", "application/json"},
	} {
		a := ask(t, s, "POST", "/talks", test.body, kind, "Accept: "+test.accept)
		require.Equal(t, 200, a.StatusCode, a.Text)
		assert.Equal(t, test.want, a.Header.Get("Content-Type"), "%s with Accept: %s", test.body, test.accept)
	}
	events := eventsIn(t, ask(t, s, "POST", "/talks", `{"topic":"rain","stream":true}`, kind).Text)
	require.Greater(t, len(events), 2)
	assert.Equal(t, "[DONE]", events[len(events)-1].Data, "the description of the input stream shows it")
	ids := map[string]bool{}
	for _, e := range events[:len(events)-1] {
		part := decode[struct{ ID, Topic, Delta string }](t, e.Data)
		ids[part.ID] = true
		assert.Equal(t, "rain", part.Topic)
		assert.NotEmpty(t, part.Delta)
	}
	assert.Len(t, ids, 1, "all events are parts of one talk")
}

func TestEventsKeepTheirSchema(t *testing.T) {
	t.Parallel()
	s := of(t, "streams.yaml", mock.Config{})
	news := eventsIn(t, get(t, s, "/news").Text)
	require.Len(t, news, 3)
	for i, e := range news {
		assert.Equal(t, "headline", e.Event)
		assert.Equal(t, string(rune('1'+i)), e.ID)
		assert.NotEmpty(t, decode[headline](t, e.Data).Title)
	}

	var kinds []string
	for i, e := range eventsIn(t, get(t, s, "/plays").Text) {
		play := decode[struct {
			Type   string
			Number int `json:"sequence_number"`
		}](t, e.Data)
		assert.Equal(t, i, play.Number)
		kinds = append(kinds, play.Type)
	}
	assert.Equal(t, []string{"play.started", "play.moved", "play.ended"}, kinds, "a stream begins, goes on, and ends well")

	assert.Equal(t, []sent{{Event: "tick", Data: "1"}, {Event: "tick", Data: "2"}}, eventsIn(t, get(t, s, "/clock").Text))
}

func TestLinesAreJSONEach(t *testing.T) {
	t.Parallel()
	s := of(t, "streams.yaml", mock.Config{})
	for path, kind := range map[string]string{"/log": "application/x-ndjson", "/lines": "application/jsonl"} {
		a := get(t, s, path)
		assert.Equal(t, kind, a.Header.Get("Content-Type"))
		lines := strings.Split(strings.TrimSuffix(a.Text, "\n"), "\n")
		require.Len(t, lines, 3)
		for _, line := range lines {
			assert.Positive(t, decode[headline](t, line).Words, line)
		}
	}
}

func TestListIsInTheTypeThatIsAccepted(t *testing.T) {
	t.Parallel()
	s := of(t, "streams.yaml", mock.Config{})
	records := decode[[]struct{ ID, Title string }](t, get(t, s, "/songs").Text)
	require.NotEmpty(t, records)
	table, err := csv.NewReader(strings.NewReader(get(t, s, "/songs", "Accept: text/csv").Text)).ReadAll()
	require.NoError(t, err)
	require.Len(t, table, len(records)+1)
	assert.Equal(t, []string{"id", "title", "seconds"}, table[0])
	lines := strings.Split(strings.TrimSuffix(get(t, s, "/songs", "Accept: application/x-ndjson").Text, "\n"), "\n")
	require.Len(t, lines, len(records))
	for i, record := range records {
		assert.Equal(t, record.ID, table[i+1][0])
		assert.Equal(t, record.Title, decode[struct{ Title string }](t, lines[i]).Title)
	}
	refused := get(t, s, "/songs", "Accept: text/html, image/*")
	assert.Equal(t, http.StatusNotAcceptable, refused.StatusCode, "it is documented")
	assert.Contains(t, refused.Text, "text/csv")
	assert.Equal(t, http.StatusOK, get(t, s, "/songs", "Accept: text/html, */*;q=0.1").StatusCode)
}

func TestFilesAreOfTheTypeThatIsAccepted(t *testing.T) {
	t.Parallel()
	s := of(t, "streams.yaml", mock.Config{})
	for kind, want := range map[string]string{
		"application/pdf": "application/pdf", "audio/wav": "audio/wave", "video/mp4": "video/mp4",
		"application/zip": "application/zip", "application/gzip": "application/x-gzip", "image/webp": "image/webp",
		"image/bmp": "image/bmp", "image/gif": "image/gif",
	} {
		a := get(t, s, "/media/x", "Accept: "+kind)
		base, _, err := mime.ParseMediaType(a.Header.Get("Content-Type"))
		require.NoError(t, err)
		assert.Equal(t, kind, base)
		assert.Equal(t, want, http.DetectContentType([]byte(a.Text)), "the bytes are of the type")
	}
	id := decode[[]struct{ ID string }](t, get(t, s, "/songs").Text)[0].ID
	for accept, want := range map[string]string{"": "image/png", "image/webp": "image/webp", "image/*": "image/png"} {
		a := get(t, s, "/songs/"+id+"/cover", "Accept: "+accept)
		assert.Equal(t, want, a.Header.Get("Content-Type"), accept)
		assert.Equal(t, want, http.DetectContentType([]byte(a.Text)), accept)
	}
	assert.True(t, json.Valid([]byte(get(t, s, "/songs/"+id).Text)))
}
