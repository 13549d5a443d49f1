package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// maxBinary limits a body or a part that is no text, in bytes: nobody reads a longer one.
	maxBinary = 512
	// maxParts limits the parts of a form that are looked at.
	maxParts = 1000
)

// withoutFiles returns a body without what nobody reads, and how many bytes that is: a binary body
// is left out as a whole, and in a form the size and the type of a file stand for its content.
func withoutFiles(h http.Header, body []byte) (short []byte, left int) {
	media, parameters, _ := mime.ParseMediaType(h.Get("Content-Type"))
	switch {
	case strings.HasPrefix(media, "multipart/") && parameters["boundary"] != "":
		return formWithoutFiles(body, parameters["boundary"])
	case len(body) > maxBinary && !utf8.Valid(body) && !isText(media):
		return nil, len(body)
	}
	return body, 0
}

// isText reports whether a body of a type is a text, whatever its bytes are.
func isText(media string) bool {
	return strings.HasPrefix(media, "text/") || strings.HasSuffix(media, "json") || strings.HasSuffix(media, "xml") || media == ""
}

// formWithoutFiles writes a form anew. One that cannot be read stays as it is.
func formWithoutFiles(body []byte, boundary string) (short []byte, left int) {
	var out bytes.Buffer
	r := multipart.NewReader(bytes.NewReader(body), boundary)
	for range maxParts {
		part, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			if left == 0 {
				return body, 0
			}
			fmt.Fprintf(&out, "--%s--\r\n", boundary)
			return out.Bytes(), left
		}
		if err != nil {
			return body, 0
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return body, 0
		}
		fmt.Fprintf(&out, "--%s\r\n", boundary)
		for _, name := range headerNames(part.Header) {
			for _, value := range part.Header[name] {
				fmt.Fprintf(&out, "%s: %s\r\n", name, value)
			}
		}
		if part.FileName() != "" || len(content) > maxBinary && !utf8.Valid(content) {
			left += len(content)
			kind := part.Header.Get("Content-Type")
			if kind == "" {
				kind = "no type"
			}
			content = fmt.Appendf(nil, "(%d bytes of %s)", len(content), kind)
		}
		fmt.Fprintf(&out, "\r\n%s\r\n", content)
	}
	return body, 0
}

func headerNames(h map[string][]string) []string {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
