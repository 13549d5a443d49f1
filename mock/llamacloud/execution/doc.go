// Package execution contains the eval dataset execution: its birth, its timeline, and the
// record that clients see at a given time. All functions are pure.
package execution
