// Package world computes what a dataset contains at an instant. It is pure: a Query has
// everything that the executions depend on, so that the same query has the same result on
// any machine. Store keeps what does not follow from seed and time: births, patches and
// counters.
package world
