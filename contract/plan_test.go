package contract_test

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// witness notes every request that reaches a service, as method and path.
type witness struct {
	next http.Handler
	mu   sync.Mutex
	seen []string
}

func (w *witness) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.seen = append(w.seen, r.Method+" "+r.RequestURI)
	w.mu.Unlock()
	w.next.ServeHTTP(to, r)
}

// unusual forms of an id, in which a plan shows its name.
var forms = []struct {
	write func(string) string
	name  string
}{
	{func(id string) string { return id }, "{%s}"},
	{strings.ToUpper, "{%S}"},
	{func(id string) string { return strings.ReplaceAll(id, "-", "") }, "{%s without hyphens}"},
}

// shownAs replaces ids that a run has learned by the name that a plan has for them.
func shownAs(text, name string, ids ...string) string {
	for _, id := range ids {
		for _, form := range forms {
			shown := strings.ReplaceAll(strings.ReplaceAll(form.name, "%s", name), "%S", strings.ToUpper(name))
			text = strings.ReplaceAll(text, form.write(id), shown)
		}
	}
	return text
}

// A case of what a run may meet.
type plannedRun struct {
	service *honest
	around  func(http.Handler) http.Handler
	tune    func(*contract.Target)
	found   []string // datasets that are listed and not named
}

func plannedRuns(t *testing.T) map[string]plannedRun {
	listed := func(h http.Handler) http.Handler {
		l := newListing()
		l.next = h
		l.lists["/api/v1/pipelines"] = `[{"id":"` + pipeline + `"}]`
		l.lists["/api/v1/pipelines/"+pipeline+"/eval-datasets"] =
			`[{"id":"` + emptyDataset + `"},{"id":"` + dataset + `"},{"id":"` + otherDataset + `"}]`
		return l
	}
	writes := func(t *contract.Target) { t.AllowWrites, t.Token.Value, t.Token.Variable = true, "s3cret", "TOKEN" }
	with := func(change ...func(*honest)) *honest {
		h := newWhole()
		for _, c := range change {
			c(h)
		}
		return h
	}
	token := func(h *honest) { h.token = "s3cret" }
	empty := func(h *honest) { h.records, h.others = []record{}, nil }
	// accepts whatever it should refuse
	lenient := func(h *honest) {
		h.spoil = func(a *answer) {
			if a.operation != "" && a.status == 422 || a.status == 401 {
				*a = *withRequest(newAnswer(a.operation, 200, wholeRecord(1)), a)
			}
		}
	}
	// fails for ids that contain certain letters, which calls for smaller requests
	fails := func(h *honest) {
		h.spoil = func(a *answer) {
			if a.status == 422 {
				a.status = 500
			}
		}
	}
	throttles := func(h *honest) {
		h.spoil = func(a *answer) {
			if a.nth%3 == 0 {
				*a = *withRequest(detail(a.operation, 429, "Too Many Requests"), a)
			}
		}
	}
	// never ends what was started
	endless := func(h *honest) {
		h.spoil = onAnswerOf(func(r record) record { return r.with("status", "PENDING", "ended_at", nil) })
	}
	// has executions of only moments before, which it does not know by their ids
	late := func(h *honest) {
		h.live = func(now time.Time) []record {
			return []record{wholeRecord(1).with("created_at", now.Format(time.RFC3339Nano))}
		}
		h.spoil = onlyOperation("get", func(a *answer) {
			if a.status == 200 {
				*a = *withRequest(detail("get", 404, "Execution not found"), a)
			}
		})
	}
	two := func(c *contract.Target) {
		c.Datasets = append(c.Datasets, contract.Dataset{PipelineID: pipeline, EvalDatasetID: otherDataset})
	}
	return map[string]plannedRun{
		"reading":                {service: with()},
		"without executions":     {service: with(empty)},
		"two datasets":           {service: with(), tune: two},
		"credentials":            {service: with(token), tune: func(c *contract.Target) { writes(c); c.AllowWrites = false }},
		"nobody named a dataset": {service: with(), around: listed, tune: func(c *contract.Target) { c.Datasets = nil }, found: []string{dataset, otherDataset, emptyDataset}},
		"the named one is empty": {service: with(), around: listed, found: []string{dataset, otherDataset},
			tune: func(c *contract.Target) { c.Datasets[0].EvalDatasetID = emptyDataset }},
		"writing":                  {service: with(token), tune: writes},
		"writing two datasets":     {service: with(token), tune: func(c *contract.Target) { writes(c); two(c) }},
		"writing with room":        {service: with(token, lenient), tune: func(c *contract.Target) { writes(c); c.MaxCreated = 50 }},
		"what never ends":          {service: with(endless), tune: needs("execute")},
		"a lenient service":        {service: with(token, lenient), tune: writes},
		"a failing service":        {service: with(token, fails), tune: writes},
		"a failing service, read":  {service: with(fails)},
		"few requests":             {service: with(fails), tune: func(c *contract.Target) { c.MaxRequests = 30 }},
		"a service that throttles": {service: with(throttles), tune: needs("execute")},
		"late executions":          {service: with(late)},
		"what can be cancelled": {service: with(endless), tune: func(c *contract.Target) {
			c.AllowWrites, c.Description = true, described(t, "cancel.json", documents("cancel"))
		}},
		"what can be deleted": {service: with(token, lenient), tune: func(c *contract.Target) {
			writes(c)
			c.Description = described(t, "delete.json", documents("delete"))
		}},
		"under a path": {service: with(), around: func(h http.Handler) http.Handler { return http.StripPrefix("/some/prefix", h) },
			tune: func(c *contract.Target) { c.URL = "/some/prefix/" }},
	}
}

