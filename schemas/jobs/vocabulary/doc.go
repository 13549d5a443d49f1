// Package vocabulary is the English that job models are inferred from: what the
// words of a status mean (words.go, each line with its source), and what words
// in names are about (names.go). It knows no API. It is plain data, safe for
// concurrent use.
package vocabulary

import "strings"

// Knows tells a word, in lower case, that means something in a name or as a
// status. Any other word says nothing, whatever API it comes from.
func Knows(word string) bool {
	for _, words := range vocabulary() {
		if has(words, word) {
			return true
		}
	}
	for _, l := range lines() {
		if has(strings.ReplaceAll(l.words, ",", ""), word) {
			return true
		}
	}
	return false
}

func has(words, word string) bool {
	for _, w := range strings.Fields(words) {
		if w == word {
			return true
		}
	}
	return false
}
