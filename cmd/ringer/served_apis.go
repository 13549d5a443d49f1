package main

import (
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/serving"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// servedAPIs are the APIs that a mock serves, with their files.
type servedAPIs []servedAPI

// servedAPI is one of them.
type servedAPI struct {
	name string // in a mock of several; else empty
	from setting.OneAPI
	api  *fixtures.API
}

// loadAPIs loads the API that is set, or several.
func loadAPIs(c setting.Mock) (servedAPIs, error) {
	if len(c.Several) == 0 {
		api, err := c.LoadAPI()
		return servedAPIs{{from: setting.OneAPI{File: c.API, Overlays: c.Overlays}, api: api}}, err
	}
	var all servedAPIs
	var names []string
	for _, from := range c.Several {
		api, err := from.Load()
		if err != nil {
			return nil, err
		}
		one := servedAPI{name: from.Name, from: from, api: api}
		if one.name == "" {
			one.name = api.Name
		}
		if i := slices.Index(names, one.name); i >= 0 {
			return nil, output.Usage(all[i].from.File+" and "+from.File+" are both called "+one.name, "give one of them another name: ringer serve NAME="+from.File+" ...")
		}
		all, names = append(all, one), append(names, one.name)
	}
	return all, c.CheckNames(names)
}

// in returns the settings of a mock of these APIs.
func (all servedAPIs) in(c setting.Mock) setting.Mock {
	if len(c.Several) == 0 {
		c.Engine.API = all[0].api
		return c
	}
	c.Engine.APIs = nil
	for _, one := range all {
		config := mock.APIConfig{Name: one.name, API: one.api}
		if prefix := setting.For(c.Prefixes, one.name); len(prefix) > 0 {
			config.Prefix = prefix[0]
		}
		for _, host := range setting.For(c.HostNames, one.name) {
			config.Hosts = append(config.Hosts, strings.ToLower(host))
		}
		c.Engine.APIs = append(c.Engine.APIs, config)
	}
	return c
}

func (all servedAPIs) title() string {
	var titles []string
	for _, one := range all {
		titles = append(titles, serving.Title(one.api))
	}
	return strings.Join(titles, "; ")
}

// withHostNames adds the names of the APIs' hosts to those of the certificate.
func withHostNames(c setting.Mock) setting.Mock {
	if !c.TLS.On {
		return c
	}
	c.TLS.Names = slices.Clone(c.TLS.Names)
	for _, text := range c.HostNames {
		if _, host, ok := strings.Cut(text, "="); ok && !slices.Contains(c.TLS.Names, host) {
			c.TLS.Names = append(c.TLS.Names, host)
		}
	}
	return c
}

// followAPIs serves a new mock when the files of an API change, and returns a function that
// stops it. Where the system cannot watch files, the mock still serves.
func (a *app) followAPIs(current *serving.Handler, c setting.Mock, all servedAPIs, logger *slog.Logger) (end func()) {
	now := slices.Clone(all)
	var mu sync.Mutex                   // of now and problems: each API is followed by itself
	problems := make([]error, len(all)) // of each, which the mock of an edit of another does not know
	var ends []func()
	for i := range all {
		if one := all[i]; one.api != fixtures.Default() {
			report := func(err error) {
				mu.Lock()
				defer mu.Unlock()
				problems[i] = err
				current.Mock().ReportAPI(errors.Join(problems...))
			}
			ends = append(ends, a.followAPI(one, logger, report, func(edited *fixtures.API) error {
				mu.Lock()
				defer mu.Unlock()
				next := slices.Clone(now)
				next[i].api = edited
				double, err := a.newMock(next.in(c), logger)
				if err == nil {
					now = next
					current.Serve(double, followFixtures(double, c, logger))
				}
				return err
			}))
		}
	}
	return func() {
		for _, end := range ends {
			end()
		}
	}
}

func (a *app) followAPI(one servedAPI, logger *slog.Logger, report func(error), serve func(*fixtures.API) error) (end func()) {
	end, err := serving.FollowAPI(serving.Reload{
		API: one.api, Name: one.from.File, Overlays: one.from.Overlays, Logger: logger, Load: one.from.Load, Report: report, Serve: serve,
	})
	if err != nil {
		logger.Warn("edits of the API take effect after a restart only", "api", one.from.File, "error", err)
		return func() {}
	}
	return end
}
