package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// The first signal asks to end well; stop then gives the second one back
	// to the system, so that pressing Ctrl-C twice always ends the program.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole command: args are without the program's name, environ is as
// os.Environ gives it. It gives the exit code; see failure.go for the codes.
func run(ctx context.Context, args, environ []string,
	stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp(environ, stdin, stdout, stderr)
	root := newRootCommand(app)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	app.stdout.end()
	if problem := app.stdout.problem(); problem != nil {
		err = problem
	}
	return conclude(err, app.complain)
}