// onAnswerOf changes every record that was started, wherever it is shown.
func onAnswerOf(change func(record) record) func(*answer) {
	h := &honest{}
	onOurs(change, "execute", "list", "get")(h)
	return h.spoil
}

// TestNothingIsSentThatWasNotAnnounced compares what reaches a service with the plan, in
// method, path and number.
func TestNothingIsSentThatWasNotAnnounced(t *testing.T) {
	t.Parallel()
	runs := plannedRuns(t)
	for _, name := range sampled(runs, 3) {
		c := runs[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &witness{}
			target := timeless(t, c.service, func(h http.Handler) http.Handler {
				if c.around != nil {
					h = c.around(h)
				}
				w.next = h
				return w
			}, c.tune)
			plan, err := contract.Plan(target)
			require.NoError(t, err)
			require.Empty(t, w.seen, "a plan sends nothing")
			report, err := contract.Check(t.Context(), target)
			require.NotNil(t, report, "%v", err)
			require.NotEmpty(t, w.seen)

			announced, minimizing, allMinimizing := map[string]int{}, map[string]bool{}, 0
			for _, kind := range plan.Probes {
				for _, r := range kind.Requests {
					if strings.Contains(r.Path, "{smaller_id}") {
						minimizing[r.Method+" "+r.Path] = true
						continue
					}
					announced[r.Method+" "+r.Path] += r.Most
				}
				if kind.Name == "smaller requests" {
					allMinimizing = kind.Most
				}
			}
			repeats := func(string) int { return 1 }
			switch name {
			case "a service that throttles":
				repeats = func(string) int { return 1 + plan.MaxRepeats }
			case "late executions":
				repeats = func(request string) int {
					if strings.Contains(request, "{execution_id}") {
						return 1 + plan.MaxLate
					}
					return 1
				}
			}
			sent := map[string]int{}
			for _, request := range w.seen {
				sent[c.named(target, request)]++
			}
			smaller := 0
			for request, n := range sent {
				if most := announced[request] * repeats(request); n > most {
					require.True(t, minimizes(request, minimizing), "%d times %s, announced %d", n, request, most)
					smaller += n - most
				}
			}
			assert.LessOrEqual(t, smaller, allMinimizing)
			assert.LessOrEqual(t, len(w.seen), plan.MaxRequests)
			total := 0
			for i, kind := range report.Probes {
				assert.Equal(t, plan.Probes[i].Name, kind.Name)
				assert.Equal(t, plan.Probes[i].Most, kind.Planned)
				assert.LessOrEqual(t, kind.Sent, kind.Planned, kind.Name)
				total += kind.Sent
			}
			assert.LessOrEqual(t, total, plan.Most)
			if repeated := len(w.seen) - total; name == "late executions" || name == "a service that throttles" {
				assert.Positive(t, repeated)
			} else {
				assert.Zero(t, repeated, "each request is counted under its kind")
			}
		})
	}
}

