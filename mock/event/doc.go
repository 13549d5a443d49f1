// Package event tells those who listen what happens in a mock: requests,
// transitions, changes. Events are numbered and the last ones kept, so that who
// lost its connection can go on; who is slow is dropped and never waited for.
package event
