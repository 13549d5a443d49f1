package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// comparison compares the mock with frameworks.
type comparison struct {
	folder  string // of the application, the list and the golden files
	update  bool
	verbose bool
	shown   int // how many differences are still printed
	randoms counted
}

// list compares the responses to the list of requests.
func (c *comparison) list(ctx context.Context, f framework) (counted, error) {
	file, err := os.Open(filepath.Join(c.folder, requestsFile))
	if err != nil {
		return counted{}, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	requests, err := readRequests(file)
	if err != nil {
		return counted{}, fmt.Errorf("%s: %w", requestsFile, err)
	}
	service, err := f.start(ctx, filepath.Join(c.folder, application))
	if err != nil {
		return counted{}, err
	}
	defer service.stop()
	document, err := service.document(ctx)
	if err != nil {
		return counted{}, err
	}
	theirs, counts, err := c.all(ctx, f, service.address, document, requests)
	if err == nil && c.update {
		err = record(filepath.Join(c.folder, f.name), document, theirs)
	}
	return counts, err
}

// all compares the responses to requests, and returns the framework's.
func (c *comparison) all(ctx context.Context, f framework, address, document string, requests []request) ([]response, counted, error) {
	mine, stop, err := serveMock(document)
	if err != nil {
		return nil, counted{}, err
	}
	defer stop()
	var counts counted
	var all []response
	for _, r := range requests {
		theirs, err := ask(ctx, address, r)
		if err != nil {
			return nil, counts, fmt.Errorf("%s: %w", r, err)
		}
		ours, err := ask(ctx, mine, r)
		if err != nil {
			return nil, counts, fmt.Errorf("%s: %w", r, err)
		}
		v := compare(theirs, ours)
		if _, told := r.told[f.name]; told && v == different {
			v = alike
		}
		counts[v]++
		all = append(all, theirs)
		if v == different || c.verbose && v == alike {
			c.show(r, theirs, ours)
		}
	}
	return all, counts, nil
}

func (c *comparison) show(r request, theirs, ours response) {
	if c.shown--; c.shown < 0 {
		return
	}
	fmt.Printf("line %d: %s\n", r.line, r)
	if theirs.Status != ours.Status || theirs.Body == ours.Body {
		fmt.Printf("  want %d %q\n  got  %d %q\n", theirs.Status, theirs.Headers, ours.Status, ours.Headers)
	}
	want, got := apart(theirs.Body, ours.Body)
	fmt.Printf("  want %s\n  got  %s\n", want, got)
}

// apart returns the parts of two texts from where they differ, and what leads there.
func apart(a, b string) (string, string) {
	const before, most = 90, 330
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	part := func(s string) string {
		s = s[max(0, n-before):]
		return s[:min(len(s), most)]
	}
	return part(a), part(b)
}

// record writes the golden files of a framework.
func record(folder, document string, all []response) error {
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // test data
		return err
	}
	var lines []byte
	for _, r := range all {
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		lines = append(append(lines, line...), '\n')
	}
	if err := os.WriteFile(filepath.Join(folder, "openapi.json"), []byte(document+"\n"), 0o644); err != nil { //nolint:gosec // test data
		return err
	}
	return os.WriteFile(filepath.Join(folder, "responses.jsonl"), lines, 0o644) //nolint:gosec // test data
}

// random compares one application that is made at random, with requests that are.
func (c *comparison) random(ctx context.Context, f framework, seed int) (counted, error) {
	service, err := f.start(ctx, filepath.Join(c.folder, randomApp), strconv.Itoa(seed))
	if err != nil {
		return counted{}, err
	}
	defer service.stop()
	document, err := service.document(ctx)
	if err != nil {
		return counted{}, err
	}
	requests, err := randomRequests(document, uint64(seed)) //nolint:gosec // a seed
	if err != nil {
		return counted{}, err
	}
	_, counts, err := c.all(ctx, f, service.address, document, requests)
	return counts, err
}
