package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// request is one request of the list. Its body is JSON unless a header says otherwise.
type request struct {
	line    int // of the list; 0 for one that was made at random
	method  string
	target  string
	headers [][2]string
	body    string
	// told says by framework why the mock's response differs: the document does not tell it.
	told map[string]string
}

func (r request) String() string {
	text := r.method + " " + r.target
	if r.body != "" {
		text += " " + strconv.Quote(r.body)
	}
	for _, h := range r.headers {
		text += " | " + h[0] + ": " + h[1]
	}
	return text
}

// readRequests reads a list of requests: a line "METHOD TARGET BODY" for each, then its headers,
// indented. A body that begins with a backquote is quoted, with the escapes of Go's texts, but
// for double quotes.
// "~ FRAMEWORK: REASON" says that a response of the mock differs there, since the document does not
// tell all of a type. Lines that are empty or begin with # are comments.
func readRequests(from io.Reader) ([]request, error) {
	var all []request
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  ~ ") && len(all) > 0:
			name, why, _ := strings.Cut(line[len("  ~ "):], ": ")
			last := &all[len(all)-1]
			if last.told == nil {
				last.told = map[string]string{}
			}
			last.told[name] = why
		case strings.HasPrefix(line, "  "):
			name, value, ok := strings.Cut(strings.TrimSpace(line), ":")
			if !ok || len(all) == 0 {
				return nil, fmt.Errorf("line %d: want a header of the request above it, such as Cookie: a=b", n)
			}
			last := &all[len(all)-1]
			last.headers = append(last.headers, [2]string{name, strings.TrimPrefix(value, " ")})
		default:
			r, err := readRequest(line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			r.line = n
			all = append(all, r)
		}
	}
	return all, lines.Err()
}

func readRequest(line string) (request, error) {
	parts := strings.SplitN(line, " ", 3)
	if len(parts) < 2 || !strings.HasPrefix(parts[1], "/") {
		return request{}, fmt.Errorf("%q: want METHOD /TARGET BODY", line)
	}
	r := request{method: parts[0], target: parts[1]}
	if len(parts) == 3 {
		r.body = parts[2]
	}
	if quoted, ok := strings.CutPrefix(r.body, "`"); ok {
		plain := strings.ReplaceAll(strings.TrimSuffix(quoted, "`"), `"`, `\"`)
		body, err := strconv.Unquote(`"` + plain + `"`)
		if err != nil {
			return request{}, fmt.Errorf("the body %s: %w", r.body, err)
		}
		r.body = body
	}
	return r, nil
}

// bytes is the request on the wire, over a connection that is closed afterwards.
func (r request) bytes(host string) []byte {
	head := r.method + " " + r.target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
	typed := false
	for _, h := range r.headers {
		typed = typed || http.CanonicalHeaderKey(h[0]) == "Content-Type"
		if h[1] != "-" { // a header that the request must not have
			head += h[0] + ": " + h[1] + "\r\n"
		}
	}
	if r.body != "" {
		if !typed {
			head += "Content-Type: application/json\r\n"
		}
		head += "Content-Length: " + strconv.Itoa(len(r.body)) + "\r\n"
	}
	return []byte(head + "\r\n" + r.body)
}
