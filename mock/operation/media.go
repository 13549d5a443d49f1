package operation

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"mime"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas"
)

// several is how many lines or events a body of many has.
const several = 3

// concrete returns the type of a body for a documented one, which may be a range.
func concrete(documented string) string {
	switch documented {
	case "text/*":
		return "text/plain"
	case "image/*":
		return "image/png"
	case "audio/*", "video/*", "application/*":
		return "application/octet-stream"
	}
	return documented
}

// written returns a generated value in a media type that is not JSON. A text that is in the
// type already, such as an example, stays as it is.
func (r *Request) written(kind string, seed uint64) []byte {
	body := r.value(seed)
	var text string
	isText := json.Unmarshal(body, &text) == nil
	base, _, err := mime.ParseMediaType(kind)
	if err != nil {
		base = kind
	}
	switch {
	case base == "text/csv" && !(isText && strings.ContainsAny(text, ",\n")):
		return r.table(seed)
	case base == "text/event-stream" && !strings.HasPrefix(text, "data:"):
		return r.repeated("data: ", "\n\n", seed)
	case isLines(base) && !isText:
		return r.repeated("", "\n", seed)
	case strings.HasPrefix(base, "image/"):
		if made := picture(base, seed); made != nil {
			return made
		}
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

func isLines(base string) bool {
	switch base {
	case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines":
		return true
	}
	return false
}

// repeated returns several values, each after a prefix and before an end.
func (r *Request) repeated(prefix, end string, seed uint64) []byte {
	var out bytes.Buffer
	for n := range uint64(several) {
		one := r.value(lifecycle.SeedOf(seed, n))
		var compact bytes.Buffer
		if json.Compact(&compact, one) == nil {
			one = compact.Bytes()
		}
		out.WriteString(prefix)
		out.Write(one)
		out.WriteString(end)
	}
	return out.Bytes()
}

// table returns lines of CSV with a header (RFC 4180): the properties of objects, or else numbered
// texts.
func (r *Request) table(seed uint64) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	var rows []json.RawMessage
	if json.Unmarshal(r.value(seed), &rows) != nil || len(rows) == 0 {
		rows = nil
		for n := range uint64(several) {
			rows = append(rows, r.value(lifecycle.SeedOf(seed, n)))
		}
	}
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

// picture returns an image of one colour; nil for a type that Go does not write.
func picture(base string, seed uint64) []byte {
	made := image.NewRGBA(image.Rect(0, 0, 8, 8))
	draw.Draw(made, made.Bounds(), image.NewUniform(color.RGBA{byte(seed), byte(seed >> 8), byte(seed >> 16), 255}), image.Point{}, draw.Src)
	var out bytes.Buffer
	var err error
	switch base {
	case "image/png":
		err = png.Encode(&out, made)
	case "image/gif":
		err = gif.Encode(&out, made, nil)
	case "image/jpeg", "image/jpg":
		err = jpeg.Encode(&out, made, nil)
	case "image/svg+xml":
		out.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>` + "\n")
	default:
		return nil
	}
	if err != nil {
		return nil
	}
	return out.Bytes()
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

// isJSON reports whether a body of a documented type is sent as JSON.
func isJSON(documented string) bool { return schemas.IsJSON(documented) || documented == "*/*" }
