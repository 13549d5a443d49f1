package schemas

import (
	"errors"
	"io"
	"unicode/utf8"
)

var errTooLong = errors.New("record too long")

// window hands a reader on and keeps what the decoder has not finished with, so
// that places can be counted and errors shown.
type window struct {
	from  io.Reader
	base  Position // of the first byte held
	text  []byte
	done  int // bytes of text that are dropped already
	limit int // bytes that may be held
}

func (w *window) Read(p []byte) (int, error) {
	if len(w.held()) > w.limit {
		return 0, errTooLong
	}
	n, err := w.from.Read(p)
	w.text = append(w.text, p[:n]...)
	return n, err
}

// held is what has been read and not been dropped.
func (w *window) held() []byte { return w.text[w.done:] }

// readOn holds some text behind a local offset if there is any, so that what is
// shown of it does not depend on how the text came in pieces.
func (w *window) readOn(offset int64) {
	want := int(offset) + maxExcerpt*utf8.UTFMax
	if missing := want - len(w.held()); missing > 0 {
		more, _ := io.ReadAll(io.LimitReader(w.from, int64(missing)))
		w.text = append(w.text, more...)
	}
}

// at gives the position of an offset that is still held.
func (w *window) at(offset int64) Position {
	return w.base.advance(w.held()[:offset-w.base.Offset])
}

// drop forgets what stands before an offset. The bytes move only when half of
// them are dropped, so that many small records behind a big one stay cheap.
func (w *window) drop(offset int64) {
	n := int(offset - w.base.Offset)
	w.base = w.at(offset)
	w.done += n
	if w.done > len(w.text)/2 {
		w.text = append(w.text[:0], w.held()...)
		w.done = 0
	}
}
