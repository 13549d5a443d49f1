// Package timeline draws jobs on a time axis as SVG: the states of each, past and to come, and
// the requests that looked at it. It knows plain data only, so that the mock's console and the
// report of a check draw the same picture.
//
// What has begun is solid and what is to come hatched: one pattern covers everything after
// now, so that a page moves now by moving two elements (see [Chart]).
package timeline
