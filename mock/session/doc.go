// Package session isolates clients of one mock from each other: each session has its own
// clock, seed, scenario, state and journal, and nothing that happens in one session is
// visible in another.
//
// Sessions holds those of one mock. A Session lists the jobs of its collections,
// creates and changes jobs, and moves its clock; all methods are safe for
// concurrent use.
//
// The state of a session ends when the session is dropped, or reset under its name. A
// request in progress at that moment is answered from the state in which it began, and
// leaves nothing in the next.
//
// Locks are taken in this order: that of Sessions, those of a session's fields sight and
// life, that of the store. The locks that guard a session's other fields, a clock, the
// journals or the events come last: while one of them is held no other is taken.
package session
