package jobs

import (
	"regexp"
	"strings"
)

var (
	// quoted is a word in backticks or quotes, as descriptions write values.
	quoted = regexp.MustCompile("[`\"'“]([A-Za-z][A-Za-z0-9 _.-]{0,39})[`\"'”]")
	// afterOneOf is a plain list after the words that announce one.
	afterOneOf = regexp.MustCompile(`(?i)(?:one of|values? (?:are|is|can be|include)|can be|may be|either|e\.g\.,?|such as|, like|:)\s*:?\s*([A-Za-z][A-Za-z0-9_ ,/|-]*)`)
	// eitherOf ends a short text: "Kind of condition, Complete or Failed."
	eitherOf = regexp.MustCompile(`((?:[A-Z]\w+, )*[A-Z]\w+,? or [A-Z]\w+)\.?$`)
	between  = regexp.MustCompile(`(?i)\s*(?:,|/|\||\bor\b|\band\b)\s*`)
)

// maxText is how much of a description is looked at.
const maxText = 2_000

// inText gives the words that a description lists as values, in their order.
func inText(text string) []word {
	text = text[:min(len(text), maxText)]
	var out []word
	for _, m := range quoted.FindAllStringSubmatch(text, maxWords) {
		if len(strings.Fields(m[1])) <= 3 {
			out = append(out, word{text: m[1]})
		}
	}
	if len(out) > 1 {
		return out
	}
	for _, m := range afterOneOf.FindAllStringSubmatch(text, 4) {
		if list := plainList(m[1]); len(list) > 1 {
			return list
		}
	}
	if m := eitherOf.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
		return plainList(m[1])
	}
	return nil
}

// plainList reads "queued, running or done". A piece of more than two words
// ends the list: it is a sentence.
func plainList(text string) []word {
	var out []word
	for _, piece := range between.Split(text, -1) {
		piece = strings.TrimSpace(piece)
		if piece == "" {
			continue
		}
		if len(strings.Fields(piece)) > 2 {
			break
		}
		out = append(out, word{text: piece})
	}
	return out
}
