package recorded

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/ringer-api/ringer/schemas/charset"
)

// compressions are unsupported formats of files, by how they begin, with what to do. How a
// file is compressed does not depend on the service.
var compressions = []struct{ begins, name, hint string }{
	{"PK\x03\x04", "a zip file", "unpack it first: unzip -p FILE | ringer validate -"},
	{"BZh", "compressed with bzip2", "unpack it first: bzip2 -dc FILE | ringer validate -"},
	{"\xfd7zXZ\x00", "compressed with xz", "unpack it first: xz -dc FILE | ringer validate -"},
	{"\x28\xb5\x2f\xfd", "compressed with zstd", "unpack it first: zstd -dc FILE | ringer validate -"},
	{"%PDF-", "a PDF file", "save the service's response, or a HAR of it"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first: 7z x -so FILE | ringer validate -"},
}

// unpack returns a file's text as UTF-8: it decompresses gzip, and decodes UTF-16 and
// UTF-32. The summary has what was done.
func (r *Reader) unpack() (io.Reader, error) {
	in := bufio.NewReader(r.from)
	start, _ := in.Peek(8) // an error is returned by the next read
	if zipped(start) {
		plain, err := gzip.NewReader(in)
		if err != nil {
			return nil, brokenGzip(err)
		}
		r.Summary.unpacked = append(r.Summary.unpacked, "gzip")
		in = bufio.NewReader(&metered{ctx: r.from.ctx, from: gzipText{plain}, left: r.file.MaxBytes})
		start, _ = in.Peek(8)
	}
	for _, p := range compressions {
		if bytes.HasPrefix(start, []byte(p.begins)) {
			return nil, &Error{"it is " + p.name, p.hint}
		}
	}
	encoding, _ := charset.Detect(start)
	if encoding == charset.UTF8 {
		return in, nil
	}
	r.Summary.unpacked = append(r.Summary.unpacked, string(encoding))
	return charsetText{charset.NewReader(in)}, nil
}

// gzipText reads decompressed text, and marks errors of the compression as such.
type gzipText struct{ from *gzip.Reader }

// Read reads.
func (g gzipText) Read(p []byte) (int, error) {
	n, err := g.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = brokenGzip(err)
	}
	return n, err
}

func brokenGzip(err error) error {
	return &Error{fmt.Sprintf("it is compressed with gzip, and damaged: %v", err), "save it again"}
}

// charsetText reads decoded text, and adds a hint to errors of the encoding.
type charsetText struct{ from io.Reader }

// Read reads.
func (c charsetText) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	if errors.Is(err, charset.ErrUTF16) || errors.Is(err, charset.ErrUTF32) {
		err = &Error{err.Error(), "save it as UTF-8"}
	}
	return n, err
}

// checkText refuses files that cannot be a response, whatever their type.
func checkText(head []byte, as string) error {
	switch {
	case len(bytes.TrimSpace(withoutMark(head))) == 0:
		return &Error{"it is empty", "did the program that wrote it fail?"}
	case as == "" && bytes.IndexByte(head[:min(len(head), 512)], 0) >= 0:
		return &Error{"it is not a text", "is it the right file?"}
	}
	return nil
}
