package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

func main() {
	// The first signal stops gracefully; stop then restores the default handling,
	// so that pressing Ctrl-C twice always ends the program.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole command: args are without the program's name, environ is as
// os.Environ returns it. It returns the exit code; see package output for the codes.
func run(ctx context.Context, args, environ []string,
	stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp(environ, stdin, stdout, stderr)
	app.json = logsJSON(args, environ)
	root := newRootCommand(app)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	app.stdout.End()
	if problem := app.stdout.Problem(); problem != nil {
		err = problem
	}
	return output.Conclude(err, app.reportError)
}

// judgingMemory is the memory limit of a run that checks responses.
const judgingMemory = 1 << 30

// limitMemory sets a soft memory limit; without one the heap may grow to twice of
// what a check needs. GOMEMLIMIT takes precedence.
func (a *app) limitMemory() {
	if limit, _ := a.environ.Get("GOMEMLIMIT"); limit == "" {
		debug.SetMemoryLimit(judgingMemory)
	}
}
