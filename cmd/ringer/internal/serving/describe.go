package serving

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/sample"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// describe prints which API is served, from which document, and what of it cannot be used.
func describe(w io.Writer, from setting.OneAPI, place mock.Place, base string) {
	api := place.API
	if place.Name != "" {
		fmt.Fprintf(w, "\nat         %s\n", display.Line(strings.Join(addresses(place, base), ", ")))
	}
	title := Title(api)
	if place.Name != "" && place.Name != api.Name {
		title = place.Name + ", " + title
	}
	fmt.Fprintf(w, "API        %s\n", title)
	if api == fixtures.Default() {
		return
	}
	d := api.Description
	document := d.File()
	if n := len(from.Overlays); n > 0 {
		document += ", with " + output.Count(n, "overlay")
	}
	fmt.Fprintf(w, "document   %s\n", display.Line(document))
	names := "none; ringer jobs " + from.File + " shows the resources"
	if len(api.Jobs.Jobs) > 0 {
		names = resourceNames(api.Jobs.Jobs, place.Name)
	}
	fmt.Fprintf(w, "jobs       %s\n", display.Line(names))
	if bases := basePaths(d); len(bases) > 0 && place.Name == "" {
		fmt.Fprintf(w, "paths      with and without %s\n", display.Line(strings.Join(bases, ", ")))
	}
	if n := schemas.LeftOut(d.Notes()); n > 0 {
		fmt.Fprintf(w, "left out   %s; ringer lint %s lists what and why\n", output.Count(n, "part"), display.Line(from.File))
	}
}

// addresses are the URLs of one of several APIs.
func addresses(place mock.Place, base string) []string {
	var all []string
	for _, prefix := range place.Prefixes {
		all = append(all, base+prefix)
	}
	for _, host := range place.Hosts {
		all = append(all, base+" as host "+host)
	}
	return all
}

// trySeveral is a curl line that shows one of several APIs.
func trySeveral(place mock.Place, base, options string) string {
	line := try(place.API, base, options)
	own := basePaths(place.API.Description)
	switch {
	case len(place.Prefixes) == 0:
		return strings.Replace(line, "curl ", "curl -H 'Host: "+place.Hosts[0]+"' ", 1)
	case len(own) > 0 && slices.Contains(place.Prefixes, own[0]):
		return line
	case len(own) > 0:
		return strings.Replace(line, base+own[0], base+place.Prefixes[0], 1)
	}
	return strings.Replace(line, base, base+place.Prefixes[0], 1)
}

// Title is an API's name and title, and how much it has.
func Title(api *fixtures.API) string {
	counts := []string{output.Count(len(api.Description.Operations()), "operation"), output.Count(len(api.Jobs.Jobs), "job")}
	if n := len(api.Jobs.Resources); n > 0 {
		counts = append(counts, output.Count(n, "other resource"))
	}
	name := api.Name
	if title := api.Description.Title(); title != "" {
		name += " (" + title + ")"
	}
	return display.Line(name + ": " + strings.Join(counts, ", "))
}

// mostNames limits the names in one line.
const mostNames = 6

func resourceNames(all []*jobs.Resource, api string) string {
	var names []string
	for _, r := range all {
		if len(names) == mostNames {
			names = append(names, fmt.Sprintf("and %d more", len(all)-mostNames))
			break
		}
		name := r.Name
		if api != "" {
			name = api + "/" + name
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// basePaths are the paths of the servers, each once.
func basePaths(d *schemas.Description) []string {
	var all []string
	for _, op := range d.Operations() {
		if base := op.Base(); base != "" && !slices.Contains(all, base) && len(all) < mostNames {
			all = append(all, base)
		}
	}
	return all
}

// longestTry limits the curl line; a longer create request is replaced by a list.
const longestTry = 600

// try is a curl line that shows the API: it creates a job, or lists something.
func try(api *fixtures.API, base, options string) string {
	if api == fixtures.Default() {
		return "curl " + options + base + example.Path
	}
	for _, op := range []*schemas.Operation{sample.Create(api), sample.List(api)} {
		if op == nil {
			continue
		}
		request, err := sample.Make(op, sample.Input{})
		if err != nil {
			continue // the next one may do
		}
		if line := request.Curl(base, options); len(line) <= longestTry {
			return display.Line(line)
		}
	}
	return "curl " + options + base + "/"
}
