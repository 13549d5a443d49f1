package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/parent"
	"github.com/ringer-api/ringer/cmd/ringer/internal/serving"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/mock"
)

func newServeCommand(app *app) *cobra.Command {
	wanted := setting.InSection("mock")
	var printOnly bool
	cmd := &cobra.Command{
		Use:   "serve [API...]",
		Short: "run the mock: serve one API or several on a local port",
		Long: `Starts the mock and prints its address, which API it serves, the address of its
control interface, the main settings, and a curl command to try. Lists hold jobs that
are generated from the seed; a job that you create moves from its first state to a
final one while you poll. Ctrl-C stops the mock.

API is an OpenAPI document, the folder of an API (docs/apis.md), or llamacloud-evals,
the built-in API and the default; it is the same as --api. ringer jobs API shows which
of its resources are jobs, and ringer lint API what cannot be used. The document, its
overlays and the scenarios of --fixtures are watched: an edit takes effect at once, and
after one of the API all sessions start again. After an edit that breaks something, the
last good version is served, and the log says what is wrong.

Several APIs are served side by side, each under the path of the servers that its
document names, or --prefix NAME=/path, or by --host-name NAME=HOST. --overlay changes
the API named before it. They have one clock, one journal, and the same sessions.

Each option can also be set in ringer.yaml under serve:, by the same name, or by an
environment variable such as RINGER_PORT. Options on the command line override
variables, and variables override the file.

A single request can set preferences in the header Prefer: scenario=empty, count=3,
status=ERROR, code=503, wait=2, fault=reset. Preferences of other servers, such as
respond-async or count=exact, are ignored; the response header Ringer-Ignored and
ringer ctl why name them.`,
		Example: `# on any free port, logging warnings only
ringer serve --port 0 --log-level warn

# an API of your own, a minute per second
ringer serve batches.yaml --speed 60x --port 0

# two APIs in one mock
ringer serve print.yaml copy.yaml --overlay copy.overlay.yaml --prefix copy-shop=/copy

# repeatable: the same responses in every run
ringer serve --scenario one-of-each-status --now 2024-10-01T12:00:00Z`,
		Args: someAPIs,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, all, err := app.settings(cmd, wanted, args)
			if err != nil {
				return err
			}
			app.json = c.Mock.LogFormat == "json"
			app.warn(c.Warnings)
			if printOnly {
				setting.Print(app.stdout, all, app.environ)
				return nil
			}
			if cmd.Flags().Changed("token-env") && c.Mock.Auth != "token" {
				return output.Usage("--token-env has no effect with auth "+c.Mock.Auth,
					"add --auth token", "for the token of the control interface use --control-token-env")
			}
			if len(args) < 2 {
				if err := c.Mock.TakeSeveral(nil); err != nil {
					return err
				}
			}
			return app.serve(cmd.Context(), c.Mock)
		},
	}
	setting.AddFlags(cmd, wanted, app.environ)
	cmd.Flags().BoolVar(&printOnly, "print-config", false,
		"print the effective settings with their sources")
	return cmd
}

// serve listens until ctx ends, then lets responses in progress finish.
func (a *app) serve(ctx context.Context, c setting.Mock) error {
	if err := serving.CheckListening(c); err != nil {
		return err
	}
	logger := a.logger(c)
	ctx, err := a.withParent(ctx, c, logger)
	if err != nil {
		return err
	}
	if err := serving.ClearReadyFile(c); err != nil {
		return err
	}
	apis, err := loadAPIs(c)
	if err != nil {
		return err
	}
	double, err := a.newMock(apis.in(c), logger)
	if err != nil {
		return err
	}
	server := double.HTTPServer()
	current := serving.NewHandler(double, followFixtures(double, c, logger))
	defer current.Close()
	server.Handler = current
	server.RegisterOnShutdown(current.EndEvents) // of the mock that is served then
	certificate, err := serving.Certificate(withHostNames(c), time.Now())
	if err != nil {
		return err
	}
	defer a.followAPIs(current, c, apis, logger)()
	listener, err := listen(ctx, c)
	if err != nil {
		return err
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(mock.Listener(listener, serving.Pair(certificate))) }()
	ready := serving.NewReady(c, listener.Addr(), certificate, thisBuild().Version)
	if err := ready.WriteFile(c.ReadyFile); err != nil {
		return errors.Join(err, server.Close())
	}
	if a.json {
		ready.Print(a.stdout)
		logger.Info("listening", "url", ready.URL, "api", apis.title(), "scenario", c.Engine.Scenario, "seed", c.Engine.Seed)
	} else {
		serving.Announce(a.stdout, c, double.Places(), listener.Addr(), certificate)
	}
	select {
	case err := <-failed:
		return output.NotChecked(fmt.Sprintf("serving: %v", err))
	case <-ctx.Done():
		return stop(server, c.Drain, logger)
	}
}

// withParent returns a context that ends with the parent, too, if the settings want it.
func (a *app) withParent(ctx context.Context, c setting.Mock, logger *slog.Logger) (context.Context, error) {
	if !c.ExitWithParent {
		return ctx, nil
	}
	gone, err := parent.Watch(ctx, a.stdin)
	if err != nil {
		return nil, err
	}
	ctx, end := context.WithCancel(ctx)
	go func() {
		defer end()
		select {
		case reason := <-gone:
			logger.Info(reason)
		case <-ctx.Done():
		}
	}()
	return ctx, nil
}

// followFixtures reloads edited scenarios of the folder, if there is one, and
// returns a function that stops it. Where the system cannot watch files, the mock
// still serves.
func followFixtures(double *mock.Mock, c setting.Mock, logger *slog.Logger) (end func()) {
	if c.Fixtures == "" {
		return func() {}
	}
	watch, err := double.WatchFixtures(mock.FixturesConfig{Dir: c.Fixtures})
	if err != nil {
		logger.Warn("edited scenarios take effect after a restart only", "error", err)
		return func() {}
	}
	return func() { _ = watch.Close() } // closing a watch cannot matter here
}

func listen(ctx context.Context, c setting.Mock) (net.Listener, error) {
	address := net.JoinHostPort(c.Host, strconv.Itoa(c.Port))
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		hint := "is " + c.Host + " an address of this machine? 127.0.0.1 always is"
		if errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.EACCES) {
			hint = "--port 0 picks a free port"
		}
		return nil, output.NotChecked(fmt.Sprintf("listening on %s: %v", address, output.Cause(err)), hint)
	}
	return listener, nil
}

// stop waits for responses in progress, but not longer than drain.
func stop(server *http.Server, drain time.Duration, logger *slog.Logger) error {
	ctx, cancel := context.WithTimeout(context.Background(), drain)
	defer cancel()
	logger.Info("stopping")
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		logger.Warn("responses in progress were cut off", "waited", drain)
		err = server.Close()
	}
	if err != nil {
		return output.NotChecked(fmt.Sprintf("stopping: %v", err))
	}
	return nil
}
