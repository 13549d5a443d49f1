package main

import (
	"errors"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fastapi"
)

// newMock makes the mock that the settings describe.
func (a *app) newMock(c setting.Mock, logger *slog.Logger) (*mock.Mock, error) {
	config, err := a.mockConfig(c)
	if err != nil {
		return nil, err
	}
	config.Logger = logger
	m, err := mock.New(config)
	var place *mock.PlaceError
	if errors.As(err, &place) {
		return nil, output.Usage(err.Error(), "give it a prefix of its own: --prefix "+place.Name+"=/"+place.Name,
			"or a host name: --host-name "+place.Name+"="+place.Name+".example.test")
	}
	if err != nil {
		return nil, output.Usage(err.Error())
	}
	return m, nil
}

// mockConfig is the mock's configuration, with what the settings name looked up:
// the API, and the scenarios in the folder, unless they are loaded already, and the secret
// in the variable.
func (a *app) mockConfig(c setting.Mock) (mock.Config, error) {
	config := c.Engine
	config.NoCORS = !c.CORS
	if c.Explain {
		config.Explain = func(paragraph string) { fmt.Fprintf(a.stdout, "\n%s\n", paragraph) }
	}
	if c.Style != setting.AutoStyle {
		config.Framework = c.Style
	}
	var err error
	if config.Auth, err = a.auth(c); err != nil {
		return config, err
	}
	if err = a.control(c, &config); err != nil {
		return config, err
	}
	if len(config.APIs) > 0 {
		return config, nil // each has its own scenarios
	}
	if config.API == nil {
		if config.API, err = c.LoadAPI(); err != nil {
			return config, err
		}
	}
	if config.Fixtures == nil {
		if config.Fixtures, err = a.loadFixtures(config.API, c.Fixtures); err != nil {
			return config, err
		}
	}
	_, err = findScenario(config.Fixtures, config.Scenario, c)
	return config, err
}

func (a *app) auth(c setting.Mock) (fastapi.Auth, error) {
	auth := fastapi.Auth{Forbidden: c.AuthStatus == "403"}
	switch c.Auth {
	case "any":
		auth.Mode = fastapi.AuthAny
	case "token":
		if c.TokenEnv == "" {
			return auth, output.Usage("auth token needs a token",
				"name the variable that holds it: --token-env VARIABLE")
		}
		secret, err := a.environ.Secret("token-env", c.TokenEnv)
		if err != nil {
			return auth, err
		}
		auth.Mode, auth.Credential = fastapi.AuthExact, fastapi.Secret(secret.Value)
	}
	return auth, nil
}

// logger writes to stderr, with the format and level of the settings.
func (a *app) logger(c setting.Mock) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		level = slog.LevelInfo // not reached: the setting accepts no other values
	}
	options := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(a.stderr, options))
	}
	return slog.New(slog.NewTextHandler(a.stderr, options))
}

// settingsAndAPI are the settings that a verb wants, and the API that they name. It prints their
// warnings.
func (a *app) settingsAndAPI(cmd *cobra.Command, wanted []setting.Setting) (*setting.Values, *fixtures.API, error) {
	c, _, err := setting.Load(cmd, wanted, a.environ)
	if err != nil {
		return nil, nil, err
	}
	a.stderr.Text(c.Warnings...)
	api, err := c.Mock.LoadAPI()
	return c, api, err
}
