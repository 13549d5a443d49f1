package recorded

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// What a file can be taken as beside the types' own names.
const (
	FileArchive = "har"     // an HTTP Archive, version 1.2
	FileLines   = "lines"   // JSON lines: an answer or an exchange each
	FileList    = "list"    // what the operation list answers
	FileResults = "results" // what the operation results answers
)

// Types are what a file can be taken as.
func Types(d *schemas.Description) []string {
	return append([]string{FileArchive, FileLines, FileList, FileResults}, d.Types()...)
}

// fileSchema is what a file of that type has to keep; nil when it holds several
// answers, or when there is no such type.
func fileSchema(d *schemas.Description, name string) *schemas.Schema {
	if operation := responsesOf[name]; operation != "" {
		response, _ := d.Operation(operation).Response(200)
		return response.Schema
	}
	if !slices.Contains(d.Types(), name) {
		return nil
	}
	s, _ := d.Schema(name) // it is one of its types
	return s
}

// responsesOf are the operations that answer with the lists of a file.
var responsesOf = map[string]string{FileList: schemas.List, FileResults: schemas.Results}

// UnknownType is the error about a type that a file cannot be taken as.
func UnknownType(d *schemas.Description, name string) error {
	all := Types(d)
	hint := "one of " + strings.Join(all, ", ")
	if near := schemas.Nearest(name, all); near != "" {
		hint = "did you mean " + near + "?"
	}
	return &exchange.UsageError{Field: "Type", Value: name, Problem: "is nothing a file can be taken as", Hint: hint}
}

// fileForm is how a file holds its answers.
type fileForm int

const (
	formDocument fileForm = iota
	formArchive
	formLines
)

// formOf tells the form of a file that begins with head, or is it.
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

// withoutMark is a text without the byte order mark that some tools put before it.
func withoutMark(text []byte) []byte { return bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) }

// distinguishing are the keys that give a body away, in the order of asking.
var distinguishing = []struct{ key, object, array string }{
	{"job_name", observation.ExecutionType, FileList},
	{"partitions", observation.ExecutionType, FileList},
	{"eval_question_id", "EvalQuestionResult", FileResults},
	{"source_nodes", "EvalQuestionResult", FileResults},
	{detailList, "HTTPValidationError", ""},
	{"eval_question_ids", "EvalExecutionCreate", ""},
}

// detailList is the detail of a 422. That of other errors is a sentence, and
// nobody promises anything of it.
const detailList = "detail[]"

// guess tells what a body that begins like this is, and from what it tells.
// Both are empty when it cannot tell.
func guess(start []byte) (name, why string) {
	list, keys := firstKeys(start)
	for _, t := range distinguishing {
		if !slices.Contains(keys, t.key) {
			continue
		}
		if list && t.array != "" {
			return t.array, fmt.Sprintf("its first record has %q", t.key)
		}
		if !list {
			return t.object, fmt.Sprintf("it has %q", strings.TrimSuffix(t.key, "[]"))
		}
	}
	if list && len(keys) == 0 {
		return FileList, "it is an array"
	}
	return "", ""
}

// guessBytes is how much of a body is looked at to guess what it is.
const guessBytes = 64 << 10

// firstKeys tells whether a document is an array, and gives the keys of the
// object that it is or begins with, as far as its beginning reaches. A key whose
// value is an array is there a second time, with "[]" behind it.
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
