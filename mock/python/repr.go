package python

import (
	"fmt"
	"strings"
	"unicode"
)

// Repr writes a value as Python's repr does.
func Repr(v Value) string {
	switch v.kind {
	case Null:
		return "None"
	case Bool:
		return strings.ToUpper(v.text[:1]) + v.text[1:]
	case String:
		return quoted(v.text)
	case Array, Object:
		return reprParts(v)
	}
	switch v.text {
	case "NaN":
		return "nan"
	case "Infinity":
		return "inf"
	case "-Infinity":
		return "-inf"
	}
	return v.text
}

func reprParts(v Value) string {
	var parts []string
	for i, item := range v.Items() {
		part := Repr(item)
		if v.kind == Object {
			part = quoted(v.Names()[i]) + ": " + part
		}
		parts = append(parts, part)
	}
	if v.kind == Object {
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// quoted is a text in single quotes, or in double quotes if it has only single ones.
func quoted(text string) string {
	quote := '\''
	if strings.Contains(text, "'") && !strings.Contains(text, `"`) {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for _, r := range text {
		switch {
		case r == quote || r == '\\':
			b.WriteString("\\" + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteRune(quote)
	return b.String()
}
