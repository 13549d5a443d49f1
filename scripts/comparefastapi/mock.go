package main

import (
	"strings"
	"testing/fstest"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// serveMock serves a description with the mock. It returns the mock's address.
func serveMock(document string) (address string, stop func(), err error) {
	api, err := fixtures.LoadAPI(fstest.MapFS{
		"openapi.json": {Data: []byte(document)},
		"api.yaml":     {Data: []byte("name: compared\ndescription: openapi.json\n")},
	})
	if err != nil {
		return "", nil, err
	}
	server := mock.NewServer(mock.Config{API: api, Now: time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)})
	return strings.TrimPrefix(server.URL, "http://"), server.Close, nil
}
