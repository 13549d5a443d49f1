package output

import (
	"errors"
	"fmt"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/schemas/display"
)

// Conclude prints the error, if any, and returns the exit code.
func Conclude(err error, complain func(problem string, hints []string)) int {
	switch f := (*Failure)(nil); {
	case err == nil:
		return ExitClean
	case errors.Is(err, ErrBroken):
		return ExitBroken
	case isBrokenPipe(err):
		return ExitClean
	case errors.As(err, &f):
		complain(f.Problem, f.Hints)
		return f.Code
	default:
		complain(err.Error(), nil)
		return ExitNotChecked
	}
}

// PrintError prints an error and its hints, one line each: untrusted text cannot
// forge a hint, and secrets in it are redacted.
func (o *Writer) PrintError(problem string, hints []string, colored bool) {
	label, hint := "error:", "hint:"
	if colored {
		label, hint = "\x1b[1;31merror:\x1b[0m", "\x1b[36mhint:\x1b[0m"
	}
	o.printLine(label, problem)
	for _, h := range hints {
		o.printLine(hint, h)
	}
}

func (o *Writer) printLine(label, text string) {
	fmt.Fprintln(o.Raw(), label, display.Line(recording.Redaction{}.Text(text)))
}
