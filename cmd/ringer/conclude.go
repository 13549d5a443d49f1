package main

import (
	"errors"
	"fmt"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/schemas/display"
)

// conclude tells the person what went wrong, if anything, and gives the exit code.
func conclude(err error, complain func(problem string, hints []string)) int {
	switch f := (*failure)(nil); {
	case err == nil:
		return exitClean
	case errors.Is(err, errBroken):
		return exitBroken
	case isBrokenPipe(err):
		return exitClean
	case errors.As(err, &f):
		complain(f.problem, f.hints)
		return f.code
	default:
		complain(err.Error(), nil)
		return exitUnasked
	}
}

// complain says what is wrong and what to do, a line each: a text from outside
// cannot make up a hint, and what it holds of secrets is not passed on.
func (o *output) complain(problem string, hints []string, colored bool) {
	label, hint := "error:", "hint:"
	if colored {
		label, hint = "\x1b[1;31merror:\x1b[0m", "\x1b[36mhint:\x1b[0m"
	}
	o.sayLine(label, problem)
	for _, h := range hints {
		o.sayLine(hint, h)
	}
}

func (o *output) sayLine(label, text string) {
	fmt.Fprintln(o.raw(), label, display.Line(recording.Redaction{}.Text(text)))
}
