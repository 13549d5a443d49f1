package document

import "github.com/go-json-experiment/json/jsontext"

// AppendJSON appends a value as compact JSON. Members for which leave returns true are
// left out; a nil leave keeps all.
func (v *Value) AppendJSON(dst []byte, leave func(name string) bool) []byte {
	if v == nil {
		return append(dst, "null"...)
	}
	switch v.Kind {
	case '{':
		return v.appendObject(dst, leave)
	case '[':
		dst = append(dst, '[')
		for i, item := range v.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = item.AppendJSON(dst, leave)
		}
		return append(dst, ']')
	case '"':
		return AppendString(dst, v.Text)
	}
	return append(dst, v.Text...)
}

func (v *Value) appendObject(dst []byte, leave func(string) bool) []byte {
	dst = append(dst, '{')
	first := true
	for _, m := range v.members {
		if leave != nil && leave(m.Name) {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(AppendString(dst, m.Name), ':')
		dst = m.AppendJSON(dst, leave)
	}
	return append(dst, '}')
}

// AppendString appends a text as a JSON string.
func AppendString(dst []byte, text string) []byte {
	quoted, err := jsontext.AppendQuote(dst, text)
	if err != nil {
		return append(dst, `""`...) // only text that is not UTF-8 fails, and none was read
	}
	return quoted
}
