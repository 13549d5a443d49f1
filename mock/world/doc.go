// Package world says what a dataset holds at an instant. It is pure: a Query
// holds all that its jobs depend on, so the same query has the same answer on
// any machine. Births keeps the little that no seed and no time explains.
package world
