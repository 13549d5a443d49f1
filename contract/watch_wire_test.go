package contract_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// watching serves a handler over TCP and gives a client that is watched.
func watching(t *testing.T, h http.HandlerFunc) (client *http.Client, url string, w *contract.Watcher) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	w = contract.Watch(server.Client().Transport, nil)
	return &http.Client{Transport: w}, server.URL, w
}

func send(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// get sends a request and reads so many bytes of the response; all when negative.
func get(t *testing.T, client *http.Client, url string, most int64, header ...string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	require.NoError(t, err)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := client.Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	body := io.Reader(response.Body)
	if most >= 0 {
		body = io.LimitReader(body, most)
	}
	text, err := io.ReadAll(body)
	require.NoError(t, err)
	return string(text)
}

func TestWatchPassesBodiesAsTheyCome(t *testing.T) {
	t.Parallel()
	goOn := make(chan struct{})
	client, url, w := watching(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "[\n")
		_ = http.NewResponseController(w).Flush()
		<-goOn // the client has the first line, or the test hangs
		_, _ = io.WriteString(w, "]")
	})
	response, err := client.Get(url + executions)
	require.NoError(t, err)
	defer response.Body.Close()
	in := bufio.NewReader(response.Body)
	line, err := in.ReadString('\n')
	require.NoError(t, err)
	assert.Equal(t, "[\n", line)
	close(goOn)
	_, err = io.Copy(io.Discard, in)
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, w.Report().Verdict)
}

func TestWatchJudgesWhatIsNotReadToTheEnd(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		serve http.HandlerFunc
		most  int64
		rules []string
	}{
		{"status-unread", func(w http.ResponseWriter, _ *http.Request) { send(w, 500, "no") }, 0, []string{"status.no-server-error"}},
		{"announced", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "3"); send(w, 200, 17) }, 3, []string{"schema.body"}},
		{"whole-value", func(w http.ResponseWriter, _ *http.Request) {
			send(w, 200, []any{17, strings.Repeat("x", 1<<20)})
		}, 1<<20 + 8, []string{"schema.body"}},
		{"half-a-value", func(w http.ResponseWriter, _ *http.Request) {
			send(w, 200, []any{newRecord(1), strings.Repeat("x", 1<<20)})
		}, 100, []string{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			client, url, w := watching(t, c.serve)
			get(t, client, url+executions, c.most)
			assert.Equal(t, c.rules, append([]string{}, rulesOf(w.Report())...))
			assert.Equal(t, 1, w.Report().Counts.Responses)
		})
	}
}

func TestWatchIsQuietAboutHonestWays(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		serve  http.HandlerFunc
		header []string
	}{
		"conditional": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) }, []string{"If-None-Match", `"x"`}},
		"range": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusPartialContent)
			_, _ = w.Write([]byte("[{"))
		},
			[]string{"Range", "bytes=0-1"}},
		"brotli": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			send(w, 200, "compressed")
		},
			[]string{"Accept-Encoding", "gzip, br"}},
		"gzip": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "application/json")
			z := gzip.NewWriter(w)
			_, _ = z.Write([]byte("[]"))
			_ = z.Close()
		}, []string{"Accept-Encoding", "gzip"}},
		"forbidden": {func(w http.ResponseWriter, _ *http.Request) { send(w, 403, map[string]string{"detail": "no"}) }, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, url, w := watching(t, c.serve)
			get(t, client, url+executions, -1, c.header...)
			report := w.Report()
			assert.Empty(t, rulesOf(report))
			assert.Equal(t, 1, report.Counts.Responses)
		})
	}
}

func TestWatchPassesErrorsOn(t *testing.T) {
	t.Parallel()
	client, url, w := watching(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/result") {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "[")
			_ = http.NewResponseController(w).Flush()
		}
		panic(http.ErrAbortHandler)
	})
	_, err := client.Get(url + executions)
	require.ErrorContains(t, err, "EOF")
	response, err := client.Get(url + executions + "/result")
	require.NoError(t, err)
	_, err = io.Copy(io.Discard, response.Body)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.NoError(t, response.Body.Close())
	_, err = client.Get("http://127.0.0.1:1" + executions)
	require.ErrorContains(t, err, "connect", "nobody there has promised anything")
	assert.Equal(t, []string{"wire.answered", "wire.complete"}, rulesOf(w.Report()))
}

