package contract_test

import (
	"compress/gzip"
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// A client that keeps connections and asks again when one drops would never
// see this fault.
func TestLostAnswerIsNotAskedAgain(t *testing.T) {
	t.Parallel()
	h := newHonest()
	var lists atomic.Int32
	onWire("list", func(w http.ResponseWriter, a *answer) {
		if lists.Add(1) == 2 {
			hangUp(w, a)
			return
		}
		a.send(w)
	})(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	assert.Equal(t, []string{"wire.answered"}, rulesOf(report))
	assert.Equal(t, int(h.asked.Load()), report.Counts.Requests, "each request reached the service once")
	f := report.Findings[0]
	assert.Equal(t, 1, f.Responses)
	assert.GreaterOrEqual(t, f.Of, 20, "the rate of the fault")
}

func TestHeadersAreKeptAsTheyCame(t *testing.T) {
	t.Parallel()
	h := newHonest()
	onWire("results", raw("HTTP/1.1 200 OK\r\ncontent-TYPE:  text/plain\r\nX-Twice: 1\r\nx-twice: 2\r\n\r\n[]"))(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	require.Equal(t, []string{"wire.content-type"}, warned(report))
	assert.Equal(t, []contract.Field{
		{Name: "content-TYPE", Value: "text/plain"}, {Name: "X-Twice", Value: "1"}, {Name: "x-twice", Value: "2"},
	}, report.Findings[0].Exchange.Response.Header)
}

func TestInterimAnswersAreReadOver(t *testing.T) {
	t.Parallel()
	h := newHonest()
	onWire("results", raw("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"+
		"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"))(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	assert.Empty(t, warned(report))
}

// The findings on responses with faults of the connection.
func TestWireFaults(t *testing.T) {
	t.Parallel()
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	for _, c := range []struct{ name, rule, got, text string }{
		{"nothing", "wire.answered", "closed without a response", ""},
		{"half a head", "wire.answered", "ended in the response head", "HTTP/1.1 200 OK\r\nConte"},
		{"no HTTP", "wire.answered", "is not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
		{"short", "wire.complete", "after 2 of 20 announced", head + "Content-Length: 20\r\n\r\n[]"},
		{"long", "wire.complete", "3 bytes follow the 2", head + "Content-Length: 2\r\n\r\n[]   "},
		{"chunk cut", "wire.complete", "was truncated after 1 bytes", head + "Transfer-Encoding: chunked\r\n\r\n2\r\n["},
		{"no last chunk", "wire.complete", "was truncated", head + "Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n"},
		{"two lengths", "wire.answered", "is not HTTP", head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n[]"},
		{"endless head", "wire.answered", "is longer than 262144 bytes", head + strings.Repeat("X: y\r\n", 50_000)},
		{"no gzip", "wire.encoding", "is not gzip", head + "Content-Encoding: gzip\r\n\r\n[]"},
		{"unknown coding", "wire.encoding", `"br"`, head + "Content-Encoding: br\r\n\r\n[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newHonest()
			onWire("results", raw(c.text))(h)
			report, err := contract.Check(t.Context(), h.target(t))
			require.NoError(t, err)
			require.Equal(t, []string{c.rule}, rulesOf(report))
			assert.Contains(t, report.Findings[0].Got, c.got)
		})
	}
}

func TestSlowAnswerIsGivenUp(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	h := newHonest()
	onWire("results", func(w http.ResponseWriter, a *answer) { <-over })(h)
	target := h.target(t)
	t.Cleanup(func() { close(over) })
	target.RequestTimeout = time.Second
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.Equal(t, []string{"wire.answered"}, rulesOf(report))
	assert.Contains(t, report.Findings[0].Got, "no complete response within 1s; 0 bytes received")
}

func TestDrippingAnswerIsGivenUp(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	h := newHonest()
	onWire("results", func(w http.ResponseWriter, a *answer) {
		w.Header().Set("Content-Type", "application/json")
		w.Write([]byte("["))
		w.(http.Flusher).Flush()
		<-over
	})(h)
	target := h.target(t)
	t.Cleanup(func() { close(over) })
	target.RequestTimeout = time.Second
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.Equal(t, []string{"wire.bounded"}, rulesOf(report))
	assert.Equal(t, "the body had not ended after 1s; 1 byte received", report.Findings[0].Got)
}

func TestSlowAnswerOverHTTP2IsGivenUp(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
	}))
	server.EnableHTTP2, server.TLS = true, quickTLS().Clone()
	server.StartTLS()
	t.Cleanup(server.Close)
	target := targetOf(server.URL)
	target.RequestTimeout, target.TLS.Insecure = 100*time.Millisecond, true
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.Equal(t, []string{"wire.answered"}, rulesOf(report))
	assert.Equal(t, "no complete response within 100ms; 0 bytes received", report.Findings[0].Got)
}

func TestPackedBodyIsBounded(t *testing.T) {
	t.Parallel()
	h := newHonest()
	onWire("results", func(w http.ResponseWriter, _ *answer) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range 1 << 12 {
			fmt.Fprint(z, strings.Repeat(" ", 1<<10))
		}
		z.Close()
	})(h)
	target := h.target(t)
	target.MaxBody = 1 << 20
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.Equal(t, []string{"wire.bounded"}, rulesOf(report))
	assert.Contains(t, report.Findings[0].Got, "decompresses to more than")
}

// Every protocol carries the same answers: the honest service passes, and a
// fault is found.
func TestProtocols(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, version, proto string
		secure               bool
	}{
		{"http 1.1", "", "HTTP/1.1", false},
		{"http 2 with prior knowledge", "2", "HTTP/2.0", false},
		{"https prefers 2", "", "HTTP/2.0", true},
		{"https 1.1", "1.1", "HTTP/1.1", true},
		{"https 2", "2", "HTTP/2.0", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newHonest()
			target := protocolTarget(t, h, c.secure)
			target.HTTP = c.version
			report, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			assert.Empty(t, rulesOf(report))

			onAnswer("list", func(a *answer) { a.header.Set("Content-Type", "text/plain") })(h)
			report, err = contract.Check(t.Context(), target)
			require.NoError(t, err)
			require.Equal(t, []string{"wire.content-type"}, warned(report))
			assert.Equal(t, c.proto, report.Findings[0].Exchange.Response.Proto)

			onWire("list", func(http.ResponseWriter, *answer) { panic(http.ErrAbortHandler) })(h)
			report, err = contract.Check(t.Context(), target)
			require.NoError(t, err)
			assert.Contains(t, rulesOf(report), "wire.answered")
		})
	}
}

