package exchange

import (
	"net/http"
	"slices"
	"strings"
)

// Host returns the value of the header field Host, or otherwise when there is none.
func (r Request) Host(otherwise string) string {
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, "Host") {
			return f.Value
		}
	}
	return otherwise
}

// offers reports whether a request accepts a Content-Encoding (RFC 9110, section 12.5.3);
// it returns otherwise when the request names none at all.
func (r Request) offers(coding string, otherwise bool) bool {
	named, all := false, false
	for _, f := range r.Header {
		if !strings.EqualFold(f.Name, "Accept-Encoding") {
			continue
		}
		otherwise = false
		for _, element := range strings.Split(strings.ToLower(f.Value), ",") {
			name, weight, _ := strings.Cut(element, ";")
			weight = strings.ReplaceAll(weight, " ", "")
			wanted := !strings.HasPrefix(weight, "q=0") || strings.Trim(weight, "q=0.") != ""
			switch strings.TrimSpace(name) {
			case coding:
				return wanted
			case "*":
				named, all = true, wanted
			}
		}
	}
	return otherwise || named && all
}

// SortedFields returns the fields sorted by name, with names in lower case, as HTTP/2
// sends them.
func SortedFields(header http.Header) []Field {
	var fields []Field
	for name, values := range header {
		for _, v := range values {
			fields = append(fields, Field{strings.ToLower(name), v})
		}
	}
	slices.SortStableFunc(fields, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	return fields
}