func TestWatchKeepsSecretsOut(t *testing.T) {
	t.Parallel()
	client, url, w := watching(t, func(w http.ResponseWriter, r *http.Request) {
		send(w, 200, []any{r.Header.Get("Authorization"), r.URL.RawQuery, r.Header.Get("Cookie")})
	})
	get(t, client, url+executions+"?api_key=s3cret%2Fquery", -1,
		"Authorization", "Basic dXNlcjpzM2NyZXQtcGFzc3dvcmQ=", "Cookie", "session=s3cret-cookie-value")
	report := w.Report()
	require.NotEmpty(t, report.Findings)
	text := asJSON(t, report)
	for _, secret := range []string{"s3cret", "dXNlcjpzM2NyZXQtcGFzc3dvcmQ"} {
		assert.NotContains(t, text, secret)
	}
	assert.Contains(t, report.Findings[0].Curl, `"authorization: Basic $SECRET"`)
}

func TestWatchManyAtOnce(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	told := 0
	h := newHonest()
	h.records[0] = h.records[0].with("status", "RUNNING")
	url := h.target(t).URL
	w := contract.Watch(http.DefaultTransport, func(contract.Finding) { mu.Lock(); told++; mu.Unlock() })
	client := &http.Client{Transport: w}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				get(t, client, url+executions, -1)
				w.Report()
			}
		})
	}
	group.Wait()
	report := w.Report()
	mu.Lock()
	defer mu.Unlock()
	assert.Equal(t, []string{"schema.body"}, rulesOf(report))
	assert.Equal(t, 1, told)
	assert.Equal(t, 160, report.Findings[0].Responses)
}

// TestWatchMemoryIsBounded passes many executions of many datasets by, each
// once, and looks at what is still held.
func TestWatchMemoryIsBounded(t *testing.T) {
	const answers, records = 50, 300
	next := 0
	service := roundTripper(func(r *http.Request) (*http.Response, error) {
		var b strings.Builder
		for i := range records {
			if i > 0 {
				b.WriteByte(',')
			}
			next++
			fmt.Fprintf(&b, `{"id":"%08x-aaaa-4bbb-8ccc-dddddddddddd","job_name":"eval_dataset_job","partitions":{},"status":"SUCCESS"}`, next)
		}
		return &http.Response{
			StatusCode: 200, Proto: "HTTP/1.1", Request: r, ContentLength: -1,
			Header: http.Header{"Content-Type": {"application/json"}},
			Body:   io.NopCloser(strings.NewReader("[" + b.String() + "]")),
		}, nil
	})
	w := contract.Watch(service, nil)
	client := &http.Client{Transport: w}
	pass := func() uint64 {
		for i := range answers {
			path := fmt.Sprintf("/api/v1/pipelines/%s/eval-datasets/%08x-7777-4888-9999-aaaabbbbcccc/execute", pipeline, next+i)
			get(t, client, "http://service.example"+path, -1)
			if i%10 == 0 {
				w.Report()
			}
		}
		report := w.Report()
		require.Empty(t, rulesOf(report))
		require.Empty(t, report.Notes)
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	first := pass() // more than what is remembered
	second := pass()
	third := pass()
	assert.Less(t, max(second, third), first+(24<<20), "it does not grow with what passes")
	assert.Equal(t, 3*answers*records, w.Report().Counts.Records)
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// ExampleWatch puts the judge between clients and a service: a reverse proxy
// whose transport is watched.
func ExampleWatch() {
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `[{"job_name":"eval_dataset_job","partitions":{},"status":"RUNNING"}]`)
	}))
	defer service.Close()
	upstream, _ := url.Parse(service.URL)

	watcher := contract.Watch(http.DefaultTransport, func(f contract.Finding) {
		fmt.Println(f.Rule, "at", f.Places[0].Pointer+":", f.Got, "instead of", f.Expected)
	})
	proxy := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(upstream) },
		Transport: watcher,
	})
	defer proxy.Close()

	for range 3 {
		response, err := http.Get(proxy.URL + "/api/v1/pipelines/7d1a0f5e-1111-4222-8333-444455556666" +
			"/eval-datasets/9c2b4e6a-7777-4888-9999-aaaabbbbcccc/execute")
		if err != nil {
			fmt.Println(err)
			return
		}
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
	}
	report := watcher.Report()
	fmt.Println(report.Verdict, "in", report.Findings[0].Responses, "answers")
	// Output:
	// schema.body at /0/status: "RUNNING" instead of one of "PENDING", "SUCCESS", "ERROR", "PARTIAL_SUCCESS"
	// broken in 3 answers
}
