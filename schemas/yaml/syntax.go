package yaml

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	library "go.yaml.in/yaml/v4"
)

// syntax converts an error of the library to our wording and position.
func (r *reader) syntax(err error) error {
	var broken *library.LoadError
	if !errors.As(err, &broken) {
		return &Error{Problem: "this is not YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	at := r.mark(broken)
	message := broken.Message
	switch {
	case strings.Contains(message, errTooDeep.Error()):
		return r.bounds.tooDeep(at.Line, at.Column)
	case strings.Contains(message, errTooMany.Error()):
		return r.bounds.tooMany(at.Line, at.Column)
	}
	if name, ok := strings.CutPrefix(message, "unknown anchor '"); ok {
		name, _, _ = strings.Cut(name, "'")
		return unknownAlias(at.Line, at.Column, name)
	}
	e := &Error{Line: at.Line, Column: at.Column, Problem: "this is not YAML: " + message}
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		e.Hint = "quote a text that contains a colon and a space"
	case r.isTab(at):
		e.Problem = `this is not YAML: found character '\t' that cannot start any token`
		e.Hint = "indent with spaces, not with tabs"
	}
	return e
}

func (r *reader) isTab(at library.Mark) bool {
	lines := bytes.SplitN(r.text, []byte("\n"), at.Line+1)
	if at.Line < 1 || at.Line > len(lines) {
		return false
	}
	line := []rune(string(lines[at.Line-1]))
	return at.Column >= 1 && at.Column <= len(line) && line[at.Column-1] == '\t'
}

// mark returns the position to show: that of the construct that is not closed, if the
// error is at the end of the document.
func (r *reader) mark(e *library.LoadError) library.Mark {
	if e.Stage == library.ReaderStage { // its marks count bytes only
		return markOf(r.text[:min(e.Mark.Index, len(r.text))])
	}
	if e.ContextMark.Line > 0 && e.Mark.Index >= utf8.RuneCount(bytes.TrimSpace(r.text)) {
		return e.ContextMark
	}
	return e.Mark
}

// markOf returns the position of the end of a text.
func markOf(text []byte) library.Mark {
	return library.Mark{
		Line:   bytes.Count(text, []byte("\n")) + 1,
		Column: utf8.RuneCount(text[bytes.LastIndexByte(text, '\n')+1:]) + 1,
	}
}
