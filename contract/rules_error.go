package contract

import (
	"net/http"
	"slices"
	"strings"
)

// namesWrongInputs compares the locs of a 422 with what was wrong. More than
// one problem with one input is fine, and so is a loc that goes deeper into it.
func namesWrongInputs(x *observation, say *ruling) {
	wrong := x.Probe.Expect.Wrong
	if !readableRefusal(x) || len(wrong) == 0 {
		return
	}
	missing := slices.Clone(wrong)
	whole := true
	for _, p := range x.reading.problems {
		named := func(in Input) bool { return in.named(p.loc) }
		if !slices.ContainsFunc(wrong, named) {
			whole = false
			say.broke(Break{
				Expected: "only " + listed(wrong), Got: "[" + strings.Join(p.loc, ", ") + "]",
				Pointer: p.place + "/loc", Key: "loc",
			})
		}
		missing = slices.DeleteFunc(missing, named)
	}
	// An input named by another name is one fault, told above.
	if len(missing) > 0 && whole {
		say.broke(Break{
			Expected: "a problem for " + listed(missing), Got: "none",
			Pointer: "/detail", Key: "loc",
		})
	}
	if len(missing) == 0 && whole {
		say.kept()
	}
}

func readableRefusal(x *observation) bool {
	return x.status() == http.StatusUnprocessableEntity && x.reading.response != nil &&
		len(x.reading.syntax) == 0 && len(x.reading.schema) == 0
}

func listed(in []Input) string {
	texts := make([]string, len(in))
	for i := range in {
		texts[i] = in[i].String()
	}
	return strings.Join(texts, " and ")
}

func saysSomething(x *observation, say *ruling) {
	if !readableRefusal(x) {
		return
	}
	for _, p := range x.reading.problems {
		switch {
		case strings.TrimSpace(p.msg) == "":
			say.broke(Break{Expected: "a sentence", Got: "an empty msg", Pointer: p.place + "/msg", Key: "msg"})
		case strings.TrimSpace(p.kind) == "":
			say.broke(Break{Expected: "a word", Got: "an empty type", Pointer: p.place + "/type", Key: "type"})
		default:
			say.kept()
		}
	}
}
