package schemas

import "strings"

// Nearest gives the known name that was probably meant, for messages: the one
// that takes the fewest edits, if that is no more than a third of its length;
// the first of several, "" when none comes near. Case does not count.
func Nearest(name string, known []string) string {
	best, fewest := "", len(name)+100
	for _, k := range known {
		if len(name) > 2*len(k) {
			continue // too far off to be worth the counting
		}
		d := edits(strings.ToLower(name), strings.ToLower(k))
		if d < fewest && d <= max(1, len(k)/3) {
			best, fewest = k, d
		}
	}
	return best
}

// edits counts the edits between two texts: a byte put in, taken out or
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
