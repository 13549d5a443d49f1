package recorded

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/display"
)

// readArchive reads the entries of an HTTP Archive, one by one: the rest of it, pages and
// timings, is skipped, and only one entry at a time is kept in memory.
func (r *Reader) readArchive(from io.Reader) error {
	r.Summary.form = "an HTTP Archive"
	a := &archive{
		portions: portions{from: from, most: 4 * r.options.MaxBody, what: "what comes before the entries"},
		run:      r,
	}
	if err := a.read(); err != nil {
		return fmt.Errorf("after %s: %w", entriesOf(r.Summary.entries), err)
	}
	return nil
}

// archive reads through an archive.
type archive struct {
	portions
	dec *jsontext.Decoder
	run *Reader
}

func (a *archive) read() error {
	// Duplicate names and invalid UTF-8 are mistakes of the program that wrote the file,
	// not of the service.
	a.dec = jsontext.NewDecoder(&skipMark{from: &a.portions},
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	found := false
	err := a.members(func(name string) error {
		if name != "log" {
			return a.dec.SkipValue()
		}
		return a.members(func(name string) error {
			switch name {
			case "entries":
				found = true
				return a.entries()
			case "creator", "browser":
				return a.writer()
			}
			return a.dec.SkipValue()
		})
	})
	if err == nil && !found {
		return errors.New("log.entries is missing")
	}
	return err
}

// members calls each for every member of an object; each must read the member's value.
func (a *archive) members(each func(name string) error) error {
	if a.dec.PeekKind() != '{' {
		if _, err := a.dec.ReadToken(); err != nil {
			return err
		}
		return errors.New("expected an object")
	}
	if _, err := a.dec.ReadToken(); err != nil {
		return err
	}
	for a.dec.PeekKind() == '"' {
		token, err := a.dec.ReadToken()
		if err != nil {
			return err
		}
		name := token.String()
		if err := each(name); err != nil {
			return err
		}
		a.begin("what comes after " + display.Excerpt(name, 20))
	}
	_, err := a.dec.ReadToken()
	return err
}

// writer records which program wrote the archive; a browser replaces the creator before
// it, as it is more specific.
func (a *archive) writer() error {
	text, err := a.dec.ReadValue()
	if err != nil {
		return err
	}
	var by struct{ Name, Version string }
	if json.Unmarshal(text, &by) == nil && by.Name != "" {
		words := display.Excerpt(by.Name+" "+by.Version, 60)
		a.run.Summary.form = "an HTTP Archive by " + words
	}
	return nil
}

func (a *archive) entries() error {
	if a.dec.PeekKind() != '[' {
		return errors.New("log.entries is not an array")
	}
	if _, err := a.dec.ReadToken(); err != nil {
		return err
	}
	r := a.run
	for a.dec.PeekKind() == '{' {
		where := fmt.Sprintf("entry %d", r.Summary.entries+1)
		a.begin(where)
		if r.Summary.entries == r.file.MaxEntries {
			return tooMany(r.file.MaxEntries)
		}
		text, err := a.dec.ReadValue()
		if err != nil {
			return err
		}
		r.Summary.entries++
		var e entry
		if err := json.Unmarshal(text, &e); err != nil {
			r.Summary.odd(where, err)
			continue
		}
		r.readEntry(&e, where)
	}
	_, err := a.dec.ReadToken()
	return err
}

// readEntry reads one entry of an archive, if it is for this API.
func (r *Reader) readEntry(e *entry, where string) {
	probe, ok := MatchOperation(r.options.Description, r.options.Resources, e.Request.Method, e.path())
	switch {
	case !ok:
		r.Summary.foreign++
		return
	case e.Response.Status < 100:
		// Blocked, aborted, or lost: the cause may be the client as well as the service.
		r.Summary.unkept++
		return
	}
	x := e.exchange(probe, r.options.MaxBody)
	x.From = cmp.Or(r.file.Name, exchange.UnnamedFile) + ", " + where
	if x.Origin.Bodiless {
		r.Summary.bodiless++
	}
	if x.Origin.Headless {
		r.Summary.headless++
	}
	r.see(x)
}

// exchange returns an entry as an exchange.
func (e *entry) exchange(probe exchange.Probe, most int64) *exchange.Exchange {
	x := &exchange.Exchange{Probe: probe, Origin: exchange.Origin{Known: exchange.Message}}
	x.Request = exchange.Request{Method: e.Request.Method, URL: e.Request.URL, Header: e.Request.Headers}
	x.Request.Keep(e.Request.body())
	x.Origin.Secrets = x.Request.Hide()
	if began, err := time.Parse(time.RFC3339Nano, e.Started); err == nil {
		x.Began = began
		// Archives have times in milliseconds.
		x.Took = time.Duration(max(e.Time, 0)) * time.Millisecond
		x.Start, x.End = began.UnixMicro(), began.Add(x.Took).UnixMicro()
	}
	x.Response = &exchange.Response{
		Proto: cmp.Or(e.Response.HTTPVersion, e.Request.HTTPVersion), Status: int(e.Response.Status),
		Announced: -1,
	}
	var kept bool
	x.Response.Header, kept = e.Response.header()
	x.Origin.Headless = !kept
	body, whole := e.Response.body()
	x.Response.Body, x.Response.Content = body, body
	if coding := x.Response.Get("content-encoding"); whole && zipped(body) && (coding != "" || !kept) {
		whole = coding != "" && x.Response.Decode(most) == nil
	} else if coding != "" && !utf8.Valid(body) {
		whole = false // it is still encoded, and cannot be decoded
	}
	x.Origin.Bodiless = !whole
	x.Origin.Stale = e.cached()
	x.Settle()
	return x
}

// zipped reports whether a body is still encoded with gzip: browsers record bodies
// decoded.
func zipped(body []byte) bool { return len(body) > 2 && body[0] == 0x1f && body[1] == 0x8b }

// skipMark skips a byte order mark at the beginning.
type skipMark struct {
	from  io.Reader
	begun bool
}

// Read reads.
func (s *skipMark) Read(p []byte) (int, error) {
	if s.begun || len(p) < 3 {
		return s.from.Read(p)
	}
	s.begun = true
	n, err := io.ReadFull(s.from, p[:3])
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return copy(p, withoutMark(p[:n])), err
}
