// Package world computes what a collection of jobs contains at an instant. It is pure: a
// Query has everything that the jobs depend on, so that the same query has the same result
// on any machine. Store keeps what does not follow from seed and time: births, patches and
// counters.
//
// It knows no API. What is particular to a resource, such as how its records look and what
// its states are, is behind Kind.
package world