func protocolTarget(t *testing.T, h http.Handler, secure bool) contract.Target {
	t.Helper()
	server := httptest.NewUnstartedServer(h)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Config.Protocols = new(http.Protocols)
	server.Config.Protocols.SetHTTP1(true)
	server.Config.Protocols.SetHTTP2(true)
	server.Config.Protocols.SetUnencryptedHTTP2(true)
	server.EnableHTTP2 = true
	t.Cleanup(server.Close)
	if !secure {
		server.Start()
		return targetOf(server.URL)
	}
	server.TLS = quickTLS().Clone()
	server.StartTLS()
	target := targetOf(server.URL)
	target.TLS.CAFile = filepath.Join(t.TempDir(), "ca.pem")
	block := &pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}
	require.NoError(t, os.WriteFile(target.TLS.CAFile, pem.EncodeToMemory(block), 0o600))
	return target
}

// A target that requires HTTP/2 does not pass over HTTP/1.1.
func TestNoHTTP2(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]*tls.Config{
		"plain": nil, "offers HTTP/1.1": {NextProtos: []string{"http/1.1"}}, "offers nothing": {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			require.NoError(t, err)
			target := targetOf("http://" + listener.Addr().String())
			if config != nil {
				target.URL = "https://" + listener.Addr().String()
				config.Certificates = quickTLS().Certificates
				listener = tls.NewListener(listener, config)
			}
			server := &http.Server{Handler: newHonest(), ErrorLog: log.New(io.Discard, "", 0)}
			go func() { _ = server.Serve(listener) }() // ends with Close
			t.Cleanup(func() { assert.NoError(t, server.Close()) })
			target.HTTP, target.TLS.Insecure = "2", true
			_, err = contract.Check(t.Context(), target)
			var ask *contract.NotCheckedError
			require.ErrorAs(t, err, &ask)
			assert.Equal(t, "leave the version of HTTP to the service", ask.Hint)
		})
	}
}

func TestUntrustedCertificateCannotBeAsked(t *testing.T) {
	t.Parallel()
	target := protocolTarget(t, newHonest(), true)
	target.TLS = contract.TLS{}
	_, err := contract.Check(t.Context(), target)
	var ask *contract.NotCheckedError
	require.ErrorAs(t, err, &ask)
	assert.Contains(t, ask.Hint, "authority")

	target.TLS.Insecure = true
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, report.Verdict)
}

// proxy forwards requests, tunnels included, and counts them.
type proxy struct{ plain, tunnels atomic.Int32 }

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Proxy-Authorization") != "Basic dXNlcjpwYXNz" {
		w.WriteHeader(http.StatusProxyAuthRequired)
		return
	}
	if r.Method != http.MethodConnect {
		p.plain.Add(1)
		(&httputilProxy{}).ServeHTTP(w, r)
		return
	}
	p.tunnels.Add(1)
	up, err := net.Dial("tcp", r.Host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer up.Close()
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	fmt.Fprint(conn, "HTTP/1.1 200 Connection established\r\n\r\n")
	go io.Copy(up, conn)
	io.Copy(conn, up)
}

func TestProxy(t *testing.T) {
	t.Parallel()
	for _, secure := range []bool{false, true} {
		t.Run(fmt.Sprintf("secure=%t", secure), func(t *testing.T) {
			t.Parallel()
			p := &proxy{}
			between := httptest.NewServer(p)
			t.Cleanup(between.Close)
			target := protocolTarget(t, newHonest(), secure)
			target.Proxy = strings.Replace(between.URL, "http://", "http://user:pass@", 1)
			report, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			assert.Empty(t, rulesOf(report))
			assert.Equal(t, report.Counts.Requests, int(p.plain.Load()+p.tunnels.Load()))
		})
	}
}

func TestClientCertificate(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(newHonest())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.TLS = &tls.Config{ClientAuth: tls.RequireAnyClientCert}
	server.StartTLS()
	t.Cleanup(server.Close)
	target := targetOf(server.URL)
	target.TLS = contract.TLS{Insecure: true}
	report, err := contract.Check(t.Context(), target)
	assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, err))

	target.TLS.CertFile, target.TLS.KeyFile = selfSigned(t)
	report, err = contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Empty(t, rulesOf(report))
}
