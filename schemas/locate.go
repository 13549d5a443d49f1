package schemas

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// locate sets the position of each violation in the text. The text has been read before,
// so it is valid JSON.
func locate(text []byte, violations []Violation) {
	wanted := map[string][]int{}
	for i, v := range violations {
		if v.At == nil && v.Keyword != More {
			wanted[v.Pointer] = append(wanted[v.Pointer], i)
		}
	}
	if len(wanted) == 0 {
		return
	}
	dec := jsontext.NewDecoder(bytes.NewBuffer(text))
	at, seen := Position{Line: 1, Column: 1}, int64(0)
	for len(wanted) > 0 {
		kind := dec.PeekKind()
		start := valueStart(text, dec.InputOffset())
		_, count := dec.StackIndex(dec.StackDepth())
		inName := nameNext(dec, count)
		if _, err := dec.ReadToken(); err != nil {
			return
		}
		if inName || kind == '}' || kind == ']' {
			continue
		}
		pointer := string(dec.StackPointer())
		if list, ok := wanted[pointer]; ok {
			at = at.advance(text[seen:start])
			seen = start
			for _, i := range list {
				place := at
				violations[i].At = &place
			}
			delete(wanted, pointer)
		}
	}
}

// nameNext reports whether the next token is the name of a member.
func nameNext(dec *jsontext.Decoder, count int64) bool {
	kind, _ := dec.StackIndex(dec.StackDepth())
	return kind == '{' && count%2 == 0
}

// valueStart skips the characters between two tokens.
func valueStart(text []byte, offset int64) int64 {
	rest := bytes.TrimLeft(text[offset:], " \t\r\n,:")
	return int64(len(text) - len(rest))
}
