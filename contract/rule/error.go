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
	unknown := func(p observation.Problem) bool { return slices.Contains(p.Unknown, "loc") }
	if !readableRefusal(x) || len(wrong) == 0 || slices.ContainsFunc(x.Reading.Problems, unknown) {
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
		len(x.Reading.Syntax) == 0 && x.Reading.ProblemsKnown
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
		message, kind := !slices.Contains(p.Unknown, "msg"), !slices.Contains(p.Unknown, "type")
		switch {
		case message && strings.TrimSpace(p.Message) == "":
			say.Broke(Break{Expected: "a non-empty msg", Got: "an empty msg", Pointer: p.Place + "/msg", Key: "msg"})
		case kind && strings.TrimSpace(p.Kind) == "":
			say.Broke(Break{Expected: "a non-empty type", Got: "an empty type", Pointer: p.Place + "/type", Key: "type"})
		case message || kind:
			say.Kept()
		}
	}
}
