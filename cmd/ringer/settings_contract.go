package main

import "time"

// contractConfig is the section contract: what is checked, and how.
type contractConfig struct {
	url                 string
	pipeline            string
	datasets            []string
	tokenEnv, cookieEnv string
	headers             []string

	caFile, certFile, keyFile string
	serverName                string
	insecure                  bool
	proxy, http               string

	timeout, requestTimeout time.Duration
	maxBody                 int64
	maxRequests             int
	rate                    float64
	concurrency             int
	seed                    uint64

	allowWrites    bool
	watch          time.Duration
	strict         bool
	requireRecords bool

	rules  []string
	failOn string
	known  []string
}

func defaultContractConfig() contractConfig { return contractConfig{} }

func contractSettings() []setting { return nil }
