package schemas

import "strings"

// Nearest returns the known name that was probably meant, for messages: the one with the
// fewest edits, if these are at most a third of its length; the first of several, "" if
// there is none. Case is ignored.
func Nearest(name string, known []string) string {
	best, fewest := "", len(name)+100
	for _, k := range known {
		if len(name) > 2*len(k) {
			continue // too different to be worth counting
		}
		d := edits(strings.ToLower(name), strings.ToLower(k))
		if d < fewest && d <= max(1, len(k)/3) {
			best, fewest = k, d
		}
	}
	return best
}

// edits returns the number of edits between two texts: a byte inserted, removed or
// changed, or two neighbours swapped (optimal string alignment).
func edits(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
