package probe

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// notUUID cannot be the id of anything, in any form the framework accepts.
const notUUID = "not-a-uuid"

// inputPlace is a place in a request where an id goes.
type inputPlace struct{ operation, name string }

// inputPlaces lists all of them, the most important first.
var inputPlaces = []inputPlace{
	{schemas.List, exchange.EvalDatasetID}, {schemas.Get, exchange.ExecutionID}, {schemas.Results, exchange.PipelineID},
	{schemas.List, exchange.PipelineID}, {schemas.Get, exchange.EvalDatasetID}, {schemas.Results, exchange.EvalDatasetID},
	{schemas.Get, exchange.PipelineID},
}

// put returns a probe with this id at the place; everything else in it is valid.
func (s inputPlace) put(id, why string, kind exchange.Kind, good exchange.Inputs, text string) exchange.Probe {
	if s.operation != schemas.Get {
		good.ExecutionID = ""
	}
	p := exchange.Probe{
		ID: s.operation + "." + id + "-" + s.name, Operation: s.operation, Why: why,
		Inputs: good.With(s.name, text), Expect: exchange.Expect{Kind: kind},
	}
	if kind == exchange.Refused || kind == exchange.Either {
		p.Expect.Wrong = []exchange.Input{{In: "path", Name: s.name}}
	}
	if kind == exchange.Refused || kind == exchange.Hostile {
		p.InvalidInput = s.name
	}
	return p
}

// wrongIDs are not UUIDs for any parser, not even for one that ignores hyphens, braces
// and "urn:uuid:" wherever they are.
var wrongIDs = []struct{ name, text string }{
	{"short", "3fa85f64-5717-4562-b3fc-2c963f66afa"},
	{"long", "3fa85f64-5717-4562-b3fc-2c963f66afa66"},
	{"letter", "3fa85f64-5717-4562-b3fc-2c963f66afag"},
	{"zero", "0"},
	{"null", "null"},
	{"undefined", "undefined"},
	{"space", " "},
	{"31-digits", "3fa85f6457174562b3fc2c963f66afa"},
	{"33-digits", "3fa85f6457174562b3fc2c963f66afa66"},
	{"accent", "3fa85f64-5717-4562-b3fc-2c963f66afaé"},
	{"emoji", "🦊"},
	{"four-groups", "3fa85f64-5717-4562-b3fc"},
	{"braces", "{}"},
	{"urn", "urn:uuid:"},
	{"percent", "100%"},
	{"twice", "3fa85f64-5717-4562-b3fc-2c963f66afa6,3fa85f64-5717-4562-b3fc-2c963f66afa6"},
	{"300-letters", strings.Repeat("a", 300)},
	{"first-letter", "gfa85f64-5717-4562-b3fc-2c963f66afa6"},
}

// wrongProbes put a wrong id into each place, and into all at once; then each of wrongIDs
// into one place.
func wrongProbes(c Config, h *Learned) []exchange.Probe {
	d := c.Datasets[0]
	good := h.inputs(d)
	dataset := [][]string{{exchange.PipelineID}, {exchange.EvalDatasetID}, {exchange.PipelineID, exchange.EvalDatasetID}}
	execution := [][]string{
		{exchange.PipelineID}, {exchange.EvalDatasetID}, {exchange.ExecutionID},
		{exchange.PipelineID, exchange.EvalDatasetID, exchange.ExecutionID},
	}
	var probes []exchange.Probe
	for _, o := range []struct {
		operation string
		wrong     [][]string
	}{{schemas.List, dataset}, {schemas.Results, dataset}, {schemas.Get, execution}} {
		for _, wrong := range o.wrong {
			probes = append(probes, wrongProbe(o.operation, good, wrong))
		}
	}
	for i, wrong := range wrongIDs {
		probes = append(probes, inputPlaces[i%len(inputPlaces)].put("bad-"+wrong.name,
			"an id that is not a UUID is refused, and the refusal names it", exchange.Refused, good, wrong.text))
	}
	return probes
}

