package setting

import "strings"

// List is a value of several texts. A layer replaces the whole list: a flag, given
// once or more, replaces the list in the file.
type List struct {
	At *[]string
	// separator splits a text into several; empty keeps each text whole.
	separator string
	// plain normalizes one text; nil keeps it.
	plain func(text string) string
	// check validates one text; nil allows any.
	check func(text string) error
	// inFile is how a settings file holds texts that have keys; nil for plain texts.
	inFile *mappings
}

// String is the texts in the form of the environment.
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

// join separates the texts in one environment variable: the separator, or a newline
// where a text may contain anything else.
func (l List) join() string {
	if l.separator != "" {
		return l.separator
	}
	return "\n"
}
