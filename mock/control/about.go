package control

import (
	"net/http"
	"runtime"
	"runtime/debug"
	"time"
)

// Health reports that the mock responds.
type Health struct {
	Status string    `json:"status" doc:"ok"`
	Now    time.Time `json:"now" doc:"the real time"`
}

// Readiness reports whether the mock serves its scenario files, and its API, as they are now.
type Readiness struct {
	Ready bool `json:"ready" doc:"whether it serves its scenario files and its API as they are now"`
	// Scenarios is how many are known.
	Scenarios int `json:"scenarios" doc:"how many scenarios are known"`
	// Problems describes what is wrong with the files; the last good ones stay
	// active.
	Problems string `json:"problem,omitempty" doc:"what is wrong with the scenario files, with file and line; the last good ones stay active"`
	// API describes what is wrong with the files of the API; the last good version stays
	// active.
	API string `json:"apiProblem,omitempty" doc:"what is wrong with the edited API, with file and line; the last good version stays active"`
}

// Version is the version of ringer.
type Version struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Go      string `json:"go"`
}

func aboutRoutes() []route {
	example := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	return []route{
		{id: "getHealth", method: http.MethodGet, path: "/health", open: true, summary: "Whether the mock responds",
			out: Health{Status: "ok", Now: example},
			responds: func(c *call) (any, error) {
				return Health{Status: "ok", Now: c.control.Real().UTC()}, nil
			}},
		{id: "getReadiness", method: http.MethodGet, path: "/ready", open: true, summary: "Whether the mock serves its scenario files and its API as they are now",
			more: "503 while an edited file of the scenarios or of the API is broken and the last good version stays active.",
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
		{id: "getVersion", method: http.MethodGet, path: "/version", summary: "The version of ringer",
			out:      Version{Version: "v1.0.0", Go: "go1.26.0"},
			responds: func(*call) (any, error) { return thisVersion(), nil }},
		{id: "getDescription", method: http.MethodGet, path: "/openapi.json", summary: "This description of the control interface",
			out: map[string]any{"openapi": "3.1.0"},
			responds: func(c *call) (any, error) {
				c.w.Header().Set("Content-Type", "application/json")
				_, _ = c.w.Write(c.control.document)
				return sent{}, nil
			}},
	}
}

// WithoutDetail returns what is public without the token: that something is wrong with
// the files, but neither their paths nor their contents.
func (r Readiness) WithoutDetail() Readiness {
	if r.Problems != "" {
		r.Problems = "scenario files are broken, and the last good ones active; the log and the control interface report what is wrong"
	}
	if r.API != "" {
		r.API = "the edited API is broken, and the last good version active; the log and the control interface report what is wrong"
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
