//go:build !unix && !windows

package parent

import (
	"context"
	"os"
)

func awaitable() func(context.Context) bool { return nil }

func hasEnded(*os.File) bool { return false }
