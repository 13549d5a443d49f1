package schemas

import (
	"errors"
	"io"
	"unicode/utf8"
)

var errTooLong = errors.New("record too long")

// window passes a reader on and keeps the bytes that the decoder has not finished with,
// for positions and error messages.
type window struct {
	from  io.Reader
	base  Position // of the first kept byte
	text  []byte
	done  int // bytes of text that are dropped
	limit int // maximum number of kept bytes
}

func (w *window) Read(p []byte) (int, error) {
	if len(w.held()) > w.limit {
		return 0, errTooLong
	}
	n, err := w.from.Read(p)
	w.text = append(w.text, p[:n]...)
	return n, err
}

// held returns the bytes that have been read and not dropped.
func (w *window) held() []byte { return w.text[w.done:] }

// readOn reads some text after a local offset, if there is any, so that what a message
// shows does not depend on how the text arrives.
func (w *window) readOn(offset int64) {
	want := int(offset) + maxExcerpt*utf8.UTFMax
	if missing := want - len(w.held()); missing > 0 {
		more, _ := io.ReadAll(io.LimitReader(w.from, int64(missing)))
		w.text = append(w.text, more...)
	}
}

// at returns the position of an offset that is still kept.
func (w *window) at(offset int64) Position {
	return w.base.advance(w.held()[:offset-w.base.Offset])
}

// drop forgets the bytes before an offset. They are moved only when half of them are
// dropped, so that many small records after a big one stay cheap.
func (w *window) drop(offset int64) {
	n := int(offset - w.base.Offset)
	w.base = w.at(offset)
	w.done += n
	if w.done > len(w.text)/2 {
		w.text = append(w.text[:0], w.held()...)
		w.done = 0
	}
}
