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

	"github.com/ringer-api/ringer/mock"
)

func newServeCommand(app *app) *cobra.Command {
	wanted := inSection("mock")
	var printOnly bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "answer like the real API, on a port of this machine",
		Long: `Starts the mock and prints its address, that of its control interface, what is
in force, and a curl line to try it with. Every pipeline and every dataset has
executions, made from the seed and the ids; what you POST moves from PENDING to
its end while you poll. Ctrl-C stops it.

Each option can also be set in ringer.yaml under mock:, by the same name, or by
a variable such as RINGER_PORT. A flag wins over a variable, and a variable
over the file.

One request can ask for something else by itself, with the header Prefer:
scenario=empty, count=3, status=ERROR, code=503, wait=2, fault=reset.`,
		Example: `# on any free port, and quiet
ringer serve --port 0 --log-level warn

# the same bytes tomorrow
ringer serve --scenario one-of-each-status --now 2024-10-01T12:00:00Z`,
		Args: arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, all, err := load(cmd, wanted, app.environ)
			if err != nil {
				return err
			}
			if printOnly {
				printConfig(app.stdout, all, app.environ)
				return nil
			}
			if cmd.Flags().Changed("token-env") && c.mock.auth != "token" {
				return usage("--token-env names a token, and with auth "+c.mock.auth+" none is asked for",
					"add --auth token", "--control-token-env names the token of the control interface")
			}
			return app.serve(cmd.Context(), c.mock)
		},
	}
	addSettings(cmd, wanted)
	cmd.Flags().BoolVar(&printOnly, "print-config", false,
		"print the settings in force and where each came from")
	return cmd
}

// serve listens until ctx ends, then lets answers under way finish.
func (a *app) serve(ctx context.Context, c mockConfig) error {
	if err := checkListening(c); err != nil {
		return err
	}
	logger := a.logger(c)
	double, err := a.double(c, logger)
	if err != nil {
		return err
	}
	defer func() { _ = double.Close() }() // nothing outlives it
	defer followFixtures(double, c, logger)()
	certificate, err := certificateOf(c, time.Now())
	if err != nil {
		return err
	}
	listener, err := listen(ctx, c)
	if err != nil {
		return err
	}
	server := double.HTTPServer()
	announce(a.stdout, c, listener.Addr(), certificate)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(mock.Listener(listener, pair(certificate))) }()
	select {
	case err := <-failed:
		return unasked(fmt.Sprintf("serving: %v", err))
	case <-ctx.Done():
		return stop(server, c.drain, logger)
	}
}

// followFixtures lets edits of the scenarios in the folder, if there is one, take
// effect, and gives what ends that. Where the system does not tell of edits,
// the mock still serves.
func followFixtures(double *mock.Mock, c mockConfig, logger *slog.Logger) (end func()) {
	if c.fixtures == "" {
		return func() {}
	}
	watch, err := double.WatchFixtures(mock.FixturesConfig{Dir: c.fixtures})
	if err != nil {
		logger.Warn("edited scenarios take effect after a restart only", "error", err)
		return func() {}
	}
	return func() { _ = watch.Close() } // what it watched is left alone
}

func listen(ctx context.Context, c mockConfig) (net.Listener, error) {
	address := net.JoinHostPort(c.host, strconv.Itoa(c.port))
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		hint := "is " + c.host + " an address of this machine? 127.0.0.1 always is"
		if errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.EACCES) {
			hint = "--port 0 picks a free port"
		}
		return nil, unasked(fmt.Sprintf("listening on %s: %v", address, cause(err)), hint)
	}
	return listener, nil
}

// stop waits for answers under way, but not longer than drain.
func stop(server *http.Server, drain time.Duration, logger *slog.Logger) error {
	ctx, cancel := context.WithTimeout(context.Background(), drain)
	defer cancel()
	logger.Info("stopping")
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		logger.Warn("answers were still under way, and are cut off", "waited", drain)
		err = server.Close()
	}
	if err != nil {
		return unasked(fmt.Sprintf("stopping: %v", err))
	}
	return nil
}