func wrongProbe(operation string, in exchange.Inputs, wrong []string) exchange.Probe {
	p := exchange.Probe{ID: operation + ".bad", Operation: operation, Expect: exchange.Expect{Kind: exchange.Refused},
		Why: "an id that is not a UUID is refused, and the refusal names it"}
	if operation != schemas.Get {
		in.ExecutionID = ""
	}
	for _, name := range wrong {
		in = in.With(name, notUUID)
		p.ID += "-" + name
		p.Expect.Wrong = append(p.Expect.Wrong, exchange.Input{In: "path", Name: name})
	}
	p.Inputs = in
	return p
}

// unusualForms are ways to write an id that the framework accepts, and that the service
// need not accept.
var unusualForms = []struct {
	name  string
	write func(id string) string
}{
	{"upper-case", strings.ToUpper},
	{"no-hyphens", func(id string) string { return strings.ReplaceAll(id, "-", "") }},
	{"braces", func(id string) string { return "{" + id + "}" }},
	{"urn", func(id string) string { return "urn:uuid:" + id }},
	{"nil", func(string) string { return "00000000-0000-0000-0000-000000000000" }},
	{"max", func(string) string { return "ffffffff-ffff-ffff-ffff-ffffffffffff" }},
	{"hyphens-elsewhere", func(id string) string { return strings.ReplaceAll(id, "-", "") + "-" }},
}

// unusualProbes send ids of every version, and ids in unusual but readable forms, some
// twice. The ids in their usual form come first: the responses to the others are compared
// with theirs.
func unusualProbes(c Config, h *Learned) []exchange.Probe {
	good := h.inputs(c.Datasets[0])
	odd := unusualFormProbes(good)
	return slices.Concat(versionProbes(good), odd, odd[:4])
}

func unusualFormProbes(good exchange.Inputs) []exchange.Probe {
	var probes []exchange.Probe
	for i, form := range unusualForms {
		for _, s := range []inputPlace{inputPlaces[0], inputPlaces[1], inputPlaces[2+i%2]} {
			usual := map[string]string{
				exchange.PipelineID: good.PipelineID, exchange.EvalDatasetID: good.EvalDatasetID, exchange.ExecutionID: good.ExecutionID,
			}[s.name]
			canonical, _ := exchange.CanonicalUUID(usual)
			probes = append(probes, s.put("odd-"+form.name,
				"a readable form of an id is served or properly refused",
				exchange.Either, good, form.write(canonical)))
		}
	}
	return probes
}

func versionProbes(good exchange.Inputs) []exchange.Probe {
	var probes []exchange.Probe
	for version := 1; version <= 8; version++ {
		id := fmt.Sprintf("c0ffee00-5eed-%d000-9000-00000000000%d", version, version)
		for i, s := range []inputPlace{inputPlaces[0], inputPlaces[1], inputPlaces[2]} {
			if i > 0 && version%3 != 1 {
				continue
			}
			probes = append(probes, s.put(fmt.Sprintf("version-%d", version),
				"an id of any version is a UUID, known or not", exchange.Unknown, good, id))
		}
	}
	return probes
}

// hostileIDs are ids that a proxy or a framework may reject, normalize or route elsewhere
// before an operation reads them.
var hostileIDs = []struct{ name, text string }{
	{"parent", "../x"}, {"dots", ".."}, {"nul", "3fa85f64\x00"}, {"no-utf8", "\xff\xfe"},
	{"8000-letters", strings.Repeat("a", 8000)}, {"sql", "' OR 1=1; --"}, {"markup", "<script>"},
	{"line-break", "a\r\nb"}, {"backslash", `..\..`}, {"format", "%s%n{0}${7*7}"},
}

func hostileProbes(c Config, h *Learned) []exchange.Probe {
	if !h.ServedIDs {
		return nil // what responds is not the service to check
	}
	good := h.inputs(c.Datasets[0])
	var probes []exchange.Probe
	for i, id := range hostileIDs {
		probes = append(probes, inputPlaces[i%len(inputPlaces)].put("hostile-"+id.name,
			"no id makes the service fail", exchange.Hostile, good, id.text))
	}
	return probes
}
