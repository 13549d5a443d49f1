// Package modelled serves the resources of any job model: package lifecycle knows their
// states and fields, package value makes the rest of their records.
package modelled
