package ctl

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock/control"
)

// JournalOptions are the options of ringer ctl journal.
type JournalOptions struct {
	follow, har, clear bool
	operation, Status  string
	api, Method, Path  string
	limit              int
}

func (c *ctl) journalCommand() *cobra.Command {
	var o JournalOptions
	cmd := c.inSession(&cobra.Command{Use: "journal",
		Short: "list the requests received, or follow them",
		Args:  verb.Arguments(0, 0, "no argument"),
		Long: `Prints a line per request: trace, time, status code, method, URL, and the reason for
the response. --follow prints only new requests, until Ctrl-C. --format json prints
whole exchanges; --har prints an HTTP Archive for the network panel of a browser.`,
		Example: `ringer ctl journal --limit 10
ringer ctl journal --method POST --path /evals

# to open in a browser's network panel
ringer ctl journal --har > ringer.har`}, nil)
	flags := cmd.Flags()
	flags.BoolVar(&o.follow, "follow", false, "print new requests as they arrive")
	flags.BoolVar(&o.har, "har", false, "print an HTTP Archive 1.2")
	flags.BoolVar(&o.clear, "clear", false, "delete all entries")
	flags.StringVar(&o.api, "api", "", "only requests to this API, of a mock of several")
	flags.StringVar(&o.operation, "operation", "", "only requests for this operation, such as list")
	flags.StringVar(&o.Method, "method", "", "only requests with this method")
	flags.StringVar(&o.Path, "path", "", "only requests whose path and query contain this text, with or\nwithout the base path of the server; with --follow, as sent")
	flags.StringVar(&o.Status, "status", "", "only responses with this status code, such as 404 or 4xx")
	flags.Var(setting.Number(&o.limit, 0, 1_000_000), "limit", "only the last NUMBER entries; 0 is all")
	verb.NameValue(cmd, "api", "NAME")
	verb.NameValue(cmd, "operation", "NAME")
	verb.NameValue(cmd, "method", "METHOD")
	verb.NameValue(cmd, "path", "PATH")
	verb.NameValue(cmd, "status", "STATUS")
	verb.NameValue(cmd, "limit", "NUMBER")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return c.journal(cmd.Context(), &o) }
	return cmd
}

func (c *ctl) journal(ctx context.Context, o *JournalOptions) error {
	switch {
	case o.follow && o.har || o.follow && o.clear || o.har && o.clear:
		return output.Usage("--follow, --har and --clear exclude each other", "leave out all but one")
	case o.follow && o.limit > 0:
		return output.Usage("--limit selects past requests, and --follow prints new ones",
			"leave out one of them")
	case o.clear:
		return c.call(ctx, http.MethodDelete, c.sessionPath("/journal"), nil, nil)
	case o.follow:
		return c.watch(ctx, o)
	case o.har:
		var archive json.RawMessage
		if err := c.call(ctx, http.MethodGet, c.sessionPath("/journal.har?"+o.query().Encode()), nil, &archive); err != nil {
			return err
		}
		return output.WriteJSON(c.stdout, archive)
	}
	var list control.JournalList
	if err := c.call(ctx, http.MethodGet, c.sessionPath("/journal?"+o.query().Encode()), nil, &list); err != nil {
		return err
	}
	return c.print(list, func() {
		for _, e := range list.Exchanges {
			c.printRequest(e.At, e.Trace.ID, e.Method, e.URL, e.Status, e.Trace.String())
		}
	})
}

func (o *JournalOptions) query() url.Values {
	query := url.Values{}
	for name, value := range map[string]string{
		"api": o.api, "operation": o.operation, "method": o.Method, "path": o.Path, "status": o.Status,
	} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if o.limit > 0 {
		query.Set("limit", strconv.Itoa(o.limit))
	}
	return query
}

func (c *ctl) printRequest(at time.Time, trace, method, url string, status int, why string) {
	c.printText("%s  %s  %d %s %s  %s", trace, at.Format(time.RFC3339Nano), status, method, url, why)
}

func (c *ctl) whyCommand() *cobra.Command {
	return c.leaf(&cobra.Command{Use: "why TRACE", Short: "explain why the mock gave a response",
		Args: verb.Arguments(1, 1, "the value of a response's header Ringer-Trace"),
		Long: `TRACE is the value of the response's header Ringer-Trace, such as default.1; ringer ctl
journal and the log show it too. Prints the scenario and the rule that matched, the
rules that did not match and why, the preferences of the request, those that were
ignored and why, and the faults that applied.`,
		Example: "curl -si " + setting.DefaultURL + example.Path + ` | grep Ringer-Trace
ringer ctl why default.1`}, func(cmd *cobra.Command, args []string) error {
		var e control.Explanation
		if err := c.call(cmd.Context(), http.MethodGet, "/journal/"+url.PathEscape(args[0]), nil, &e); err != nil {
			return err
		}
		return c.print(e, func() { c.printText("%s", e.Explanation) })
	})
}
