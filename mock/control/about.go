package control

import (
	"net/http"
	"runtime"
	"runtime/debug"
	"time"
)

// Health says that the mock answers.
type Health struct {
	Status string    `json:"status" doc:"ok"`
	Now    time.Time `json:"now" doc:"the real time"`
}

// Readiness says whether the mock answers as its files want it to.
type Readiness struct {
	Ready bool `json:"ready" doc:"whether it answers requests as configured"`
	// Scenarios is how many are known.
	Scenarios int `json:"scenarios" doc:"how many scenarios are known"`
	// Problems says what is wrong with the files; the last good ones stay in force.
	Problems string `json:"trouble,omitempty" doc:"what is wrong with the scenario files, with file and line; the last good ones are in force"`
}

// Version says which ringer this is.
type Version struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Go      string `json:"go"`
}

func aboutRoutes() []route {
	example := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	return []route{
		{method: http.MethodGet, path: "/health", open: true, summary: "Whether the mock responds",
			out: Health{Status: "ok", Now: example},
			responds: func(c *call) (any, error) {
				return Health{Status: "ok", Now: c.control.Real().UTC()}, nil
			}},
		{method: http.MethodGet, path: "/ready", open: true, summary: "Whether the mock serves its scenario files as they are now",
			more: "503 while a scenario file that was edited is broken and the last good one stays in force.",
			out:  Readiness{Ready: true, Scenarios: 100},
			responds: func(c *call) (any, error) {
				ready := c.control.Ready()
				if !c.control.knowsToken(c.r) {
					ready = ready.WithoutDetail()
				}
				if !ready.Ready {
					return unready{ready}, nil
				}
				return ready, nil
			}},
		{method: http.MethodGet, path: "/version", summary: "Which ringer this is",
			out:      Version{Version: "v1.0.0", Go: "go1.26.0"},
			responds: func(*call) (any, error) { return thisVersion(), nil }},
		{method: http.MethodGet, path: "/openapi.json", summary: "This description of the control interface",
			out: map[string]any{"openapi": "3.1.0"},
			responds: func(c *call) (any, error) {
				c.w.Header().Set("Content-Type", "application/json")
				_, _ = c.w.Write(c.control.document)
				return sent{}, nil
			}},
	}
}

// WithoutDetail is what anybody may know who can reach the mock: that something
// is wrong with its files, but neither where they are nor what stands in them.
func (r Readiness) WithoutDetail() Readiness {
	if r.Problems != "" {
		r.Problems = "scenario files are broken, and the last good ones in force; the log and the control interface say what is wrong"
	}
	return r
}

func thisVersion() Version {
	v := Version{Version: "(devel)", Go: runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v.Commit = s.Value
		}
	}
	return v
}
