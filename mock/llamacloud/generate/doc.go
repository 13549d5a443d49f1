// Package generate generates executions from a seed: what a dataset contains, how a job
// that a client starts proceeds, and its results.
//
// Births returns the executions of a dataset at its epoch, StartRequest the birth of a job
// that is started now, Results the results of a job that has ended. All of them depend only
// on their arguments, not on a clock or a shared random source, so the same seed and ids
// produce the same bytes in any order, on any machine.
//
// Each execution draws from its own random streams, named by seed, pipeline, dataset and
// its number. So the ten executions of a dataset are among its thousand when there are a
// thousand, and a changed setting changes only what it is about.
package generate
