package recorded

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// readLines reads JSON lines: each is an exchange, as an entry of an archive or in a
// shorter format of it, or the body of a response.
func (r *Reader) readLines(from io.Reader) error {
	r.Summary.form = "JSON lines, in the order of their responses"
	lines := portions{from: from, most: 2 * r.options.MaxBody}
	in := bufio.NewReaderSize(&lines, 64<<10)
	for number := 1; ; number++ {
		lines.begin(fmt.Sprintf("line %d", number))
		line, err := in.ReadBytes('\n')
		last := errors.Is(err, io.EOF)
		if err != nil && !last {
			return err
		}
		if number == 1 {
			line = withoutMark(line)
		}
		if text := bytes.TrimSpace(line); len(text) > 0 {
			if r.Summary.entries == r.file.MaxEntries {
				return tooMany(r.file.MaxEntries)
			}
			r.readLine(text, number)
		}
		if last {
			return nil
		}
	}
}

func tooMany(most int) error {
	return &Error{fmt.Sprintf("it has more than %d entries", most), "split it, or check a part of it"}
}

func (r *Reader) readLine(text []byte, number int) {
	r.Summary.entries++
	where := fmt.Sprintf("line %d", number)
	if _, keys := firstKeys(text); slices.Contains(keys, "request") {
		var e entry
		if err := json.Unmarshal(text, &e); err != nil {
			r.Summary.odd(where, err)
			return
		}
		r.readEntry(&e, where)
		return
	}
	name, _ := r.options.guess(text)
	x, ok := r.bodyExchange(name, text)
	if !ok {
		r.Summary.odd(where, errors.New("no type of body has these keys"))
		return
	}
	x.From, x.Origin.Line = r.file.Name+", "+where, number
	r.see(x)
}
