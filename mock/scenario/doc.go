// Package scenario makes the scenarios of files ready to answer: their rules
// are matched against requests, their templates run, their overrides laid over
// records. A View is a dataset as one request sees it under a scenario.
package scenario
