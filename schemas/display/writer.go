package display

import (
	"io"
	"unicode/utf8"
)

// Writer passes on what is written, as [Text] quotes it. It keeps a character
// that was not yet whole until more of it comes, or until Flush. Its zero value
// has nowhere to write; set To. It is not safe for concurrent use.
type Writer struct {
	To io.Writer

	quoting quoting
	rest    []byte // the beginning of a character
}

// Write writes text. On success it gives the length of text, whatever became of it.
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

// Flush writes what is kept of a character that never became whole.
func (w *Writer) Flush() error {
	if len(w.rest) == 0 {
		return nil
	}
	_, err := w.To.Write(w.quoting.append(nil, w.rest))
	w.rest = nil
	return err
}
