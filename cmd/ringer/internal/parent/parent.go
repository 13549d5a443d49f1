// Package parent tells when the process that started this one is gone, however it ended:
// it closes the pipe that it has given as stdin, also by kill -9, and is the parent no more.
package parent

import (
	"context"
	"io"
	"os"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// Watch returns a channel that gets the reason when the parent is gone, or has closed the
// pipe that it gave as stdin. A pipe that is closed from the start does not count: then,
// and without a pipe, only the parent's end does. What is read from the pipe is ignored.
func Watch(ctx context.Context, stdin io.Reader) (gone <-chan string, err error) {
	return watch(ctx, openPipe(stdin), awaitable())
}

// watch is Watch for a pipe and a function that waits for the parent; nil for none.
func watch(ctx context.Context, pipe *os.File, parent func(context.Context) bool) (<-chan string, error) {
	if pipe == nil && parent == nil {
		return nil, output.Usage("exit-with-parent has no parent to watch: stdin is not an open pipe, and the parent process is not known",
			"the program that starts ringer can give it a pipe as stdin, and keep it open")
	}
	told := make(chan string, 2)
	if pipe != nil {
		go func() {
			_, _ = io.Copy(io.Discard, pipe) // an error is its end, too
			told <- "stdin was closed"
		}()
	}
	if parent != nil {
		go func() {
			if parent(ctx) {
				told <- "the parent process has ended"
			}
		}()
	}
	return told, nil
}

// openPipe is stdin if it is a pipe, or the socket that some launchers use as one, which
// has another end.
func openPipe(stdin io.Reader) *os.File {
	file, ok := stdin.(*os.File)
	if !ok {
		return nil
	}
	info, err := file.Stat()
	if err != nil || info.Mode()&(os.ModeNamedPipe|os.ModeSocket) == 0 || hasEnded(file) {
		return nil
	}
	return file
}
