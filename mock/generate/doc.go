// Package generate draws executions from a seed: what a dataset holds, what
// becomes of a job that a client starts, the answers it leaves behind.
//
// Births is what a dataset has at its epoch, Asked is the birth of a job that
// is started now, Results are the answers of a job that has ended. All of it
// follows from the arguments alone: no clock, no shared chance, so the same
// seed and ids give the same bytes in any order, on any machine.
//
// Each execution draws from streams of its own, named by seed, pipeline,
// dataset and its number. So the ten executions of a dataset are among its
// thousand when there are a thousand, and changing one knob leaves alone what
// the knob does not speak of.
package generate
