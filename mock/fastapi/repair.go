package fastapi

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/python"
)

// part is the part of a request that the next byte belongs to.
type part int

const (
	inMethod part = iota
	inPath
	inLine // the rest of the request line
	inHeader
	inBody
	inUnknown // not parsed any more
)

// repair parses a stream of requests and escapes the percent signs in their paths that do
// not start an escape. The zero repair is at the start of the first request.
type repair struct {
	part   part
	escape []byte // held back until it is known to be an escape or not: "%" or "%4"
	line   []byte // the start of the line
	length uint64 // the announced length of the body
	rest   uint64 // how much of the body is still to come
	told   bool   // the length was announced
}

// longLine is how many bytes of a line are examined.
const longLine = 256

// append appends the repaired data; the start of a possible escape is held back.
func (r *repair) append(dst, data []byte) []byte {
	for len(data) > 0 {
		switch r.part {
		case inUnknown:
			return append(dst, data...)
		case inBody:
			n := min(r.rest, uint64(len(data)))
			dst, data = append(dst, data[:n]...), data[n:]
			if r.rest -= n; r.rest == 0 {
				r.part = inMethod
			}
		case inPath:
			dst = r.inPath(dst, data[0])
			data = data[1:]
		default:
			dst = r.other(dst, data[0])
			data = data[1:]
		}
	}
	return dst
}

// release appends what is held back, at the end of the data.
func (r *repair) release(dst []byte) []byte {
	dst = append(dst, r.escape...)
	r.escape = r.escape[:0]
	return dst
}

func (r *repair) inPath(dst []byte, c byte) []byte {
	if len(r.escape) > 0 && python.HexDigit(c) >= 0 {
		r.escape = append(r.escape, c)
		if len(r.escape) == 3 {
			return r.release(dst)
		}
		return dst
	}
	if len(r.escape) > 0 {
		dst = append(dst, "%25"...)
		dst = append(dst, r.escape[1:]...)
		r.escape = r.escape[:0]
	}
	switch c {
	case '%':
		r.escape = append(r.escape, c)
		return dst
	case ' ', '?':
		r.part = inLine
	}
	return r.other(dst, c)
}

func (r *repair) other(dst []byte, c byte) []byte {
	if c == '\n' {
		r.endLine(string(bytes.TrimSuffix(r.line, []byte{'\r'})))
		r.line = r.line[:0]
		return append(dst, c)
	}
	if len(r.line) < longLine {
		r.line = append(r.line, c)
	}
	if r.part == inMethod && c == ' ' {
		r.part = inPath
	}
	return append(dst, c)
}

func (r *repair) endLine(line string) {
	switch {
	case r.part != inHeader && strings.HasPrefix(line, "PRI "): // the start of HTTP/2
		r.part = inUnknown
	case r.part != inHeader:
		r.part, r.length, r.told = inHeader, 0, false
	case line != "":
		r.header(line)
	case r.length > 0:
		r.part, r.rest = inBody, r.length
	default:
		r.part = inMethod
	}
}

// header examines a header line for what determines where the next request starts.
func (r *repair) header(line string) {
	name, value, ok := strings.Cut(line, ":")
	if !ok || strings.TrimSpace(name) != name {
		r.part = inUnknown
		return
	}
	switch strings.ToLower(name) {
	case "transfer-encoding", "upgrade":
		r.part = inUnknown
	case "content-length":
		length, err := strconv.ParseUint(strings.Trim(value, " \t"), 10, 63)
		if err != nil || r.told || len(line) >= longLine {
			r.part = inUnknown
		}
		r.length, r.told = length, true
	}
}
