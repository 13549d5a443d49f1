package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// response is what is compared of a response: all but Date and the order of headers.
type response struct {
	Status  int
	Headers []string // "name: value", in lower case, sorted
	Body    string
}

// headers of the mock alone, or of the moment.
var uncompared = []string{"date", "ringer-trace", "ringer-ignored", "vary", "connection"}

// ask sends a request to an address and reads the response.
func ask(ctx context.Context, address string, r request) (response, error) {
	const patience = time.Minute
	conn, err := (&net.Dialer{Timeout: patience}).DialContext(ctx, "tcp", address)
	if err != nil {
		return response{}, err
	}
	defer conn.Close() //nolint:errcheck // nothing is lost
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return response{}, err
	}
	if _, err := conn.Write(r.bytes("service.test")); err != nil {
		return response{}, err
	}
	got, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: r.method})
	if err != nil {
		return response{}, err
	}
	defer got.Body.Close() //nolint:errcheck // nothing is lost
	body, err := io.ReadAll(got.Body)
	if err != nil {
		return response{}, err
	}
	out := response{Status: got.StatusCode, Body: string(body)}
	for name, values := range got.Header {
		if name = strings.ToLower(name); !slices.Contains(uncompared, name) {
			out.Headers = append(out.Headers, name+": "+strings.Join(values, ", "))
		}
	}
	slices.Sort(out.Headers)
	return out, nil
}

// verdict is how two responses to a request compare.
type verdict int

const (
	equal verdict = iota
	// alike: they differ only in what a document cannot tell; see docs/fidelity.md.
	alike
	different
)

// compare compares the framework's response with the mock's.
func compare(theirs, ours response) verdict {
	switch {
	case theirs.Status == ours.Status && theirs.Body == ours.Body && slices.Equal(theirs.Headers, ours.Headers):
		return equal
	case theirs.Status == ours.Status && theirs.Status == http.StatusUnprocessableEntity && sameKinds(theirs.Body, ours.Body):
		return alike
	}
	return different
}

// sameKinds reports whether two 422s have the same errors, by type and the first elements of loc.
func sameKinds(a, b string) bool {
	x, errX := kinds(a)
	y, errY := kinds(b)
	return errX == nil && errY == nil && slices.Equal(x, y)
}

func kinds(body string) ([]string, error) {
	var said struct {
		Detail []struct {
			Type string
			Loc  []any
		}
	}
	d := json.NewDecoder(bytes.NewReader([]byte(body)))
	if err := d.Decode(&said); err != nil {
		return nil, err
	}
	var all []string
	for _, each := range said.Detail {
		all = append(all, each.Type+" "+fmt.Sprint(each.Loc[:min(2, len(each.Loc))]...))
	}
	return all, nil
}
