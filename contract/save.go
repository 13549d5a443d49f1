package contract

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/report"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/fixtures/wholefile"
	"github.com/ringer-api/ringer/schemas/display"
)

// Saved is what Save made of a report's findings.
type Saved struct {
	// Files are the paths of the scenarios, one a finding, in the order of the
	// report; those that were there already are among them.
	Files []string
	// Skipped says of the other findings why they were not kept.
	Skipped []string
}

// Save keeps the exchanges of a report's findings in a folder, as scenarios
// that the mock serves again: what broke there breaks the same rule here. A
// finding about several answers is kept with those before it. Credentials were
// never in a report's exchanges; headers that may hold one are left out.
//
// A file is there whole or not at all, and only its owner reads it: it holds what
// was on the wire. After an error those before it are kept.
//
// A file's name is the rule and a digest of the finding's key. What is in the
// folder stays as it is: another finding of the same key gets a number. What
// the mock could not serve again is skipped: answers to requests that it refuses
// by itself (wrong ids, methods and paths), answers without an end, and those
// that nobody could reach.
func Save(dir string, r *Report) (Saved, error) {
	var saved Saved
	if len(r.Findings) == 0 {
		return saved, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return saved, fmt.Errorf("saving findings: %w", err)
	}
	for _, f := range r.Findings {
		scenario, err := scenarioOf(f)
		if err != nil {
			saved.Skipped = append(saved.Skipped, f.Rule+" of "+strings.Join(f.Operations, ", ")+": "+err.Error())
			continue
		}
		file, err := saveScenario(dir, scenario)
		if err != nil {
			return saved, fmt.Errorf("saving findings: %w", err)
		}
		saved.Files = append(saved.Files, file)
	}
	return saved, nil
}

// maxSameName is how many scenarios of one finding a folder holds.
const maxSameName = 100

// saveScenario writes a file that is not there yet, unless one of the same
// content is.
func saveScenario(dir string, s *fixtures.Scenario) (string, error) {
	name := s.Name
	for i := 1; i <= maxSameName; i++ {
		if i > 1 {
			s.Name = name + "-" + strconv.Itoa(i)
		}
		content, err := fixtures.Marshal(s)
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
	return "", fmt.Errorf("%s holds %d scenarios %s already", dir, maxSameName, name)
}

// scenarioOf makes the mock answer as the service did.
func scenarioOf(f *Finding) (*fixtures.Scenario, error) {
	if kind := f.Exchange.Probe.Expect.Kind; kind != exchange.Served && kind != exchange.Either {
		return nil, fmt.Errorf("the mock refuses such a request by itself (%s)", kind)
	}
	s := &fixtures.Scenario{
		Name:  fileName(f.Rule) + "-" + report.Digest(f.Key)[:8],
		Title: "found: " + f.Sentence,
		For: fmt.Sprintf("Reproduces %s. Expected %s, got %s.", f.Rule,
			display.Excerpt(f.Expected, exchange.ExcerptLength), display.Excerpt(f.Got, exchange.ExcerptLength)),
		Group: "recorded", BreaksContract: true,
	}
	var rules []*fixtures.Rule
	for _, x := range append(append([]*Exchange{}, f.Before...), f.Exchange) {
		answer, err := responseOf(x)
		if err != nil {
			return nil, err
		}
		rules = withResponse(rules, x, answer)
	}
	for _, rule := range rules {
		s.Rules = append(s.Rules, *rule)
	}
	return s, nil
}

// fileName is a rule's id as part of a file's name, which leads nowhere else.
func fileName(rule string) string {
	return strings.Trim(strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return '-'
	}, rule), "-")
}

// withResponse adds an answer to the rule of its operation. Which execution is
// asked for does not matter: the mock's ids are others.
func withResponse(rules []*fixtures.Rule, x *Exchange, answer fixtures.Response) []*fixtures.Rule {
	for _, rule := range rules {
		if rule.When.Operation == x.Probe.Operation {
			rule.Responses = append(rule.Responses, answer)
			return rules
		}
	}
	return append(rules, &fixtures.Rule{
		Name: x.Probe.Operation + ", as the service returned it",
		When: fixtures.When{Operation: x.Probe.Operation, Path: map[string]string{
			exchange.PipelineID: x.Probe.Inputs.PipelineID, exchange.EvalDatasetID: x.Probe.Inputs.EvalDatasetID,
		}},
		Responses: []fixtures.Response{answer},
	})
}

// responseOf is the answer that repeats an exchange's.
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
		// Nobody can see what is in such a body, so it is not passed on.
		header.Set("Content-Encoding", coding)
		body = []byte("(a body that cannot be decoded is not kept)")
	} else if body == nil {
		body = x.Response.Body
	}
	answer := fixtures.ResponseOf(x.Response.Status, header, body)
	answer.Faults = spoiled
	return answer, nil
}

// faultOf is what the mock does to an answer that did not arrive whole.
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
