// Package python reads, holds and writes JSON values as Python does: whole numbers of any
// size, floats by their repr, duplicate keys, every encoding, and Python's own messages
// about a text that is not JSON.
//
//	v, err := python.ReadJSON(body)
//	text := python.AppendJSON(nil, v)
//
// Everything is safe for concurrent use and takes time linear in its input.
package python
