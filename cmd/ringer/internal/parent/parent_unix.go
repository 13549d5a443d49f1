//go:build unix

package parent

import (
	"context"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// often is how often the parent is looked at: the kernel gives an orphan another one.
const often = 200 * time.Millisecond

// awaitable returns a function that waits until the parent has ended, and reports whether
// it has. It is nil for a child of process 1: that one is the parent of all orphans, so the
// one that started this process may have ended already.
func awaitable() func(context.Context) bool {
	first := os.Getppid()
	if first <= 1 {
		return nil
	}
	return func(ctx context.Context) bool {
		ticks := time.NewTicker(often)
		defer ticks.Stop()
		for os.Getppid() == first {
			select {
			case <-ticks.C:
			case <-ctx.Done():
				return false
			}
		}
		return true
	}
}

// hasEnded reports whether a pipe has no other end and nothing to read.
func hasEnded(pipe *os.File) bool {
	fd := []unix.PollFd{{Fd: int32(pipe.Fd()), Events: unix.POLLIN}}
	for {
		_, err := unix.Poll(fd, 0)
		if err == unix.EINTR {
			continue
		}
		return err != nil || fd[0].Revents&(unix.POLLHUP|unix.POLLERR|unix.POLLNVAL) != 0
	}
}
