// Package session is an isolated world: its own clock, seed, scenario, state
// and journal. Nothing one session does can be seen in another.
//
// Sessions holds those of one mock. A Session answers what its datasets hold,
// starts and changes executions, and moves its clock; every method may be
// called at any time from many goroutines.
//
// A session's world is over when the session is dropped, or starts over under
// its name. A request that is under way then is answered by the world it came
// to, and leaves nothing in the next.
//
// Locks are taken in this order: that of Sessions, those of a session's sight
// and life, that of the store. What guards a session's fields, a clock, the
// journals or the events comes last: who holds it takes no other.
package session
