package setting

import "strings"

// List is a value of several texts. Each layer that says anything of it says
// all of it: a flag, given once or often, replaces what the file lists.
type List struct {
	At *[]string
	// separator splits a text into several; empty keeps each text whole.
	separator string
	// plain brings one text into the form that is kept; nil keeps it.
	plain func(text string) string
	// check judges one text; nil allows any.
	check func(text string) error
}

// String is the texts as the environment would give them.
func (l List) String() string { return strings.Join(*l.At, l.join()) }

// Type names the kind for help pages.
func (l List) Type() string { return "list" }

// Set adds what text holds.
func (l List) Set(text string) error {
	parts := []string{text}
	if l.separator != "" {
		parts = strings.Split(text, l.separator)
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if l.plain != nil {
			part = l.plain(part)
		}
		if l.check != nil {
			if err := l.check(part); err != nil {
				return err
			}
		}
		*l.At = append(*l.At, part)
	}
	return nil
}

// reset empties it, before a layer sets it.
func (l List) reset() { *l.At = nil }

// join is what stands between texts in one environment variable: the
// separator, or a new line each where a text may contain anything else.
func (l List) join() string {
	if l.separator != "" {
		return l.separator
	}
	return "\n"
}
