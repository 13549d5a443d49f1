package contract

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// smallest returns the smallest and plainest id that still shows a finding. The order of
// its attempts depends only on shows, so the same service gives the same result. shows is
// called with smaller and smaller ids, and never with one larger than an id for which it
// has returned true.
func smallest(id []string, shows func([]string) bool) []string {
	id = shortest(id, func(id []string, n int) []string { return id[:n] }, shows)
	if len(id) > 1 && shows(id[1:]) {
		id = shortest(id[1:], func(id []string, n int) []string { return id[len(id)-n:] }, shows)
	}
	for _, plain := range []string{"a", "0"} {
		if all := slices.Repeat([]string{plain}, len(id)); slices.Equal(all, id) || shows(all) {
			return all // only its length matters
		}
	}
	return simplest(fewestFields(id, shows), shows)
}

// shortest finds by bisection how little of one end is enough.
func shortest(id []string, part func([]string, int) []string, shows func([]string) bool) []string {
	low, high := 0, len(id)
	for high-low > 1 {
		if middle := (low + high) / 2; shows(part(id, middle)) {
			high = middle
		} else {
			low = middle
		}
	}
	return part(id, high)
}

// fewestFields leaves out what is not needed between the ends, larger pieces first.
func fewestFields(id []string, shows func([]string) bool) []string {
	for size := len(id) / 2; size > 0; size /= 2 {
		for at := 0; at+size <= len(id) && size < len(id); {
			if less := slices.Concat(id[:at], id[at+size:]); shows(less) {
				id = less
			} else {
				at += size
			}
		}
	}
	return id
}

// simplest replaces each character that does not matter with a plain letter.
func simplest(id []string, shows func([]string) bool) []string {
	for at := range id {
		plainer := slices.Clone(id)
		plainer[at] = "a"
		if id[at] != "a" && shows(plainer) {
			id = plainer
		}
	}
	return id
}

// characters returns the characters of an id, or its bytes when it is not valid UTF-8.
func characters(id string) []string {
	if utf8.ValidString(id) {
		return strings.Split(id, "")
	}
	var bytes []string
	for i := range len(id) {
		bytes = append(bytes, id[i:i+1])
	}
	return bytes
}
