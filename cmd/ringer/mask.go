package main

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	userinfo   = regexp.MustCompile(`//[^/@\s]*@`)
	secretName = regexp.MustCompile(`(?i)auth|cookie|token|secret|key|session|password`)
)

// mask takes secrets out of a setting's text: a password in a URL, and the
// value of a header whose name says that it is one. Settings hold no other,
// they name the variables of secrets.
func mask(text string) string {
	text = userinfo.ReplaceAllString(text, "//[secret]@")
	name, value, isHeader := strings.Cut(text, ":")
	value = strings.TrimSpace(value)
	if isHeader && secretName.MatchString(name) && !strings.HasPrefix(value, "$") {
		return name + ": [secret]"
	}
	return text
}

// shown is what a message shows of a setting's wrong texts. Where the name of
// a variable is wanted, somebody may have typed the secret itself.
func (s setting) shown(texts []string) string {
	if s.isVariable() {
		return "[secret]"
	}
	masked := make([]string, len(texts))
	for i, text := range texts {
		masked[i] = mask(text)
	}
	if len(masked) == 1 {
		return fmt.Sprintf("%q", masked[0])
	}
	return fmt.Sprintf("%q", masked)
}
