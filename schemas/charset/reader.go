package charset

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// NewReader returns a reader that converts a text to UTF-8 as it is read. UTF-16 and
// UTF-32 lose their byte order mark, and fail with ErrUTF16 or ErrUTF32 when they are
// invalid; all other bytes are passed on unchanged.
func NewReader(from io.Reader) io.Reader {
	in := bufio.NewReaderSize(from, 64<<10)
	start, _ := in.Peek(4) // an error recurs on the next read
	encoding, mark := Detect(start)
	if encoding == UTF8 {
		return in
	}
	_, _ = in.Discard(mark) // Peek has returned these bytes
	return &reader{from: in, order: encoding.order(), wide: encoding == UTF32LE || encoding == UTF32BE}
}

type reader struct {
	from  *bufio.Reader
	order binary.ByteOrder
	wide  bool   // UTF-32
	text  []byte // read, but not yet returned
	room  [1024]byte
	err   error // returned after text
}

func (r *reader) Read(p []byte) (int, error) {
	if len(r.text) == 0 {
		r.fill()
	}
	if len(r.text) == 0 {
		return 0, r.err
	}
	n := copy(p, r.text)
	r.text = r.text[n:]
	return n, nil
}

func (r *reader) fill() {
	r.text = r.room[:0]
	for r.err == nil && len(r.text)+utf8.UTFMax <= len(r.room) {
		var c rune
		if c, r.err = r.next(); r.err == nil {
			r.text = utf8.AppendRune(r.text, c)
		}
	}
}

func (r *reader) next() (rune, error) {
	if r.wide {
		c, err := r.unit(4, ErrUTF32)
		if err == nil && (c > utf8.MaxRune || !utf8.ValidRune(rune(c))) {
			err = ErrUTF32
		}
		return rune(c), err
	}
	c, err := r.unit(2, ErrUTF16)
	if err != nil || !utf16.IsSurrogate(rune(c)) {
		return rune(c), err
	}
	second, err := r.unit(2, ErrUTF16)
	if errors.Is(err, io.EOF) {
		err = ErrUTF16
	}
	pair := utf16.DecodeRune(rune(c), rune(second))
	if err == nil && pair == utf8.RuneError {
		err = ErrUTF16
	}
	return pair, err
}

// unit reads one unit of size bytes; it returns broken if the input ends inside it.
func (r *reader) unit(size int, broken error) (uint32, error) {
	var unit [4]byte
	_, err := io.ReadFull(r.from, unit[:size])
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return 0, broken
	case err != nil:
		return 0, err
	case size == 2:
		return uint32(r.order.Uint16(unit[:])), nil
	}
	return r.order.Uint32(unit[:]), nil
}
