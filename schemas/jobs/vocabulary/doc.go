// Package vocabulary is the English that job models are inferred from: the meanings of
// status words (words.go, each line with its source), and the topics of words in names
// (names.go). It contains nothing about any particular API. It is plain data, safe for
// concurrent use.
package vocabulary

import "strings"

// Knows reports whether a word, in lower case, has a meaning in a name or as a status.
// Other words have no influence on inference.
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
