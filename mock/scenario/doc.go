// Package scenario applies the scenarios of files: it matches their rules against requests,
// executes their templates and applies their overrides to records. A View is a collection as
// one request sees it under a scenario.
package scenario
