package main

import "strings"

// nearest gives the candidate that text was probably meant to be: the one that
// takes the fewest edits, if that is no more than a third of its length.
// Empty when none comes near; the first of several.
func nearest(text string, candidates []string) string {
	best, fewest := "", 1<<30
	for _, c := range candidates {
		edits := distance(strings.ToLower(text), strings.ToLower(c))
		if edits < fewest && edits <= max(1, len(c)/3) {
			best, fewest = c, edits
		}
	}
	return best
}

// distance counts the edits between two texts: a byte put in, taken out or
// changed, or two neighbours swapped (optimal string alignment).
func distance(a, b string) int {
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
