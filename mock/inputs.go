package mock

import (
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/plain"
)

// mostInputs is how many refused inputs a trace names.
const mostInputs = 5

// inputs names the inputs that were refused, and never their values; "" for none. More are not
// in the list.
func inputs(all []plain.Problem, more int) string {
	var names []string
	for _, p := range all {
		if len(names) == mostInputs {
			more += len(all) - mostInputs
			break
		}
		said := p.Input() // without the message, which may show a value
		switch {
		case said == "":
			said = p.Message
		case p.Kind == plain.KindSyntax:
			said += " cannot be parsed"
		default:
			said += " is " + p.Kind
		}
		names = append(names, recording.Redaction{}.Text(said))
	}
	if len(names) == 0 {
		return ""
	}
	if more > 0 {
		names = append(names, strconv.Itoa(more)+" more")
	}
	return ": " + strings.Join(names, ", ")
}
