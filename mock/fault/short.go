package fault

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// ParseShort reads a fault in the short form, which requests use:
//
//	reset                              a kind with its defaults
//	latency:2s                         its main parameter
//	cut:25%:content-length=right       more of them, by name
//	latency:2s+drop-field:/0/status    several faults, in this order
//
// In a value "+" is written %2B and ":" %3A. The error is an [*Error].
func ParseShort(text string) (Fault, error) {
	if len(text) > most {
		return nil, &Error{Found: fmt.Sprintf("%d bytes long", len(text)), Want: "at most 64 KiB"}
	}
	parts := strings.Split(text, "+")
	if len(parts) > maxCombined {
		return nil, &Error{Found: fmt.Sprintf("%d faults together", len(parts)),
			Want: fmt.Sprintf("at most %d", maxCombined)}
	}
	var all All
	for _, part := range parts {
		f, err := parseOne(part)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return all, nil
}

func parseOne(text string) (Fault, error) {
	pieces := strings.Split(text, ":")
	k, err := findKind(strings.TrimSpace(pieces[0]))
	if err != nil {
		return nil, err
	}
	p := &params{kind: k.Name, values: map[string]jsontext.Value{}, short: true}
	for _, piece := range pieces[1:] {
		name, value, err := k.argument(piece)
		if err != nil {
			return nil, err
		}
		if p.has(name) {
			return nil, &Error{Kind: k.Name, Field: name, Found: "given twice", Want: "once"}
		}
		p.order = append(p.order, name)
		p.values[name] = value
	}
	return k.fault(p)
}

// argument reads one piece: NAME=VALUE, or a value without a name.
func (k kind) argument(piece string) (string, jsontext.Value, error) {
	name, value, named := strings.Cut(piece, "=")
	if !named || strings.ContainsAny(name, "/%; ") {
		value = piece
		switch {
		case len(k.Parameters) == 0:
			return "", nil, &Error{Kind: k.Name, Found: fmt.Sprintf("given %q", clip(piece)),
				Want: "no value; it takes only probability=... and every=..."}
		case k.unnamed != nil:
			name = k.unnamed(piece)
		default:
			name = k.Parameters[0].Name
		}
	}
	quoted, err := jsontext.AppendQuote(nil, unescape(value))
	if err != nil {
		return "", nil, &Error{Kind: k.Name, Field: name, Found: "not UTF-8", Want: "text"}
	}
	return name, quoted, nil
}

// short returns a fault in the short form: its kind and the arguments that are not empty.
func short(kind string, arguments ...string) string {
	var b strings.Builder
	b.WriteString(kind)
	for _, a := range arguments {
		if a != "" {
			b.WriteString(":" + a)
		}
	}
	return b.String()
}

// named returns an argument with its name, or "" when it is the default.
func named(name, value, other string) string {
	if value == other {
		return ""
	}
	return name + "=" + escape(value)
}

// escape escapes a value so that it stays one value on one line.
func escape(value string) string {
	var b strings.Builder
	for i := range len(value) {
		c := value[i]
		if c < ' ' || c == 0x7f || c == '+' || c == ':' || c == '%' && isEscape(value[i:]) {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// unescape replaces %XX and leaves every other % unchanged.
func unescape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if isEscape(text[i:]) {
			b.WriteByte(hex(text[i+1])<<4 | hex(text[i+2]))
			i += 2
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

func isEscape(text string) bool {
	return len(text) >= 3 && text[0] == '%' && hex(text[1]) < 16 && hex(text[2]) < 16
}

// hex returns the value of a hexadecimal digit, or 16.
func hex(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 16
}
