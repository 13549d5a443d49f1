package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract"
)

// target is what the settings say is to be checked, with the secrets that
// their variables hold.
func (a *app) target(c contractConfig) (contract.Target, error) {
	t := c.target
	var err error
	if t.Token, err = a.secret("token-env", c.tokenEnv); err != nil {
		return t, err
	}
	if t.Session, err = a.secret("cookie-env", c.cookieEnv); err != nil {
		return t, err
	}
	if t.Headers, err = a.headers(c.headers); err != nil {
		return t, err
	}
	if t.Datasets, err = datasets(c.pipeline, c.datasets); err != nil {
		return t, err
	}
	return t, a.judging(c, &t)
}

// judging sets how answers are weighed, which needs no one to ask.
func (a *app) judging(c contractConfig, t *contract.Target) (err error) {
	if t.Description, err = a.newer(c.description, c.overlays); err != nil {
		return err
	}
	t.Rules = map[string]contract.Severity{}
	for _, text := range c.rules {
		id, level, _ := strings.Cut(text, "=")
		if t.Rules[id], err = contract.ParseSeverity(level); err != nil {
			return err
		}
	}
	for _, text := range c.known {
		known, err := parseKnown(text)
		if err != nil {
			return err
		}
		t.Known = append(t.Known, known)
	}
	t.FailOn, err = contract.ParseSeverity(c.failOn)
	return err
}

// secret gives what the variable named by a setting holds. A variable that is
// named but holds nothing is a mistake: the run would pass for another reason.
func (a *app) secret(setting, variable string) (contract.Secret, error) {
	if variable == "" {
		return contract.Secret{}, nil
	}
	value, _ := a.getenv(variable)
	if value == "" {
		return contract.Secret{}, usage(
			fmt.Sprintf("%s names the variable %s, which is not set", setting, variable),
			"export "+variable+"=...")
	}
	return contract.Secret{Value: value, Variable: variable}, nil
}

// A variable as a header's whole value, and as what somebody may have taken for
// one, as in "Bearer $TOKEN".
var (
	headerVariable = regexp.MustCompile(`^\$([A-Za-z_][A-Za-z0-9_]*)$`)
	variableAtEnd  = regexp.MustCompile(`\$([A-Za-z_][A-Za-z0-9_]*)$`)
)

func (a *app) headers(lines []string) ([]contract.Header, error) {
	var headers []contract.Header
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ":")
		h := contract.Header{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)}
		if m := headerVariable.FindStringSubmatch(h.Value); m != nil {
			secret, err := a.secret("header "+h.Name, m[1])
			if err != nil {
				return nil, err
			}
			h.Value, h.Variable = secret.Value, secret.Variable
		} else if m := variableAtEnd.FindStringSubmatch(h.Value); m != nil {
			return nil, usage("header "+h.Name+": "+m[0]+" is not replaced: a variable has to be the whole value",
				"let it hold all of the value; a bearer token is sent by --token-env "+m[1])
		}
		headers = append(headers, h)
	}
	return headers, nil
}

const namingDatasets = "--pipeline ID --dataset ID, or --dataset PIPELINE/ID"

func datasets(pipeline string, texts []string) ([]contract.Dataset, error) {
	var all []contract.Dataset
	for _, text := range texts {
		d := contract.Dataset{PipelineID: pipeline, EvalDatasetID: text}
		if own, id, ok := strings.Cut(text, "/"); ok {
			d = contract.Dataset{PipelineID: own, EvalDatasetID: id}
		}
		if d.PipelineID == "" {
			return nil, usage(fmt.Sprintf("dataset %s belongs to no pipeline", text),
				"name it: "+namingDatasets)
		}
		all = append(all, d)
	}
	return all, nil
}

// knownKey finds the keys of a known failure's text; its reason may hold
// anything else.
var knownKey = regexp.MustCompile(`(?:^|;)\s*(rule|match|reason|until)\s*=\s*`)

// parseKnown reads a known failure: "rule=ID; match=TEXT; reason=WHY; until=DATE".
func parseKnown(text string) (contract.KnownFailure, error) {
	wrong := fmt.Errorf("want 'rule=ID; reason=WHY' and, if needed, '; match=TEXT; until=2026-12-31'")
	parts := map[string]string{}
	keys := knownKey.FindAllStringSubmatchIndex(text, -1)
	if len(keys) == 0 || keys[0][0] != 0 {
		return contract.KnownFailure{}, wrong
	}
	for i, at := range keys {
		end := len(text)
		if i+1 < len(keys) {
			end = keys[i+1][0]
		}
		parts[text[at[2]:at[3]]] = strings.TrimSpace(text[at[1]:end])
	}
	known := contract.KnownFailure{Rule: parts["rule"], Match: parts["match"],
		Reason: parts["reason"]}
	if known.Rule == "" || known.Reason == "" {
		return known, wrong
	}
	if until := parts["until"]; until != "" {
		day, err := time.Parse(time.DateOnly, until)
		if err != nil {
			return known, wrong
		}
		known.Until = day.Add(24*time.Hour - time.Nanosecond) // to the end of that day
	}
	return known, nil
}

// reporters are the forms of a report by name.
func reporters() map[string]contract.Reporter {
	return map[string]contract.Reporter{
		"text": contract.Text, "json": contract.JSON, "junit": contract.JUnit, "sarif": contract.SARIF,
		"markdown": contract.Markdown, "github": contract.GitHub,
	}
}

// reportFormats are the names of the reporters, text first.
func reportFormats() []string {
	formats := []string{"text"}
	all := reporters()
	delete(all, "text")
	return append(formats, slices.Sorted(maps.Keys(all))...)
}
