package yaml

import "github.com/go-json-experiment/json/jsontext"

// AppendJSON appends the value as compact JSON: keys in the document's order, numbers as
// they are written, an OddNumber as a string.
func (n *Node) AppendJSON(dst []byte) []byte {
	switch n.Kind {
	case Null:
		return append(dst, "null"...)
	case Bool, Number:
		return append(dst, n.Text...)
	case List:
		dst = append(dst, '[')
		for i, item := range n.Items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = item.AppendJSON(dst)
		}
		return append(dst, ']')
	case Mapping:
		dst = append(dst, '{')
		for i, m := range n.Members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = m.Value.AppendJSON(append(appendText(dst, m.Key), ':'))
		}
		return append(dst, '}')
	default:
		return appendText(dst, n.Text)
	}
}

func appendText(dst []byte, text string) []byte {
	// The only possible error is invalid UTF-8, which Parse rejects.
	dst, _ = jsontext.AppendQuote(dst, text)
	return dst
}
