package contract

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/report"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/fixtures/wholefile"
	"github.com/ringer-api/ringer/schemas/display"
)

// Saved is the result of Save.
type Saved struct {
	// Files are the paths of the scenarios, one for each finding, in the order of the
	// report, including those that existed already.
	Files []string
	// Requests are, for each file, curl commands for the mock at its default address, whose
	// last response is the recorded broken one.
	Requests []string
	// Skipped is why the other findings were not saved.
	Skipped []string
}

// Save writes the exchanges of a report's findings to a folder, as scenarios that make the
// mock return the same responses: they break the same rule. A finding about several
// responses is saved with those before it. A report's exchanges contain no credentials;
// headers that may contain one are left out.
//
// A file is written completely or not at all, and only its owner can read it: it contains
// what the service has sent. After an error, the files before it are kept.
//
// A file's name is the rule and a digest of the finding's key. Existing files are not
// changed: another finding with the same key gets a number. What the mock could not serve
// is skipped: responses to requests that it refuses by itself (wrong ids, methods and
// paths), responses without an end, and requests without a connection.
//
// The report is about the built-in API; see SaveFor.
func Save(dir string, r *Report) (Saved, error) { return SaveFor(nil, dir, r) }

// SaveFor is Save for a report about an API, that of the Target; nil is the built-in one.
func SaveFor(api *fixtures.API, dir string, r *Report) (Saved, error) {
	var saved Saved
	if len(r.Findings) == 0 {
		return saved, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return saved, fmt.Errorf("saving findings: %w", err)
	}
	all := newSaving(api, r)
	for _, f := range r.Findings {
		scenario, err := all.scenarioOf(f)
		if err != nil {
			saved.Skipped = append(saved.Skipped, f.Rule+" of "+strings.Join(f.Operations, ", ")+": "+err.Error())
			continue
		}
		file, err := saveScenario(all.api, dir, scenario)
		if err != nil {
			return saved, fmt.Errorf("saving findings: %w", err)
		}
		saved.Files = append(saved.Files, file)
		saved.Requests = append(saved.Requests, all.request(f, scenario))
	}
	return saved, nil
}

// maxSameName is how many scenarios of one finding a folder may contain.
const maxSameName = 100

// saveScenario writes a new file, unless one with the same content exists.
func saveScenario(api *fixtures.API, dir string, s *fixtures.Scenario) (string, error) {
	name := s.Name
	for i := 1; i <= maxSameName; i++ {
		if i > 1 {
			s.Name = name + "-" + strconv.Itoa(i)
		}
		content, err := api.Marshal(s)
		if err != nil {
			return "", err
		}
		file := filepath.Join(dir, s.Name+".yaml")
		err = wholefile.WriteNew(file, content, wholefile.Private)
		if errors.Is(err, fs.ErrExist) {
			if there, err := os.ReadFile(file); err == nil && bytes.Equal(there, content) {
				return file, nil
			}
			continue
		}
		if err != nil {
			return "", fmt.Errorf("writing %s: %w", file, err)
		}
		return file, nil
	}
	return "", fmt.Errorf("%s contains %d scenarios %s already", dir, maxSameName, name)
}

// scenarioOf returns a scenario that makes the mock respond as the service did.
func (s *saving) scenarioOf(f *Finding) (*fixtures.Scenario, error) {
	if kind := f.Exchange.Probe.Expect.Kind; kind != exchange.Served && kind != exchange.Either {
		return nil, fmt.Errorf("the mock refuses such a request by itself (%s)", kind)
	}
	made := &fixtures.Scenario{
		Name:  fileName(f.Rule) + "-" + report.Digest(f.Key)[:8],
		Title: "found: " + f.Sentence,
		For: fmt.Sprintf("Reproduces %s. Expected %s, got %s.", f.Rule,
			display.Excerpt(f.Expected, exchange.ExcerptLength), display.Excerpt(f.Got, exchange.ExcerptLength)),
		Group: "recorded", BreaksContract: true,
	}
	exchanges := append(slices.Clone(f.Before), f.Exchange)
	if f.Rule == "lifecycle.listed-stays-listed" {
		// What comes back was there before; the first two requests of a check may overlap.
		exchanges = append([]*Exchange{f.Exchange, f.Exchange}, exchanges...)
	}
	rules, err := s.rules(exchanges, f.Beside, strings.HasPrefix(f.Rule, "lifecycle."))
	if err != nil {
		return nil, err
	}
	for _, rule := range rules {
		made.Rules = append(made.Rules, *rule)
	}
	made.For += " " + s.holds(f, made)
	return made, nil
}

// fileName returns a rule's id as a safe part of a file's name.
func fileName(rule string) string {
	return strings.Trim(strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return '-'
	}, rule), "-")
}

// withResponse adds a response to the rule for the same request.
func withResponse(rules []*fixtures.Rule, operation string, path map[string]string, how string, answer fixtures.Response) []*fixtures.Rule {
	if rule := ruleFor(rules, operation, path); rule != nil {
		rule.Responses = append(rule.Responses, answer)
		return rules
	}
	return append(rules, &fixtures.Rule{
		Name: operation + ", " + how, When: fixtures.When{Operation: operation, Path: path}, Responses: []fixtures.Response{answer},
	})
}

// ruleFor returns the rule for the same request; nil when there is none.
func ruleFor(rules []*fixtures.Rule, operation string, path map[string]string) *fixtures.Rule {
	for _, rule := range rules {
		if rule.When.Operation == operation && maps.EqualFunc(rule.When.Path, path, strings.EqualFold) {
			return rule
		}
	}
	return nil
}

// responseOf returns the scenario's response that repeats an exchange's.
func responseOf(x *Exchange) (fixtures.Response, error) {
	spoiled, err := faultOf(x)
	if err != nil {
		return fixtures.Response{}, err
	}
	if x.Response == nil {
		return fixtures.Response{Faults: spoiled}, nil
	}
	header, body := http.Header{}, x.Response.Content
	for _, f := range x.Response.Header {
		if !recording.SecretName(f.Name) && !strings.EqualFold(f.Name, "Content-Encoding") {
			header.Add(f.Name, f.Value)
		}
	}
	if coding := x.Response.Get("Content-Encoding"); body == nil && coding != "" {
		// Such a body cannot be searched for secrets, so it is not saved.
		header.Set("Content-Encoding", coding)
		body = []byte("(a body that cannot be decoded is not kept)")
	} else if body == nil {
		body = x.Response.Body
	}
	answer := fixtures.ResponseOf(x.Response.Status, header, body)
	answer.Faults = spoiled
	return answer, nil
}

// faultOf returns the mock's faults that repeat an incomplete response.
func faultOf(x *Exchange) ([]fixtures.Fault, error) {
	if x.Fault == nil {
		return nil, nil
	}
	text := ""
	switch x.Fault.Kind {
	case exchange.NoResponse, exchange.Malformed:
		text = `{"kind":"close"}`
	case exchange.Cut:
		text = `{"kind":"content-length","by":10}`
	case exchange.Overlong:
		text = `{"kind":"garbage","where":"outside","size":16}`
	case exchange.Undecodable:
		return nil, nil
	default:
		return nil, fmt.Errorf("such a response cannot be repeated (%s)", x.Fault.Kind)
	}
	return []fixtures.Fault{{Raw: []byte(text)}}, nil
}
