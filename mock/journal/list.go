package journal

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"

	"github.com/ringer-api/ringer/schemas/display"
)

// WriteList writes a JSON document with a list in it, one exchange after the
// other, so that a journal of many megabytes is not held a second time, and
// nothing is made for a client that has gone. Empty is the document with an
// empty list as its last value.
func WriteList(w io.Writer, empty any, entries iter.Seq[*Entry], one func(*Entry) any) error {
	frame, err := plainJSON(empty)
	if err != nil {
		return err
	}
	at := bytes.LastIndexByte(frame, '[') + 1
	if _, err := w.Write(frame[:at]); err != nil {
		return err
	}
	comma := ""
	for e := range entries {
		text, err := plainJSON(one(e))
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, comma); err != nil {
			return err
		}
		if _, err := w.Write(bytes.TrimSuffix(text, []byte("\n"))); err != nil {
			return err
		}
		comma = ","
	}
	_, err = w.Write(frame[at:])
	return err
}

// Each are the exchanges of a list.
func Each(entries []Entry) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for i := range entries {
			if !yield(&entries[i]) {
				return
			}
		}
	}
}

// Consume are the exchanges of a list that lets go of each: its reader may be
// slow, and the journal have forgotten it by then.
func Consume(entries []Entry) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for i := range entries {
			if !yield(&entries[i]) {
				return
			}
			entries[i] = Entry{}
		}
	}
}

// plainJSON writes a value as JSON, with a newline, and without escapes that
// only pages need.
func plainJSON(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return display.JSON(text.Bytes()), err
}
