package recorded

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// The types of files, in addition to the names of the description's types.
const (
	FileArchive = "har"     // an HTTP Archive, version 1.2
	FileLines   = "lines"   // JSON lines: a response body or an exchange each
	FileList    = "list"    // a response of the operation that lists jobs
	FileResults = "results" // a response of the operation that returns results
)

// Types returns all types of files.
func Types(d *schemas.Description) []string {
	return append([]string{FileArchive, FileLines, FileList, FileResults}, d.Types()...)
}

// fileSchema returns the schema of a file of that type; nil when it contains several
// responses, or when there is no such type.
func (o Options) fileSchema(name string) *schemas.Schema {
	if op := o.Description.Operation(o.responsesOf(name)); op != nil {
		response, _ := op.Response(200)
		return response.Schema
	}
	if !slices.Contains(o.Description.Types(), name) {
		return nil
	}
	s, _ := o.Description.Schema(name) // it is one of its types
	return s
}

// responsesOf returns the operation that responds with the list of a file; empty for a file
// that is none.
func (o Options) responsesOf(name string) string {
	switch name {
	case FileList:
		return o.Resources.First().List
	case FileResults:
		return o.Resources.First().Result
	}
	return ""
}

// UnknownType returns the error for an unknown type of file.
func UnknownType(d *schemas.Description, name string) error {
	all := Types(d)
	hint := "one of " + strings.Join(all, ", ")
	if near := schemas.Nearest(name, all); near != "" {
		hint = "did you mean " + near + "?"
	}
	return &exchange.UsageError{Field: "Type", Value: name, Problem: "is not a type of file", Hint: hint}
}

// fileForm is the format of a file.
type fileForm int

const (
	formDocument fileForm = iota
	formArchive
	formLines
)

// formOf returns the format of a file that begins with head, or, if whole, consists of it.
func formOf(head []byte, whole bool, as string) fileForm {
	switch as {
	case FileArchive:
		return formArchive
	case FileLines:
		return formLines
	case "":
	default:
		return formDocument
	}
	_, keys := firstKeys(head)
	switch {
	case slices.Contains(keys, "log"):
		return formArchive
	case slices.Contains(keys, "request") && slices.Contains(keys, "response"):
		return formLines
	}
	first, rest, _ := bytes.Cut(bytes.TrimSpace(withoutMark(head)), []byte("\n"))
	rest = bytes.TrimSpace(rest)
	if exchange.Opens(first) && exchange.Opens(rest) && json.Valid(first) {
		return formLines
	}
	return formDocument
}

// withoutMark returns a text without a byte order mark, which some tools write.
func withoutMark(text []byte) []byte { return bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) }

// guess returns the type of a body that begins like this, and by what it was recognized.
// Both are empty when it was not.
func (o Options) guess(start []byte) (name, why string) {
	list, keys := firstKeys(start)
	for _, t := range o.Resources.First().FileKeys() {
		if !slices.Contains(keys, t.Key) {
			continue
		}
		if list && t.Array != "" {
			return t.Array, fmt.Sprintf("its first record has %q", t.Key)
		}
		if !list && t.Object != "" {
			return t.Object, fmt.Sprintf("it has %q", strings.TrimSuffix(t.Key, "[]"))
		}
	}
	if list && len(keys) == 0 {
		return FileList, "it is an array"
	}
	return "", ""
}

// guessBytes is how many bytes of a body guess reads.
const guessBytes = 64 << 10

// firstKeys reports whether a document is an array, and returns the keys of the object
// that it is or begins with, as far as start contains them. A key whose value is an array
// appears a second time, with "[]" appended.
func firstKeys(start []byte) (list bool, keys []string) {
	start = withoutMark(start[:min(len(start), guessBytes)])
	decoder := json.NewDecoder(bytes.NewReader(start))
	token, err := decoder.Token()
	if err == nil && token == json.Delim('[') {
		list = true
		token, err = decoder.Token()
	}
	if err != nil || token != json.Delim('{') {
		return list, nil
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			break
		}
		keys = append(keys, fmt.Sprint(key))
		var skipped json.RawMessage
		if decoder.Decode(&skipped) != nil {
			break
		}
		if bytes.HasPrefix(skipped, []byte("[")) {
			keys = append(keys, fmt.Sprint(key)+"[]")
		}
	}
	return list, keys
}
