// Command trycheck serves an API description as the mock does, checks it by the same
// description, and prints in one line how many of the operations that only read were served,
// for how many jobs rules were examined, and what was found. With -break it repeats the check
// for each kind of job with one of its fields broken by a fault, and counts those that found
// it. scripts/try-check runs it for each file of a folder.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func main() {
	var t trial
	flag.BoolVar(&t.breaks, "break", false, "break a field of each job in turn")
	flag.BoolVar(&t.verbose, "v", false, "print findings, and operations without a 2xx")
	reads := flag.Bool("reads", false, "create no jobs")
	flag.Uint64Var(&t.seed, "seed", 1, "the seed of the mock and of the check")
	flag.Parse()
	t.writes = !*reads
	if err := t.run(flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

type trial struct {
	seed                    uint64
	breaks, verbose, writes bool
	api                     *fixtures.API
}

func (t *trial) run(file string) error {
	api, err := fixtures.LoadAPIFile(file)
	if err != nil {
		return err
	}
	t.api = api
	begun := time.Now()
	report, err := t.check(nil)
	if err != nil {
		return err
	}
	t.print(report, time.Since(begun))
	if t.breaks {
		t.breakEach()
	}
	return nil
}

// check serves the API, with a fault unless that is nil, and checks it.
func (t *trial) check(spoil fault.Fault) (*contract.Report, error) {
	m, err := mock.New(mock.Config{API: t.api, Seed: t.seed, Speed: 20})
	if err != nil {
		return nil, err
	}
	server := httptest.NewServer(m)
	defer server.Close()
	if spoil != nil {
		s, err := m.Session("")
		if err != nil {
			return nil, err
		}
		if err := s.SetFaults(spoil); err != nil {
			return nil, err
		}
	}
	return contract.Check(context.Background(), contract.Target{
		URL: server.URL, API: t.api, Seed: t.seed, Rate: 2000, Timeout: 5 * time.Minute,
		AllowWrites: t.writes, MaxCreated: 20, Watch: 30 * time.Second, Generate: t.body,
	})
}

// body makes the body of a request: JSON, or a form.
func (t *trial) body(op *schemas.Operation) (string, []byte, error) {
	for _, media := range op.Request.Content {
		made, _ := value.New().Body(media, value.Options{Seed: t.seed, Request: true})
		kind, _, _ := strings.Cut(media.Type, ";")
		switch {
		case schemas.IsJSON(media.Type):
			return media.Type, made, nil
		case kind == "multipart/form-data", kind == "application/x-www-form-urlencoded":
			return form(kind, made)
		}
	}
	return "", nil, errors.New("no JSON and no form")
}

// form writes the members of an object as a form.
func form(kind string, made []byte) (string, []byte, error) {
	var members map[string]any
	if err := json.Unmarshal(made, &members); err != nil {
		return "", nil, err
	}
	values := url.Values{}
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	for name, v := range members {
		text, isText := v.(string)
		if !isText {
			raw, _ := json.Marshal(v)
			text = string(raw)
		}
		values.Set(name, text)
		if err := parts.WriteField(name, text); err != nil {
			return "", nil, err
		}
	}
	if kind != "multipart/form-data" {
		return kind, []byte(values.Encode()), nil
	}
	err := parts.Close()
	return parts.FormDataContentType(), body.Bytes(), err
}

func (t *trial) print(report *contract.Report, took time.Duration) {
	served, reads := t.served(report)
	examined := 0
	for _, j := range report.Jobs {
		if j.Records > 0 && j.Rules > 0 {
			examined++
		} else if t.verbose {
			fmt.Fprintf(os.Stderr, "  job %s: %d records, %d rules\n", j.Name, j.Records, j.Rules)
		}
	}
	fmt.Printf("%s, %d of %d GET operations with a 2xx (%d %%), rules examined for %d of %d jobs, %d requests, %d findings and %d infos, %d ms\n",
		report.Verdict, served, reads, 100*served/max(1, reads), examined, len(t.api.Jobs.Jobs), report.Counts.Requests,
		report.Counts.Errors+report.Counts.Warnings, report.Counts.Infos, took.Milliseconds())
	if !t.verbose {
		return
	}
	for _, f := range report.Findings {
		fmt.Fprintf(os.Stderr, "  %s %s: expected %.150s, got %.150s (%d times; %s %.200s)\n", f.Severity, f.Rule, f.Expected, f.Got, f.Count,
			f.Exchange.Request.Method, f.Exchange.Request.Path)
	}
	for _, note := range report.Notes {
		fmt.Fprintf(os.Stderr, "  note: %.300s\n", note)
	}
}

// served counts the operations that only read, and those of them that were served.
func (t *trial) served(report *contract.Report) (served, reads int) {
	for _, op := range t.api.Description.Operations() {
		if op.Method != http.MethodGet {
			continue
		}
		reads++
		ok := false
		for _, seen := range report.Coverage.Operations {
			if seen.ID == op.ID {
				for _, s := range seen.Statuses {
					ok = ok || s.Status/100 == 2 && s.Responses > 0
				}
			}
		}
		if ok {
			served++
		} else if t.verbose {
			fmt.Fprintf(os.Stderr, "  no 2xx: %s %s\n", op.Method, op.Path)
		}
	}
	return served, reads
}

// breakEach breaks one field of each job.
func (t *trial) breakEach() {
	found := 0
	for _, r := range t.api.Jobs.Jobs {
		report, err := t.check(t.fault(r))
		switch {
		case err != nil:
			fmt.Fprintf(os.Stderr, "  %s: %v\n", r.Name, err)
		case report.Verdict == contract.Broken:
			found++
		default:
			fmt.Fprintf(os.Stderr, "  not found: %s at %s\n", r.Name, t.place(r))
		}
	}
	fmt.Printf("  broken: %d of %d jobs found\n", found, len(t.api.Jobs.Jobs))
}

// fault replaces the status of a job by a value of another type.
func (t *trial) fault(r *jobs.Resource) fault.Fault {
	f, err := fault.Parse([]byte(fmt.Sprintf(`{"kind": "null", "at": %q}`, t.place(r))))
	if err != nil {
		panic(err)
	}
	return f
}

// place is where an operation shows the status of a job.
func (t *trial) place(r *jobs.Resource) string {
	for _, name := range slices.Concat(r.Get, r.StatusGet) {
		return r.Record[name] + r.Status
	}
	for _, name := range r.List {
		at := r.Record[name]
		return at[:len(at)-1] + "0" + r.Status
	}
	return r.Status
}
