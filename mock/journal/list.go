package journal

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"

	"github.com/ringer-api/ringer/schemas/display"
)

// WriteList writes a JSON document that contains a list of exchanges, one exchange at a
// time: a journal of many megabytes is not held in memory a second time, and encoding
// stops when the client has gone. Empty is the document with an empty list as its last
// value.
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

// Each iterates over the exchanges of a list.
func Each(entries []Entry) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for i := range entries {
			if !yield(&entries[i]) {
				return
			}
		}
	}
}

// Consume iterates over the exchanges of a list and clears each one afterwards, so that
// a slow reader does not keep alive what the journal has evicted meanwhile.
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

// plainJSON encodes a value as JSON, with a final newline, and without the escapes that
// only HTML pages need.
func plainJSON(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return display.JSON(text.Bytes()), err
}
