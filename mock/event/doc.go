// Package event publishes what happens in a mock: requests, transitions, changes. Events are
// numbered and the latest ones stored, so that a client that lost its connection can
// continue; a subscriber that is too slow is dropped and never waited for.
package event
