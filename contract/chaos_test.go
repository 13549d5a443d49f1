package contract_test

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// chaos is a service of which nothing can be relied on: a share of its answers
// are right ones with one mutation at most, the rest garbage, cuts and closes. The
// same seed makes the same choices, in the order of the requests.
type chaos struct {
	honest   *honest
	listener net.Listener
	serving  sync.WaitGroup

	mu      sync.Mutex
	chance  *rand.Rand
	garbage float64 // share of answers that are no right ones
	mutate  float64 // share of the right ones that are mutated
	chokes  bool    // on ids that are none, with a 500
	last    []byte  // the answer before, to be given again
}

func newChaos(t *testing.T, seed uint64, h *honest) *chaos {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	chance := rand.New(rand.NewPCG(seed, 0xc4a05))
	c := &chaos{honest: h, listener: listener, chance: chance,
		garbage: []float64{0, 0.1, 0.5, 0.9, 1}[chance.IntN(5)],
		mutate:  []float64{0.02, 0.2, 1}[chance.IntN(3)],
		chokes:  chance.IntN(3) == 0,
	}
	c.serving.Go(c.accept)
	return c
}

func (c *chaos) url() string { return "http://" + c.listener.Addr().String() }

// close ends the service, and waits for all that it is about.
func (c *chaos) close() {
	_ = c.listener.Close()
	c.serving.Wait()
}

func (c *chaos) accept() {
	for {
		conn, err := c.listener.Accept()
		if err != nil {
			return
		}
		c.serving.Go(func() {
			defer conn.Close()
			_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
			c.serve(conn)
		})
	}
}

func (c *chaos) serve(conn net.Conn) {
	in := bufio.NewReader(conn)
	r, err := http.ReadRequest(in)
	if err != nil {
		_, _ = conn.Write([]byte("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))
		return
	}
	answer, stall := c.answer(r)
	_, _ = conn.Write(answer)
	if stall {
		_, _ = in.ReadByte() // until the other side has had enough
	}
}

// answer is what goes onto the wire; stall tells that the connection stays open.
func (c *chaos) answer(r *http.Request) (text []byte, stall bool) {
	right := c.right(r)
	c.mu.Lock()
	defer c.mu.Unlock()
	stall = c.chance.IntN(200) == 0
	switch {
	case c.chance.Float64() < c.garbage:
		text = c.rubbish(r.Method, onWireOf(r.Method, right))
	case c.chance.Float64() < c.mutate:
		text = c.mutated(r.Method, right)
	default:
		text, stall = onWireOf(r.Method, right), false
	}
	c.last = text
	return text, stall
}

// right is the response of a correct service; it lists its datasets, too.
func (c *chaos) right(r *http.Request) *answer {
	a := c.honest.answer(r)
	a.header = a.header.Clone()
	switch r.URL.Path {
	case "/api/v1/pipelines":
		return newAnswer("", 200, []any{map[string]string{"id": pipeline}})
	case "/api/v1/pipelines/" + pipeline + "/eval-datasets":
		return newAnswer("", 200, []any{map[string]string{"id": dataset}, map[string]string{"id": otherDataset}})
	}
	if c.chokes && a.status == http.StatusUnprocessableEntity && r.Method == http.MethodGet {
		return detail(a.operation, http.StatusInternalServerError, "choked")
	}
	return a
}

func onWireOf(method string, a *answer) []byte {
	var b bytes.Buffer
	body := a.bytes()
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", a.status, http.StatusText(a.status))
	for _, name := range slices.Sorted(headerNames(a.header)) {
		for _, value := range a.header[name] {
			fmt.Fprintf(&b, "%s: %s\r\n", name, value)
		}
	}
	if a.header.Get("Content-Length") == "" && a.header.Get("Transfer-Encoding") == "" {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", len(body))
	}
	b.WriteString("\r\n")
	if method != http.MethodHead {
		b.Write(body)
	}
	return b.Bytes()
}

func headerNames(h http.Header) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range h {
			if !yield(name) {
				return
			}
		}
	}
}

