package operation

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/media"
	"github.com/ringer-api/ringer/schemas"
)

// written returns a generated value in a media type that is not JSON. A text that is in the
// type already, such as an example, stays as it is.
func (r *Request) written(kind string, of schemas.Media, seed uint64) []byte {
	body := r.value(seed)
	var text string
	isText := json.Unmarshal(body, &text) == nil
	base := schemas.Essence(kind)
	if file := media.File(base, seed); file != nil {
		return file
	}
	switch {
	case isStream(base):
		return r.stream(base, of, seed)
	case base == csvType && !(isText && strings.ContainsAny(text, ",\n")):
		return table(r.rows(seed))
	case (base == "application/xml" || base == "text/xml" || strings.HasSuffix(base, "+xml")) && !strings.HasPrefix(text, "<"):
		return asXML(body, text, isText)
	case base == "text/html" && !strings.HasPrefix(text, "<"):
		return []byte("<!doctype html>\n<title>" + escaped(text) + "</title>\n")
	}
	if isText {
		return []byte(text)
	}
	return body
}

// setLines makes records the body of a list that the request wants as lines or as a table; false
// for every other type.
func (r *Request) setLines(a *Response, records [][]byte) bool {
	chosen, ok := r.media()
	if !ok || r.isJSON(chosen.Type) {
		return false
	}
	switch base := schemas.Essence(chosen.Type); {
	case schemas.IsLines(base):
		for _, record := range records {
			a.Body = append(append(a.Body, oneLine(record)...), '\n')
		}
	case base == csvType && len(records) > 0 && properties(records[0]) != nil:
		a.Body = table(records)
	default:
		r.setGenerated(a, r.Options.Seed)
		return true
	}
	a.Header.Set("Content-Type", chosen.Type)
	return true
}

const csvType = "text/csv"

// rows returns the lines of a generated table: the elements of an array, or else several values.
func (r *Request) rows(seed uint64) [][]byte {
	var elements []json.RawMessage
	var all [][]byte
	if json.Unmarshal(r.value(seed), &elements) == nil {
		for _, e := range elements {
			all = append(all, e)
		}
	}
	for n := uint64(0); n < several && len(elements) == 0; n++ {
		all = append(all, r.value(lifecycle.SeedOf(seed, n)))
	}
	return all
}

// table returns lines of CSV with a header (RFC 4180): the properties of objects, or else numbered
// texts.
func table(rows [][]byte) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	names := properties(rows[0])
	if names == nil {
		_ = w.Write([]string{"line", "text"}) // to memory: it cannot fail
		for i, row := range rows {
			_ = w.Write([]string{strconv.Itoa(i + 1), plainText(row)})
		}
		w.Flush()
		return out.Bytes()
	}
	_ = w.Write(names)
	for _, row := range rows {
		var members map[string]json.RawMessage
		_ = json.Unmarshal(row, &members) // generated: it is JSON, and without members if it is no object
		cells := make([]string, len(names))
		for i, name := range names {
			cells[i] = plainText(members[name])
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return out.Bytes()
}

// properties returns the names of an object's members in their order; nil for another value.
func properties(object []byte) (names []string) {
	d := json.NewDecoder(bytes.NewReader(object))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	for d.More() {
		name, _ := d.Token()
		text, ok := name.(string)
		var skipped json.RawMessage
		if !ok || d.Decode(&skipped) != nil {
			return nil
		}
		names = append(names, text)
	}
	return names
}

// asXML returns a value as one element: the members of an object are elements in it.
func asXML(body []byte, text string, isText bool) []byte {
	if isText {
		return []byte(xml.Header + "<value>" + escaped(text) + "</value>\n")
	}
	var out strings.Builder
	out.WriteString(xml.Header + "<value>")
	var members map[string]json.RawMessage
	_ = json.Unmarshal(body, &members) // a value that is no object has none
	for _, name := range properties(body) {
		if isElement(name) {
			out.WriteString("<" + name + ">" + escaped(plainText(members[name])) + "</" + name + ">")
		}
	}
	out.WriteString("</value>\n")
	return []byte(out.String())
}

func isElement(name string) bool {
	return name != "" && (name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z' || name[0] == '_') &&
		!strings.ContainsFunc(name, func(c rune) bool {
			return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-')
		})
}

func escaped(text string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(text)) // to memory: it cannot fail
	return out.String()
}

// isJSON reports whether a body of a documented type is sent as JSON. Any type is JSON unless the
// request prefers another, or does not accept it.
func (r *Request) isJSON(documented string) bool {
	if documented != "*/*" {
		return schemas.IsJSON(documented)
	}
	accepted := accept(r.Header)
	json := accepted.weight("application/json")
	return json > 0 && json >= accepted.weight(r.concrete(documented))
}
