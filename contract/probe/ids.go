package probe

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// notUUID cannot be the id of anything, in any form the framework accepts.
const notUUID = "not-a-uuid"

// inputPlace is a place in a request where an id goes.
type inputPlace struct{ operation, name string }

// inputPlaces lists all places of ids in a form, the most important first: the operations
// by turns, and of each first the id that a client gets wrong most easily.
func (c Config) inputPlaces(in func(observation.Form) bool) []inputPlace {
	j := c.Jobs
	var scope []string
	for _, p := range j.Scope {
		scope = append(scope, p.Name)
	}
	backwards := slices.Clone(scope)
	slices.Reverse(backwards)
	turns := [][]inputPlace{
		placesOf(j.List, backwards), placesOf(j.Get, append([]string{j.Job.Name}, backwards...)), placesOf(j.Result, scope),
	}
	var places []inputPlace
	for i := range len(scope) + 1 {
		for _, all := range turns {
			if i >= len(all) {
				continue
			}
			if p, ok := j.Parameter(all[i].name); ok && in(p.Form) {
				places = append(places, all[i])
			}
		}
	}
	return places
}

func placesOf(operation string, names []string) (all []inputPlace) {
	for _, name := range names {
		if operation != "" {
			all = append(all, inputPlace{operation, name})
		}
	}
	return all
}

// put returns a probe with this id at the place; everything else in it is valid.
func (c Config) put(s inputPlace, id, why string, kind exchange.Kind, good exchange.Inputs, text string) exchange.Probe {
	if s.operation != c.Jobs.Get {
		good = c.Jobs.Inputs(good)
	}
	p := exchange.Probe{
		ID: s.operation + "." + id + "-" + s.name, Operation: s.operation, Why: why,
		Inputs: good.With(s.name, text), Expect: exchange.Expect{Kind: kind},
	}
	if kind == exchange.Refused || kind == exchange.Either {
		p.Expect.Wrong = []exchange.Input{{In: "path", Name: s.name}}
		p.Expect.Also = c.refusals()
	}
	if kind == exchange.Refused || kind == exchange.Hostile {
		p.InvalidInput = s.name
	}
	return p
}

// refusals are the status codes of a refusal besides 422: FastAPI uses no other, any other
// service may not even have such a path.
func (c Config) refusals() []int {
	if c.Jobs.FastAPI {
		return nil
	}
	return []int{http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity}
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

// wrongIntegers are no integers for any parser.
var wrongIntegers = []struct{ name, text string }{
	{"letters", "abc"}, {"null", "null"}, {"undefined", "undefined"}, {"mixed", "12a"}, {"two", "1,2"},
	{"emoji", "🦊"}, {"braces", "{}"}, {"300-letters", strings.Repeat("a", 300)},
}

// wrongProbes put a wrong id into each place, and into all at once; then each of the wrong
// ids into one place.
func wrongProbes(c Config, h *Learned) []exchange.Probe {
	j, good := c.Jobs, h.inputs(c.Collections[0])
	var scope []string
	for _, p := range j.Scope {
		if p.Form.Strict() {
			scope = append(scope, p.Name)
		}
	}
	single := slices.Clone(scope)
	if j.Job.Form.Strict() {
		single = append(single, j.Job.Name)
	}
	var probes []exchange.Probe
	for _, o := range []struct {
		operation string
		names     []string
	}{{j.List, scope}, {j.Result, scope}, {j.Get, single}} {
		if o.operation == "" {
			continue
		}
		for _, name := range o.names {
			probes = append(probes, c.wrongProbe(o.operation, good, []string{name}))
		}
		if len(o.names) > 1 {
			probes = append(probes, c.wrongProbe(o.operation, good, o.names))
		}
	}
	for _, each := range []struct {
		in  func(observation.Form) bool
		ids []struct{ name, text string }
	}{{observation.Form.UUID, wrongIDs}, {observation.Form.Integer, wrongIntegers}} {
		places := c.inputPlaces(each.in)
		for i, wrong := range each.ids {
			if len(places) == 0 {
				break
			}
			probes = append(probes, c.put(places[i%len(places)], "bad-"+wrong.name,
				c.whyRefused(places[i%len(places)].name), exchange.Refused, good, wrong.text))
		}
	}
	return probes
}

func (c Config) whyRefused(name string) string {
	p, _ := c.Jobs.Parameter(name)
	return "an id that is not " + p.Form.String() + " is refused, and the refusal names it"
}

func (c Config) wrongProbe(operation string, in exchange.Inputs, wrong []string) exchange.Probe {
	p := exchange.Probe{ID: operation + ".bad", Operation: operation, Why: c.whyRefused(wrong[0]),
		Expect: exchange.Expect{Kind: exchange.Refused, Also: c.refusals()}}
	if operation != c.Jobs.Get {
		in = c.Jobs.Inputs(in)
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
	places := c.inputPlaces(observation.Form.UUID)
	if !c.Jobs.FastAPI || len(places) == 0 {
		return nil
	}
	good := h.inputs(c.Collections[0])
	odd := c.unusualFormProbes(places, good)
	return slices.Concat(c.versionProbes(places, good), odd, odd[:min(4, len(odd))])
}

func (c Config) unusualFormProbes(places []inputPlace, good exchange.Inputs) []exchange.Probe {
	var probes []exchange.Probe
	for i, form := range unusualForms {
		for _, s := range []inputPlace{places[0], places[1%len(places)], places[(2+i%2)%len(places)]} {
			canonical, _ := exchange.CanonicalUUID(good.Get(s.name))
			probes = append(probes, c.put(s, "odd-"+form.name,
				"a readable form of an id is served or properly refused",
				exchange.Either, good, form.write(canonical)))
		}
	}
	return probes
}

func (c Config) versionProbes(places []inputPlace, good exchange.Inputs) []exchange.Probe {
	var probes []exchange.Probe
	for version := 1; version <= 8; version++ {
		id := fmt.Sprintf("c0ffee00-5eed-%d000-9000-00000000000%d", version, version)
		for i, s := range places[:min(3, len(places))] {
			if i > 0 && version%3 != 1 {
				continue
			}
			probes = append(probes, c.put(s, fmt.Sprintf("version-%d", version),
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
	good := h.inputs(c.Collections[0])
	places := c.inputPlaces(func(observation.Form) bool { return true })
	var probes []exchange.Probe
	for i, id := range hostileIDs {
		if len(places) == 0 {
			break
		}
		probes = append(probes, c.put(places[i%len(places)], "hostile-"+id.name,
			"no id makes the service fail", exchange.Hostile, good, id.text))
	}
	return probes
}
