package ctl

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/client"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/event"
	"github.com/ringer-api/ringer/schemas/display"
)

// Filter selects requests by the options, as the mock's journal does.
func (o *JournalOptions) Filter() (mock.Filter, error) {
	f, err := mock.ParseFilter(o.query())
	var problem *mock.Problem
	if errors.As(err, &problem) {
		return f, output.Usage(client.InOptions(problem.Detail), client.ShellHints(*problem)...)
	}
	return f, err
}

// AsEntry is the part of an event that the options filter by.
func AsEntry(r *event.Requested) *mock.Entry {
	return &mock.Entry{Method: r.Method, URL: r.URL, Status: r.Status, Trace: mock.Trace{API: r.API, Operation: r.Operation}}
}

// watch prints requests as they come, until the context ends.
func (c *ctl) watch(ctx context.Context, o *JournalOptions) error {
	wanted, err := o.Filter()
	if err != nil {
		return err
	}
	client, err := c.client()
	if err != nil {
		return err
	}
	stream, err := client.Open(ctx, http.MethodGet,
		c.sessionPath("/events?kind="+mock.EventRequest), "", nil)
	if err != nil {
		return err
	}
	defer stream.Body.Close()
	lines := bufio.NewScanner(stream.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data:")
		if !ok {
			continue
		}
		var event mock.Event
		err := json.Unmarshal([]byte(data), &event)
		if err != nil || event.Request == nil || !wanted.Matches(AsEntry(event.Request)) {
			continue // another kind of event, or a request that is filtered out
		}
		if c.format == "json" {
			fmt.Fprintf(c.stdout, "%s\n", display.JSON([]byte(strings.TrimSpace(data))))
			continue
		}
		r := event.Request
		c.printRequest(event.At, r.Trace, r.Method, r.URL, r.Status, r.Why)
	}
	if ctx.Err() != nil {
		return nil // Ctrl-C is how it ends
	}
	return output.NotChecked(fmt.Sprintf("following the mock at %s: the stream ended", client.Base),
		"the mock stopped, or this client read too slowly")
}
