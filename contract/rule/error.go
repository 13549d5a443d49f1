package rule

import (
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// namesWrongInputs compares the locs of a 422 with the inputs that were wrong. Several
// problems with one input are allowed, and so is a loc that points to a part of it.
func namesWrongInputs(x *observation.Observation, say *Recorder) {
	wrong := x.Probe.Expect.Wrong
	if !readableRefusal(x) || len(wrong) == 0 {
		return
	}
	missing := slices.Clone(wrong)
	whole := true
	for _, p := range x.Reading.Problems {
		named := func(in exchange.Input) bool { return in.NamedBy(p.Loc) }
		if !slices.ContainsFunc(wrong, named) {
			whole = false
			say.Broke(Break{
				Expected: "only " + listed(wrong), Got: "[" + strings.Join(p.Loc, ", ") + "]",
				Pointer: p.Place + "/loc", Key: "loc",
			})
		}
		missing = slices.DeleteFunc(missing, named)
	}
	// An input named by another name is one finding, recorded above.
	if len(missing) > 0 && whole {
		say.Broke(Break{
			Expected: "a problem for " + listed(missing), Got: "none",
			Pointer: "/detail", Key: "loc",
		})
	}
	if len(missing) == 0 && whole {
		say.Kept()
	}
}

func readableRefusal(x *observation.Observation) bool {
	return x.Status() == http.StatusUnprocessableEntity && x.Reading.Response != nil &&
		len(x.Reading.Syntax) == 0 && len(x.Reading.Schema) == 0
}

func listed(in []exchange.Input) string {
	texts := make([]string, len(in))
	for i := range in {
		texts[i] = in[i].String()
	}
	return strings.Join(texts, " and ")
}

func hasMessage(x *observation.Observation, say *Recorder) {
	if !readableRefusal(x) {
		return
	}
	for _, p := range x.Reading.Problems {
		switch {
		case strings.TrimSpace(p.Message) == "":
			say.Broke(Break{Expected: "a non-empty msg", Got: "an empty msg", Pointer: p.Place + "/msg", Key: "msg"})
		case strings.TrimSpace(p.Kind) == "":
			say.Broke(Break{Expected: "a non-empty type", Got: "an empty type", Pointer: p.Place + "/type", Key: "type"})
		default:
			say.Kept()
		}
	}
}