// named writes a request as a plan does.
func (c plannedRun) named(target contract.Target, request string) string {
	created := regexp.MustCompile(`(?i)\d{8}-?eeee-?4eee-?8eee-?eeeeeeeeeeee`).FindAllString(request, -1)
	request = shownAs(request, "created_id", created...)
	made := []string{"b1e5c0de-0000-4000-8000-000000000000"}
	for n := range 60 {
		made = append(made, fmt.Sprintf("%08d-aaaa-4bbb-8ccc-dddddddddddd", n))
	}
	request = shownAs(request, "execution_id", made...)
	if c.found == nil {
		return request
	}
	named := slices.ContainsFunc(target.Datasets, func(d contract.Dataset) bool { return d.PipelineID == pipeline })
	request = shownAs(request, "eval_dataset_id", c.found...)
	if !named || !strings.Contains(request, emptyDataset) && !strings.HasSuffix(request, "/eval-datasets") {
		request = shownAs(request, "pipeline_id", pipeline)
	}
	return request
}

// minimizes tells whether a request has the form of an announced one with a smaller id.
func minimizes(request string, announced map[string]bool) bool {
	for form := range announced {
		before, after, _ := strings.Cut(form, "{smaller_id}")
		if strings.HasPrefix(request, before) && strings.HasSuffix(request, after) && len(request) > len(before)+len(after) {
			id, err := url.PathUnescape(request[len(before) : len(request)-len(after)])
			if err == nil && !strings.Contains(id, "{") {
				return true
			}
		}
	}
	return false
}

// documents adds operations that cancel or delete an execution.
func documents(what ...string) func(d map[string]any) {
	return func(d map[string]any) {
		paths := d["paths"].(map[string]any)
		for path, item := range paths {
			if !strings.HasSuffix(path, "}") {
				continue
			}
			get := item.(map[string]any)["get"].(map[string]any)
			operation := func(id string) map[string]any {
				return map[string]any{"operationId": id, "parameters": get["parameters"],
					"responses": map[string]any{"204": map[string]any{"description": "done"}}}
			}
			if slices.Contains(what, "delete") {
				item.(map[string]any)["delete"] = operation("delete_execution")
			}
			if slices.Contains(what, "cancel") {
				paths[path+"/cancel"] = map[string]any{"post": operation("cancel_execution")}
			}
			return
		}
	}
}

// TestAPlanOpensNoConnection, not even to find out what is there.
func TestAPlanOpensNoConnection(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	accepted := make(chan net.Conn, 1)
	go func() {
		defer close(accepted)
		if c, err := listener.Accept(); err == nil {
			accepted <- c
		}
	}()
	for _, tune := range []func(*contract.Target){
		func(*contract.Target) {}, needs("execute"), func(c *contract.Target) { c.Datasets = nil },
		func(c *contract.Target) { c.Proxy = "http://" + listener.Addr().String() },
	} {
		target := targetOf("http://" + listener.Addr().String())
		tune(&target)
		_, err := contract.Plan(target)
		require.NoError(t, err)
	}
	require.NoError(t, listener.Close())
	_, connected := <-accepted
	assert.False(t, connected)
}

// TestDefaultRunsStayUnderTheirBound: nothing of them has to be left out.
func TestDefaultRunsStayUnderTheirBound(t *testing.T) {
	t.Parallel()
	for name, tune := range map[string]func(*contract.Target){
		"reading":     func(*contract.Target) {},
		"any dataset": func(c *contract.Target) { c.Datasets = nil },
		"everything": func(c *contract.Target) {
			c.AllowWrites, c.Token.Value = true, "x"
			c.Description = described(t, "a.json", documents("cancel", "delete"))
		},
	} {
		target := targetOf("http://127.0.0.1:1")
		tune(&target)
		plan, err := contract.Plan(target)
		require.NoError(t, err)
		assert.Less(t, plan.Most, contract.DefaultMaxRequests, name)
		sum := 0
		for _, kind := range plan.Probes {
			sum += kind.Most
			assert.NotEmpty(t, kind.Why)
			assert.Positive(t, kind.Most)
			most := 0
			for _, r := range kind.Requests {
				most += r.Most
				assert.NotEmpty(t, r.Why)
			}
			assert.GreaterOrEqual(t, most, kind.Most, kind.Name)
		}
		assert.Equal(t, plan.Most, sum)
	}
}

// A plan says the same of a target that is none as a run does.
func TestAPlanOfNoTarget(t *testing.T) {
	t.Parallel()
	for _, target := range []contract.Target{
		{}, {URL: "ftp://a"}, {URL: "http://a", MaxCreated: -1}, {URL: "http://a", AllowWrites: true},
		{URL: "https://a", TLS: contract.TLS{CAFile: "nowhere.pem"}},
	} {
		_, planned := contract.Plan(target)
		_, checked := contract.Check(t.Context(), target)
		require.Error(t, planned)
		require.Equal(t, checked, planned)
	}
}
