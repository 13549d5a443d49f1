package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Syntax is the keyword of a violation that reports that a document is not JSON.
const Syntax = "syntax"

// Limits of a document; when one is exceeded, reading stops with a violation. No genuine
// response comes near any of them.
const (
	MaxDepth        = 1000 // nested objects and arrays
	MaxNumberLength = 1000 // characters of one number
	MaxExponent     = 1000 // positive or negative, of one number
)

// CheckJSON parses a document as strictly as RFC 8259 and RFC 7493 allow, without
// validating it against a schema. It returns nil, or one violation for the first place
// where the text is not valid: truncated, followed by more text, NaN, bytes that are not
// UTF-8, a byte order mark, a duplicate name in an object (which is the pointer's last
// token), an unescaped control character, or above the limits.
func CheckJSON(document []byte) []Violation {
	if _, v := decode(document); v != nil {
		return []Violation{*v}
	}
	return nil
}

// emptyName replaces an empty name during validation: the library omits empty tokens
// from its pointers.
const emptyName = "\x00empty"

var (
	errDepth  = errors.New("nested too deep")
	errNumber = errors.New("number too big")
)

// decode parses one document into the library's form: numbers stay text.
func decode(document []byte) (any, *Violation) { return decodeWithin(document, 0) }

// decodeWithin is decode with a maximum number of values; 0 is no limit.
func decodeWithin(document []byte, most int) (any, *Violation) {
	if v := checkStart(document); v != nil {
		return nil, v
	}
	r := reader{text: document, dec: jsontext.NewDecoder(bytes.NewBuffer(document))}
	held := 0
	if most > 0 {
		r.allow = func(values, _ int) error {
			if held += values; held > most {
				return TooLarge
			}
			return nil
		}
	}
	v, err := r.value(0)
	if errors.Is(err, TooLarge) {
		found := strconv.Itoa(most) + " or more values"
		return nil, &Violation{Keyword: NotValidated, Expected: "no more values than are checked at once", Found: found,
			Sentence: "it has " + found + ", so it was not validated", At: &Position{Line: 1, Column: 1}}
	}
	if err != nil {
		return nil, r.explain(err)
	}
	if rest := skipSpace(document, r.dec.InputOffset()); rest < int64(len(document)) {
		return nil, trailing(document, rest)
	}
	return v, nil
}

type reader struct {
	text []byte
	dec  *jsontext.Decoder
	// allow, if not nil, is called with values and their estimated size in bytes, and
	// may stop the reader with an error.
	allow func(values, weight int) error
	names map[string]string // each name once, because few names appear often
	empty bool              // some name was empty
}

func (r *reader) value(depth int) (any, error) {
	t, err := r.dec.ReadToken()
	if err != nil {
		return nil, err
	}
	switch t.Kind() {
	case '{', '[':
		if depth == MaxDepth {
			return nil, errDepth
		}
		if t.Kind() == '{' {
			return r.object(depth + 1)
		}
		return r.array(depth + 1)
	case '"':
		text := t.String()
		return text, r.allowed(1, 32+len(text))
	case '0':
		text := t.String()
		if err := r.allowed(1, 32+len(text)); err != nil {
			return nil, err
		}
		return boundedNumber(text)
	case 't', 'f':
		return t.Bool(), r.allowed(1, 0)
	}
	return nil, r.allowed(1, 0)
}

func (r *reader) allowed(values, weight int) error {
	if r.allow == nil {
		return nil
	}
	return r.allow(values, weight)
}

// The approximate memory of Go's maps and slices: the base size, and the size per
// member.
const (
	weightOfObject, weightOfMember = 64, 48
	weightOfGroup                  = 264 // for eight members, allocated with the first
	weightOfArray, weightOfElement = 48, 20
	maxNames, longestKnownName     = 1000, 64
)

// name returns a name that is stored once, however often it appears in the document.
func (r *reader) name(text string) string {
	if len(text) > longestKnownName {
		return text
	}
	if known, ok := r.names[text]; ok {
		return known
	}
	if r.names == nil {
		r.names = map[string]string{}
	}
	if len(r.names) < maxNames {
		r.names[text] = text
	}
	return text
}

func (r *reader) object(depth int) (any, error) {
	if err := r.allowed(1, weightOfObject); err != nil {
		return nil, err
	}
	out := map[string]any{}
	for r.dec.PeekKind() != '}' {
		name, err := r.dec.ReadToken()
		if err != nil {
			return nil, err
		}
		key := r.name(name.String())
		if key == "" {
			key, r.empty = emptyName, true
		}
		weight := weightOfMember + len(key)
		if len(out) == 0 {
			weight = weightOfGroup
		}
		if err := r.allowed(0, weight); err != nil {
			return nil, err
		}
		if out[key], err = r.value(depth); err != nil {
			return nil, err
		}
	}
	_, err := r.dec.ReadToken()
	return out, err
}

func (r *reader) array(depth int) (any, error) {
	if err := r.allowed(1, weightOfArray); err != nil {
		return nil, err
	}
	out := []any{}
	for r.dec.PeekKind() != ']' {
		item, err := r.value(depth)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
		if err := r.allowed(0, weightOfElement); err != nil {
			return nil, err
		}
	}
	_, err := r.dec.ReadToken()
	return out, err
}

// boundedNumber rejects numbers that are short to write and expensive to compute with:
// the library would expand all digits of 1e10000000.
func boundedNumber(text string) (any, error) {
	if len(text) > MaxNumberLength {
		return nil, errNumber
	}
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		exponent, err := strconv.Atoi(text[i+1:])
		if err != nil || exponent > MaxExponent || exponent < -MaxExponent {
			return nil, errNumber
		}
	}
	return json.Number(text), nil
}

// explain converts what stopped the reader to a violation.
func (r *reader) explain(err error) *Violation {
	var broken *jsontext.SyntacticError
	switch {
	case errors.Is(err, errDepth):
		return r.beyond("objects and arrays nested "+strconv.Itoa(MaxDepth)+" deep at most",
			"deeper nesting")
	case errors.Is(err, errNumber):
		return r.beyond("a number of at most "+strconv.Itoa(MaxNumberLength)+
			" characters and an exponent within ±"+strconv.Itoa(MaxExponent), "a bigger number")
	case errors.As(err, &broken):
		v := explainSyntax(r.text, broken)
		v.Pointer = clip(string(broken.JSONPointer), maxPointer)
		return v
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return truncated(r.text)
	}
	return syntaxAt(r.text, r.dec.InputOffset(), "JSON", err.Error(), "the text is not JSON")
}

// beyond returns a violation for the value just read, which exceeds a limit.
func (r *reader) beyond(want, found string) *Violation {
	token := r.dec.InputOffset() - 1
	for token > 0 && strings.IndexByte("+-.eE0123456789", r.text[token-1]) >= 0 {
		token--
	}
	v := syntaxAt(r.text, token, want, found, "should be "+want+", but is "+found)
	v.Pointer = clip(string(r.dec.StackPointer()), maxPointer)
	return v
}
