package display

import (
	"io"
	"unicode/utf8"
)

// Writer passes on what is written to it, escaped like [Text]. It keeps an incomplete
// character until the rest is written, or until Flush. To must be set before use. It is
// not safe for concurrent use.
type Writer struct {
	To io.Writer

	quoting quoting
	rest    []byte // the bytes of an incomplete character
}

// Write writes text. On success it returns the length of text, not of its escaped form.
func (w *Writer) Write(text []byte) (int, error) {
	w.quoting.lines = true
	whole := append(w.rest, text...)
	cut := len(whole)
	for i := 1; i < utf8.UTFMax && i <= len(whole); i++ {
		if at := len(whole) - i; utf8.RuneStart(whole[at]) {
			if !utf8.FullRune(whole[at:]) {
				cut = at
			}
			break
		}
	}
	w.rest = append([]byte{}, whole[cut:]...)
	if _, err := w.To.Write(w.quoting.append(nil, whole[:cut])); err != nil {
		return 0, err
	}
	return len(text), nil
}

// Flush writes the bytes of an incomplete character, if there are any.
func (w *Writer) Flush() error {
	if len(w.rest) == 0 {
		return nil
	}
	_, err := w.To.Write(w.quoting.append(nil, w.rest))
	w.rest = nil
	return err
}