// mutated is a valid response with one mutation in bytes, headers, status or order.
func (c *chaos) mutated(method string, a *answer) []byte {
	switch c.chance.IntN(4) {
	case 0:
		a.status = []int{100, 101, 199, 200, 202, 204, 206, 301, 304, 307, 400, 401, 403, 404, 405, 409, 410, 418, 422, 429,
			500, 501, 503, 599, 600, 999}[c.chance.IntN(26)]
	case 1:
		field := [][2]string{{"Content-Type", ""}, {"Content-Type", "text/html"}, {"Content-Type", `application/json; x="`},
			{"Content-Length", "0"}, {"Content-Length", "9999"}, {"Content-Length", "-1"}, {"Content-Length", "1e3"},
			{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "gzip, x"}, {"Content-Encoding", "gzip"},
			{"Content-Encoding", "br"}, {"Content-Encoding", "deflate"}, {"Location", "/"}, {"Location", "::"}, {"Age", "7"},
			{"Retry-After", "1"}, {"Set-Cookie", "a=b"}, {"Allow", "\x00"}, {"X-\xff", "\x1b[31m"}}[c.chance.IntN(19)]
		a.header.Set(field[0], field[1])
	case 2:
		if list, ok := a.body.([]record); ok {
			a.body = c.reordered(list)
			break
		}
		return c.last // another question's answer
	default:
		a.body = c.spoiled(a.bytes())
	}
	return onWireOf(method, a)
}

// reordered is a list in another order, with one left out, or with one twice.
func (c *chaos) reordered(list []record) []record {
	list = slices.Clone(list)
	if len(list) == 0 {
		return list
	}
	at := c.chance.IntN(len(list))
	switch c.chance.IntN(3) {
	case 0:
		slices.Reverse(list)
		return list
	case 1:
		return slices.Delete(list, at, at+1)
	}
	return append(list, list[at])
}

// spoiled is a text with one byte, or one run of bytes, changed.
func (c *chaos) spoiled(text []byte) []byte {
	text = slices.Clone(text)
	if len(text) == 0 {
		return []byte("\x00")
	}
	at := c.chance.IntN(len(text))
	end := min(len(text), at+1+c.chance.IntN(20))
	switch c.chance.IntN(6) {
	case 0:
		text[at] = byte(c.chance.IntN(256))
	case 1:
		return text[:at]
	case 2:
		return slices.Delete(text, at, end)
	case 3:
		return slices.Insert(text, at, text[at:end]...)
	case 4:
		return bytes.ReplaceAll(text, []byte("null"), []byte(`{"":[]}`))
	default:
		return bytes.ReplaceAll(text, []byte("20"), []byte("-9"))
	}
	return text
}

// rubbish is not a valid response: less than one, more than one, or none at all.
func (c *chaos) rubbish(method string, right []byte) []byte {
	switch c.chance.IntN(9) {
	case 0:
		return nil
	case 1:
		return right[:c.chance.IntN(len(right))]
	case 2:
		return append(slices.Clone(right), right...)
	case 3:
		noise := make([]byte, c.chance.IntN(2000))
		for i := range noise {
			noise[i] = byte(c.chance.IntN(256))
		}
		return noise
	case 4:
		return []byte("HTTP/1.1 200 OK\r\n" + strings.Repeat("X: y\r\n", c.chance.IntN(60_000)) + "\r\n")
	case 5:
		return []byte("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
			strings.Repeat("5\r\n[[[[[\r\n", c.chance.IntN(1000)))
	case 6:
		return append(bytes.Repeat([]byte("HTTP/1.1 103 Early Hints\r\n\r\n"), c.chance.IntN(50)), right...)
	case 7:
		body := strings.Repeat(`[{"a":`, c.chance.IntN(3000))
		return onWireOf(method, newAnswer("", 200, []byte(body)))
	}
	return onWireOf(method, newAnswer("", 200, []byte("["+strings.Repeat(`{"id":"x"},`, c.chance.IntN(2000))+"1]")))
}
