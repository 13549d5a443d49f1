// Package random has named streams of random numbers: the same seed and names give the same
// numbers, in any order, on any machine.
package random
